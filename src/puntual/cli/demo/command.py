"""`puntual demo`: a sample company lives some weeks in a few seconds, then its console opens."""

from __future__ import annotations

import gc
import json
import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from .world import World

START = "2026-03-02"


def demo(
    days: Annotated[int, typer.Option(min=1, max=730, help="How many days to live.")] = 45,
    seed: Annotated[int, typer.Option(help="Another seed is another company; the same one, the same.")] = 1,
    start: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The first day.")] = START,  # type: ignore[assignment]
    no_serve: Annotated[bool, typer.Option("--no-serve", help="End after the summary.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="The summary as one JSON object; implies --no-serve.")
    ] = False,
    port: Annotated[int, typer.Option(help="Where the console is served.")] = 8000,
    database: Annotated[str, typer.Option(help="A database URL; a new SQLite file if not given.")] = "",
) -> None:
    """Let a sample company live some weeks on a virtual clock, then open its console.

    Example: puntual demo --days 10 --seed 7 --no-serve
    """
    with tempfile.TemporaryDirectory(prefix="puntual-demo-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        prepare(folder, database)
        from .scene import Setting, build

        world = build(Setting(folder, start.date(), seed, database=database))
        _spare_the_collector()
        _live(world, start, days, quiet=not sys.stderr.isatty())
        summary = _summary(world, days, start, seed)
        if as_json:
            sys.stdout.write(json.dumps(summary, ensure_ascii=False) + "\n")
        else:
            _show(summary)
            if not no_serve:
                _serve(world, port)
        world.close()


def prepare(folder: Path, database: str = "") -> None:
    """Point Django at the demonstration's own database and bring it up to date.

    Raises typer.BadParameter if that database already holds a portfolio: a demonstration never mixes with one.
    """
    os.environ["PUNTUAL_CONFIG"] = str(folder / "puntual.toml")
    os.environ["PUNTUAL_DATABASE_URL"] = database or f"sqlite:///{folder / 'puntual.sqlite3'}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "puntual.boot.django_settings")
    import django
    from django.core.management import call_command

    from puntual.countries.zones import pin_time_zones

    pin_time_zones()
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from puntual.store.models import Customer, SyncRun

    if Customer.objects.exists() or SyncRun.objects.exists():
        raise typer.BadParameter(
            "that database is not empty; the demo needs one of its own", param_hint="--database"
        )


def _spare_the_collector() -> None:
    """A short run makes many rows and few cycles: looking for cycles so often costs a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


def _live(world: World, start: datetime, days: int, *, quiet: bool) -> None:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total} days"),
    )
    with Progress(
        *columns, TimeElapsedColumn(), console=Console(stderr=True), disable=quiet, transient=True
    ) as progress:
        task = progress.add_task("The sample company is living", total=days)
        world.live(start.date(), days, lambda day: progress.update(task, completed=day))


def _summary(world: World, days: int, start: datetime, seed: int) -> dict[str, Any]:
    from .checker import breaches
    from .summary import summarise

    return summarise(
        days=days,
        start=start.date(),
        seed=seed,
        erp=world.witness.erp,
        breaches=breaches(world.witness),
        heads_file=world.office.heads_file,
    )


def _show(summary: dict[str, Any]) -> None:
    from .table import summary_table

    Console().print(summary_table(summary))


def _serve(world: World, port: int) -> None:
    from dataclasses import replace

    from puntual.cli.serve import serve_demo

    from .phone import DemoPhone

    serve_demo(replace(world.office, demo=DemoPhone(world)), host="127.0.0.1", port=port)
