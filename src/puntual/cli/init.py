"""`puntual init`: write a commented puntual.toml, and say at once what is recognised in the source."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from puntual.cli.setup import err, fail, out
from puntual.cli.starting_config import COUNTRIES, Start, configuration
from puntual.domain.money import is_currency


def init(
    company: Annotated[str, typer.Option(help="The company's legal name.")] = "",
    tax_id: Annotated[str, typer.Option(help="Its tax id (RFC, NIT, RUT, RUC, CUIT, CNPJ).")] = "",
    country: Annotated[str, typer.Option(help="ISO country code: MX, CO, CL, PE, AR, EC, BR, ...")] = "",
    time_zone: Annotated[str, typer.Option(help="IANA time zone; the capital's if not given.")] = "",
    currency: Annotated[str, typer.Option(help="ISO currency code; the country's if not given.")] = "",
    source: Annotated[
        str, typer.Option(help="CSV or XLSX file with open invoices, or a SQLAlchemy URL.")
    ] = "",
    channel: Annotated[str, typer.Option(help="simulator or cloud_api.")] = "simulator",
    language: Annotated[str, typer.Option(help="es, pt-BR or en; the country's if not given.")] = "",
    directory: Annotated[Path, typer.Option(help="Where puntual.toml goes.")] = Path(),
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing puntual.toml.")] = False,
) -> None:
    """Make a configuration. Asks for what is missing when run in a terminal.

    Examples: puntual init        puntual init --company "Acme SA de CV" --country MX --source cartera.csv
    """
    target = directory / "puntual.toml"
    if target.exists() and not force:
        raise fail(f"{target} exists already. Use --force to overwrite it.")
    country = _asked("Country (ISO code)", country, "MX").upper()
    if country not in COUNTRIES:
        raise fail(f'"{country}" is no country that Puntual has rules for. Known: {", ".join(COUNTRIES)}.')
    home = COUNTRIES[country]
    start = Start(
        legal_name=_asked("Legal name of the company", company),
        tax_id=_asked("Tax id", tax_id, "-").strip("-"),
        country=country,
        time_zone=_asked("Time zone", time_zone, home.time_zone),
        currency=_asked("Currency", currency, home.currency).upper(),
        language=language or home.language,
        source=_asked("File with open invoices (CSV or XLSX), or database URL", source),
        channel=channel,
    )
    _check(start)
    _write(target, start)
    out.print(f"Wrote {target}", highlight=False, soft_wrap=True)
    _look(target)
    where = "" if directory == Path() else f" --config {target}"
    out.print(
        f"Next: puntual doctor{where}, puntual sync{where}, puntual plan{where}",
        highlight=False,
        soft_wrap=True,
    )


def _asked(question: str, given: str, default: str = "") -> str:
    """What the flag gave, else what the person answers; without a terminal the default, or an error."""
    if given:
        return given.strip()
    if sys.stdin.isatty():
        return str(typer.prompt(question, default=default or None, err=True)).strip()
    if not default:
        flags = {"Legal name of the company": "--company"}
        raise fail(f"{question} is missing: give {flags.get(question, '--source')}.")
    return default


def _check(start: Start) -> None:
    from zoneinfo import available_timezones

    if not is_currency(start.currency):
        raise fail(f'"{start.currency}" is no ISO currency code.')
    if start.time_zone not in available_timezones():
        raise fail(f'"{start.time_zone}" is no IANA time zone, such as America/Mexico_City.')
    if start.channel not in ("simulator", "cloud_api"):
        raise fail(f'"{start.channel}" is no channel. Known: simulator, cloud_api.')
    if start.language not in ("es", "pt-BR", "en"):
        raise fail(f'"{start.language}" is no language of Puntual. Known: es, pt-BR, en.')


def _write(target: Path, start: Start) -> None:
    from puntual.boot.settings import BadSettings, load

    target.parent.mkdir(parents=True, exist_ok=True)
    target.touch(mode=0o600)  # a database address in it may hold a password
    target.write_text(configuration(start, target.parent), encoding="utf-8")
    try:
        load(target)
    except BadSettings as error:  # the person's own words may still be unusable
        err.print(f"Check {target}: {error}", style="yellow", highlight=False, markup=False, soft_wrap=True)


def _look(target: Path) -> None:
    """Read the source once and say what was recognised; a source that cannot be read yet is no failure."""
    from puntual.boot.settings import BadSettings, load
    from puntual.cli.source_report import describe
    from puntual.ports.source import SourceUnreadable

    try:
        settings = load(target)
        lines = describe(settings.source, settings.company)
    except BadSettings:
        return
    except SourceUnreadable as error:
        err.print(
            f"The source cannot be read yet: {error}",
            style="yellow",
            highlight=False,
            markup=False,
            soft_wrap=True,
        )
        return
    for line in lines:
        out.print(line, highlight=False, markup=False, soft_wrap=True)
