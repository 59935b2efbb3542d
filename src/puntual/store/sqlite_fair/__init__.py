"""Django's SQLite backend with a first-come-first-served write gate for the threads of one process."""
