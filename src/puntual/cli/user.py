"""`puntual user`: who may sign in at the console."""

from __future__ import annotations

import os
from typing import Annotated, NoReturn

import typer
from rich.table import Table

from .setup import DEFAULT_CONFIG, Config, out, prepare

app = typer.Typer(help="People who may sign in at the console.", no_args_is_help=True)


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="The name they sign in with.")],
    role: Annotated[str, typer.Option(help="viewer, collector, supervisor or admin.")] = "collector",
    language: Annotated[str, typer.Option(help="es, pt-br or en.")] = "es",
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Make an account. Asks for the password twice, or takes it from PUNTUAL_PASSWORD.

    Example: puntual user add ana --role supervisor --language es
    """
    prepare(config)
    from puntual.console.accounts import CannotAddUser, add_user, objections

    # Before anybody thinks up a password for an account that cannot be made.
    if wrong := objections(name, role, language):
        _refuse(" ".join(wrong))
    password = os.environ.get("PUNTUAL_PASSWORD") or typer.prompt(
        "Password (12 characters or more)", hide_input=True, confirmation_prompt="Once more"
    )
    try:
        user = add_user(name, password, role, language)
    except CannotAddUser as error:
        _refuse(str(error))
    typer.echo(f"{user.username} may sign in now, as {user.role}.")


def _refuse(why: str) -> NoReturn:
    typer.echo(f"No account was made. {why}", err=True)
    raise typer.Exit(1) from None


@app.command("list")
def list_users(config: Config = DEFAULT_CONFIG) -> None:
    """Show every account: name, role, language, whether it is active, and the last time they signed in."""
    prepare(config)
    from puntual.store.models import User

    table = Table("name", "role", "language", "active", "last sign-in (UTC)")
    for user in User.objects.order_by("username"):
        last = f"{user.last_login:%Y-%m-%d %H:%M}" if user.last_login else "never"
        table.add_row(user.username, user.role, user.language, "yes" if user.is_active else "no", last)
    out.print(table)
