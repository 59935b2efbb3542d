"""`puntual doctor`: what is wrong with this installation, and what to do about it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from .doctor_console import check_console
from .doctor_model import check_model
from .doctor_voice import check_voice
from .setup import DEFAULT_CONFIG, Config, out, prepare

if TYPE_CHECKING:
    from puntual.boot.settings import Settings
    from puntual.casework.office import Office


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: fine, or what is wrong in words that say what to do."""

    name: str
    problems: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def doctor(
    config: Config = DEFAULT_CONFIG,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Check the source, database, channel, templates, clock, calendars and go-live files.

    Exit status 1 if anything would keep Puntual from working; warnings alone do not.
    """
    prepare(config)
    from puntual.boot.current import office
    from puntual.boot.wiring import settings_in_force

    checks = list(run_checks(office(), settings_in_force()))
    if as_json:
        typer.echo(
            json.dumps([{"check": c.name, "problems": c.problems, "warnings": c.warnings} for c in checks])
        )
    else:
        for check in checks:
            _show(check)
    if any(check.problems for check in checks):
        raise typer.Exit(1)


def _show(check: Check) -> None:
    mark = "problem" if check.problems else "warning" if check.warnings else "ok"
    out.print(f"{check.name:<12} {mark}", style={"problem": "red", "warning": "yellow"}.get(mark, "green"))
    for text in (*check.problems, *check.warnings):
        out.print(f"    {text}", markup=False, highlight=False)


def run_checks(office: Office, settings: Settings) -> Iterable[Check]:
    """All checks; one that raises is itself a problem, named."""
    for name, check in _CHECKS.items():
        try:
            problems, warnings = check(office, settings)
        except Exception as error:
            problems, warnings = (f"the check itself failed: {type(error).__name__}: {error}",), ()
        yield Check(name, tuple(problems), tuple(warnings))


Found = tuple[Iterable[str], Iterable[str]]


def _source(office: Office, settings: Settings) -> Found:
    del settings
    return office.source.check(), ()


def _database(office: Office, settings: Settings) -> Found:
    from django.db import connection

    del office, settings
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous")
            level = cursor.fetchone()[0]
            return ([] if level == 2 else ["SQLite does not run with synchronous=FULL"]), ()
        cursor.execute("SHOW synchronous_commit")
        value = cursor.fetchone()[0]
    return ([] if value == "on" else [f"synchronous_commit is {value}; it must be on"]), ()


def _channel(office: Office, settings: Settings) -> Found:
    notes = (
        []
        if settings.channel.kind != "simulator"
        else ["the channel is the simulator: nothing really leaves"]
    )
    return office.channel.check(), notes


def _templates(office: Office, settings: Settings) -> Found:
    """Every wording that may be used has to be approved by the channel in the customers' languages."""
    del settings
    from puntual.casework.templates import refresh
    from puntual.store.models import Customer
    from puntual.wording.formats import language_for
    from puntual.wording.submission import templates

    try:
        report = refresh(office)
    except ValueError as error:
        return (f"the templates cannot be read: {error}",), ()
    languages = {
        language_for(tag, country)
        for tag, country in Customer.objects.values_list("language", "country").distinct()
    }
    problems = []
    for language in sorted(languages or {office.company.language}):
        wanted = [(one.name, one.language) for one in templates(language)]
        lacking = [name for name, code in wanted if (name, code) in report.lacking]
        if lacking:
            problems.append(
                f"{len(lacking)} of {len(wanted)} templates in {language} are not approved, for example "
                f"{lacking[0]}: puntual templates submit --language {language}"
            )
    return problems, ()


def _clock(office: Office, settings: Settings) -> Found:
    from importlib.metadata import version

    del settings
    year = office.now().year
    late = ["the machine's clock is before 2026: set it"] if year < 2026 else []
    built = int(version("tzdata").split(".")[0])
    old = [f"time zone data {version('tzdata')} is old: upgrade Puntual"] if year - built > 1 else []
    return late, old


def _calendars(office: Office, settings: Settings) -> Found:
    from puntual.countries.holidays import coverage_warnings
    from puntual.store.models import Customer

    del settings
    countries = set(Customer.objects.values_list("country", flat=True).distinct()) | {office.company.country}
    return (), [text for country in sorted(countries) for text in coverage_warnings(country, office.today())]


def _go_live(office: Office, settings: Settings) -> Found:
    """Day-one caps are wrong without this month's contacts; pushes are refused without consent."""
    from puntual.erp.golive import read_golive
    from puntual.erp.header_words import Entity
    from puntual.ports.source import SourceUnreadable
    from puntual.store.models import Attempt, ContactPoint

    problems, warnings = [], []
    try:
        read_golive(settings.golive, office.company)
    except SourceUnreadable as error:
        problems.append(str(error))
    if not settings.golive.paths.get(Entity.CONTACTS) and not Attempt.objects.exists():
        warnings.append(
            "contacts already made this month are not imported: set [golive] contacts, then puntual import"
        )
    if not settings.golive.paths.get(Entity.OPT_OUTS):
        warnings.append("no opt-out list is set: if people have asked for no messages, set [golive] opt_outs")
    no_basis = not office.company.consent_basis
    if no_basis and not ContactPoint.objects.exclude(consent_on=None).exists():
        warnings.append(
            "no consent is on record: set [golive] opt_ins or [company] consent_basis, else nothing leaves"
        )
    return problems, warnings


def _data(office: Office, settings: Settings) -> Found:
    from puntual.casework.sync_runs import as_of
    from puntual.store.models import Switch, SyncRun

    del settings
    run = as_of(office)
    if run is None:
        return (), ["no sync has finished yet: puntual sync"]
    held = Switch.objects.filter(name__in=("planning", "control"), on=True).first()
    last = SyncRun.objects.order_by("-id").first()
    problems = [held.reason] if held else []
    if last is not None and last.state == "failed":
        problems.append(f"the last sync failed: {last.message}")
    return problems, ()


_CHECKS: dict[str, Callable[[Office, Settings], Found]] = {
    "database": _database,
    "source": _source,
    "data": _data,
    "channel": _channel,
    "templates": _templates,
    "clock": _clock,
    "calendars": _calendars,
    "go-live": _go_live,
    "console": check_console,
    "model": check_model,
    "voice": check_voice,
}
