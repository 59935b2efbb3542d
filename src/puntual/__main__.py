"""`python -m puntual` is the `puntual` command."""

from puntual.cli.main import run

run()
