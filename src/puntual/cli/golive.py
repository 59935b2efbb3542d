"""`puntual import`: take over what happened before Puntual."""

from __future__ import annotations

from puntual.domain.record import Severity
from puntual.erp.header_words import Entity

from .setup import DEFAULT_CONFIG, Config, fail, out, prepare

SHOWN = 40
_KINDS = {
    "optin": Entity.OPT_INS,
    "optout": Entity.OPT_OUTS,
    "exclusion": Entity.EXCLUSIONS,
    "promise": Entity.PROMISES,
    "dispute": Entity.DISPUTES,
    "pastcontact": Entity.CONTACTS,
}
_UNMATCHED = "No such customer, number or open invoice is in the portfolio."


def take_over(config: Config = DEFAULT_CONFIG) -> None:
    """Take over the files of [golive]: opt-ins, exclusions, opt-outs, promises, disputes, this month's contacts.

    Without them the caps of the first month are wrong. Run `puntual sync` first; a second run of the same
    files changes nothing.
    """
    prepare(config)
    from puntual.boot.current import office
    from puntual.boot.wiring import settings_in_force
    from puntual.casework import go_live
    from puntual.erp.golive import read_golive
    from puntual.ports.source import SourceUnreadable

    settings = settings_in_force()
    try:
        rows, findings = read_golive(settings.golive, settings.company, office().source.read().customers)
    except SourceUnreadable as error:
        raise fail(str(error)) from None
    if not rows and not findings:
        raise fail("No files are named in [golive] of the configuration, or they are empty.")
    report = go_live.take_over(office(), rows)
    for kind, count in sorted(report.taken.items()):
        out.print(f"{_KINDS[kind].value}: {count} taken over")
    out.print(f"{report.known_already} stood already")
    lost = [(settings.golive.paths[_KINDS[kind]].name, row, _UNMATCHED) for kind, row in report.unmatched]
    unread = [(one.file, one.row, one.hint) for one in findings if one.severity is not Severity.NOTE]
    _say_lost(lost + unread)


def _say_lost(lines: list[tuple[str, int, str]]) -> None:
    """Each row that was not taken over, once, and a non-zero end if there is any."""
    rows: dict[tuple[str, int], str] = {}
    for file, row, why in lines:
        rows.setdefault((file, row), why)
    for (file, row), why in sorted(rows.items())[:SHOWN]:
        out.print(f"{file}, row {row}: {why}", style="yellow", markup=False, highlight=False)
    if len(rows) > SHOWN:
        out.print(f"... and {len(rows) - SHOWN} more", style="yellow")
    if rows:
        raise fail(f"{len(rows)} rows were not taken over, or only in part; the rest is in.", 2)
