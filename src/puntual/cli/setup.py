"""What every command that touches the database does first."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

# Where output goes to a file or a pipe there is no width to fit into.
out = Console(width=None if sys.stdout.isatty() else 160)
err = Console(stderr=True)

Config = Annotated[
    Path, typer.Option("--config", "-c", envvar="PUNTUAL_CONFIG", help="The configuration file.")
]
DEFAULT_CONFIG = Path("puntual.toml")


def fail(message: str, code: int = 1) -> typer.Exit:
    """Say what is wrong on stderr; raise what this returns."""
    err.print(message, style="red", highlight=False, markup=False, soft_wrap=True)
    return typer.Exit(code)


def prepare(config: Path, *, migrate: bool = True) -> None:
    """Load the configuration, start Django, and bring the tables up to date. Exits with a clear message."""
    from puntual.boot.settings import BadSettings, load

    if not config.exists():
        raise fail(f"There is no {config}. Make one with: puntual init")
    try:
        load(config)
    except BadSettings as error:
        raise fail(str(error)) from None
    os.environ["PUNTUAL_CONFIG"] = str(config.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "puntual.boot.django_settings")
    import django

    from puntual.boot.logs import configure
    from puntual.countries.zones import pin_time_zones

    pin_time_zones()
    configure()
    django.setup()
    if migrate:
        bring_up_to_date()


def bring_up_to_date() -> None:
    """Run the migrations that this database lacks; quick when there are none."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.utils import OperationalError

    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, skip_checks=True)
    except OperationalError as error:
        reason = str(error).splitlines()[0]
        raise fail(f"The database cannot be reached: {reason}. Check [database] in puntual.toml.") from None
