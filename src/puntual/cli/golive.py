"""`puntual import`: take over what happened before Puntual."""

from __future__ import annotations

from .setup import DEFAULT_CONFIG, Config, fail, out, prepare


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
        out.print(f"{kind}: {count} taken over")
    out.print(f"{report.known_already} stood already")
    for kind, row in report.unmatched[:20]:
        out.print(f"{kind}, row {row}: no such customer in the portfolio", style="yellow")
    for finding in findings[:20]:
        out.print(f"row {finding.row}: {finding.code}: {finding.hint}", style="yellow")
    if report.unmatched or findings:
        raise fail(
            f"{len(report.unmatched)} rows match nobody, {len(findings)} cannot be read; the rest is in.", 2
        )
