"""Reading receivables over HTTP: what a preset declares, and the engine that does it and nothing else."""
