"""Use cases: gather, decide, keep, queue. Each takes the Office and works on rows."""
