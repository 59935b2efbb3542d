"""`puntual templates`: the wordings that WhatsApp has to approve."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from .setup import DEFAULT_CONFIG, Config, fail, out, prepare

app = typer.Typer(
    help="The wordings that WhatsApp has to approve before they are used.", no_args_is_help=True
)


class Language(StrEnum):
    """The languages that the wordings are in."""

    ES = "es"
    PT = "pt"
    EN = "en"


@app.command("list")
def list_templates(
    language: Annotated[Language, typer.Option(help="es, pt or en.")] = Language.ES,
    as_json: Annotated[bool, typer.Option("--json", help="As submitted to WhatsApp.")] = False,
) -> None:
    """Print every template with its text, as it is submitted.

    Example: puntual templates list --language pt
    """
    from puntual.wording.submission import submission, templates

    for template in templates(language):
        if as_json:
            typer.echo(json.dumps(submission(template), ensure_ascii=False))
        else:
            out.print(f"[bold]{template.name}[/bold]")
            out.print(template.body, markup=False, highlight=False, soft_wrap=True)
            out.print("")


@app.command()
def sync(config: Config = DEFAULT_CONFIG) -> None:
    """Ask the channel which templates are approved, and keep the answer. `puntual serve` does so every night.

    Example: puntual templates sync
    """
    prepare(config)
    from puntual.boot.current import office
    from puntual.casework.seal import seal
    from puntual.casework.templates import refresh

    try:
        report = refresh(office())
    except ValueError as error:
        raise fail(f"The templates cannot be read: {error}") from None
    seal(office())
    out.print(f"{len(report.approved)} approved, {len(report.lacking)} not; {report.changed} changed.")


@app.command()
def submit(
    config: Config = DEFAULT_CONFIG,
    language: Annotated[Language, typer.Option(help="es, pt or en.")] = Language.ES,
) -> None:
    """Submit the templates that the WhatsApp account does not have yet.

    Their approval comes back by webhook; `puntual doctor` lists what is missing.
    """
    prepare(config)
    from puntual.boot.current import office
    from puntual.channels.cloud_api import CloudApi
    from puntual.channels.cloud_templates import Submitted, TemplateDefinition
    from puntual.wording.submission import templates

    channel = office().channel
    if not isinstance(channel, CloudApi):
        raise fail("The channel is not the WhatsApp Cloud API; there is nothing to submit to.")
    standing = {(one.name, one.language) for one in channel.templates()}
    missing = [one for one in templates(language) if (one.name, one.language) not in standing]
    refused = 0
    for one in missing:
        outcome = channel.submit_template(TemplateDefinition(one.name, one.language, one.body, one.examples))
        refused += not isinstance(outcome, Submitted)
        out.print(f"{one.name}: {outcome.state if isinstance(outcome, Submitted) else outcome.reason}")
    out.print(f"{len(missing) - refused} submitted, {len(standing)} stood already.")
    if refused:
        raise fail(f"{refused} were not taken; what is missing can be submitted again.")
