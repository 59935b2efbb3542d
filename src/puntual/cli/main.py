"""The `puntual` command. Each subcommand imports what it needs when it runs, so that `--help` is instant."""

from __future__ import annotations

import sys

import typer

from puntual import __version__

from . import audit, doctor, erp, golive, plan, serve, sync, templates, understand, user
from .ask_gate import may_contact
from .assess.command import assess
from .demo.command import demo
from .init import init
from .quality import quality

app = typer.Typer(
    help="Puntual collects a company's own receivables over WhatsApp, within law and policy.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(init)
app.command()(doctor.doctor)
app.command()(sync.sync)
app.command()(quality)
app.command()(assess)
app.command("import")(golive.take_over)
app.command()(plan.plan)
app.command()(serve.serve)
app.command()(demo)
app.command("may-contact")(may_contact)
app.add_typer(understand.app, name="understand")
app.add_typer(erp.app, name="erp")
app.add_typer(audit.app, name="audit")
app.add_typer(user.app, name="user")
app.add_typer(templates.app, name="templates")


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


def run() -> None:
    """The console script's entry."""
    app(args=sys.argv[1:], prog_name="puntual")
