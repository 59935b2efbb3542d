"""Invoice documents: found by pattern, checked, and their lines read where they are XML."""
