"""`puntual erp`: the presets, and whether the configured ERP is read right and can only be read."""

from __future__ import annotations

import getpass
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .setup import DEFAULT_CONFIG, Config, fail, out, prepare

if TYPE_CHECKING:
    from puntual.boot.settings import Settings
    from puntual.domain.record import Snapshot
    from puntual.erp.preset import Preset
    from puntual.ports.source import ReceivablesSource
    from puntual.rules.control_totals import ControlResult

app = typer.Typer(
    help="Connect an ERP: list of systems, check, preview, control total.", no_args_is_help=True
)
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
SHOWN = 20


@app.command("list")
def list_presets(as_json: AsJson = False) -> None:
    """The systems that a preset is there for, and how sure we are of each.

    live: tried on a running system. schema: tried on a database or server made after its known tables.
    docs: written from the vendor's documents.
    """
    from puntual.erp.preset import BadPreset, presets

    try:
        found = presets()
    except BadPreset as error:
        raise fail(str(error)) from None
    if as_json:
        typer.echo(json.dumps([_as_json(one) for one in found], ensure_ascii=False))
        return
    from rich.table import Table

    table = Table("preset", "system", "by", "country", "verified", "against")
    for one in found:
        label = f"{one.verified.label} {one.verified.on}"
        table.add_row(one.name, one.title, one.engine, one.country, label, one.verified.against)
    out.print(table)


def _as_json(preset: Preset) -> dict[str, object]:
    return {
        "name": preset.name,
        "title": preset.title,
        "engine": preset.engine,
        "country": preset.country,
        "verified": {
            "label": preset.verified.label,
            "on": preset.verified.on.isoformat(),
            "against": preset.verified.against,
        },
        "capabilities": sorted(preset.capabilities),
        "parameters": {
            name: {"words": dict(one.words), "default": one.default, "secret": one.secret}
            for name, one in preset.parameters.items()
        },
    }


@app.command()
def check(config: Config = DEFAULT_CONFIG) -> None:
    """Connect, look for the tables that are read, and prove that the ERP cannot be written to.

    A harmless write is tried in a transaction that is rolled back; credentials for which it succeeds are
    refused, and so is the server's owner (SYSDBA, sa, root, postgres).
    """
    settings, source = _opened(config)
    problems = source.check()
    if problems:
        raise fail("\n".join(problems))
    out.print(_all_well(settings.source), highlight=False)


def _all_well(source: object) -> str:
    """What a check without problems has shown; never more than that."""
    from puntual.erp.options import PresetOptions

    if not isinstance(source, PresetOptions) or source.preset.engine == "sql":
        return "The ERP can be reached and read, and these credentials cannot write to it."
    if "permission" in source.preset.engine_table:
        return "The ERP can be reached and read; it says itself that these credentials cannot write to it."
    return (
        "The ERP can be reached and read. Puntual sends only the preset's list of reads; whether these credentials "
        "could do more is not something this system tells."
    )


@app.command()
def preview(
    config: Config = DEFAULT_CONFIG,
    rows: Annotated[int, typer.Option(help="How many receivables to show.")] = 10,
    as_json: AsJson = False,
) -> None:
    """The first receivables as Puntual would keep them, names masked, and what the whole source adds up to."""
    from puntual.domain.money import Money
    from puntual.ports.source import SourceUnreadable

    try:
        snapshot = _opened(config)[1].read()
    except SourceUnreadable as error:
        raise fail(str(error)) from None
    lines = _lines(snapshot, rows)
    totals = _totals(snapshot)
    if as_json:
        shown = {currency: str(Money(minor, currency).decimal) for currency, minor in totals.items()}
        typer.echo(json.dumps({"rows": lines, "receivables": len(snapshot.receivables), "open": shown,
                               "credits": len(snapshot.credits)}, ensure_ascii=False))  # fmt: skip
        return
    from rich.table import Table

    titles = ("customer", "name", "number", "instalment", "issued", "due", "amount", "balance", "status")
    table = Table(*titles)
    for line in lines:
        table.add_row(*(line[title] for title in titles))
    out.print(table)
    sums = ", ".join(str(Money(minor, currency)) for currency, minor in totals.items()) or "nothing"
    out.print(
        f"{len(snapshot.receivables)} receivables of {len(snapshot.customers)} customers, open {sums}; "
        f"{len(snapshot.credits)} unapplied credits; {len(snapshot.findings)} findings.",
        highlight=False,
    )


@app.command()
def control(
    config: Config = DEFAULT_CONFIG,
    accept: Annotated[
        bool, typer.Option("--accept-difference", help="Go live although the sums differ (journaled).")
    ] = False,
    reason: Annotated[str, typer.Option("--reason", help="Why the difference is right.")] = "",
    by: Annotated[str, typer.Option("--by", help="Who accepts it (journaled).")] = "",
    as_json: AsJson = False,
) -> None:
    """Lay our sum by customer beside the ERP's own control total.

    A difference above 0.01 holds planning until the sums agree or a person accepts it with a reason.

    Examples: puntual erp control     puntual erp control --accept-difference --reason "old cheque, see 114"
    """
    if accept and not reason.strip():
        raise fail("--accept-difference needs --reason: it is written to the journal with your name.")
    from puntual.erp.options import PresetOptions

    settings, _ = _opened(config)
    if not isinstance(settings.source, PresetOptions):
        raise fail('Only a source with kind = "preset" has a control total. See: puntual erp list')
    prepare(config)
    from puntual.boot.current import office
    from puntual.casework.control import keep
    from puntual.casework.seal import seal
    from puntual.erp.control import run_control
    from puntual.erp.options import Home
    from puntual.ports.source import SourceUnreadable

    try:
        result = run_control(settings.source, Home.of(office().company))
    except SourceUnreadable as error:
        raise fail(str(error)) from None
    who = (by or os.environ.get("USER") or getpass.getuser()) if accept else ""
    may = keep(office(), result, accept_by=who, reason=reason if accept else "")
    seal(office())
    _show(result, may, as_json)
    if not may:
        raise typer.Exit(2)


def _show(result: ControlResult, may: bool, as_json: bool) -> None:
    from puntual.domain.money import Money

    if as_json:
        wrong = [
            {"customer": one.customer, "currency": one.currency,
             "ours": str(Money(one.ours, one.currency).decimal), "erp": str(Money(one.theirs, one.currency).decimal)}
            for one in result.differences
        ]  # fmt: skip
        typer.echo(json.dumps({"compared": result.compared, "incomparable": result.incomparable,
                               "differences": wrong, "may_go_live": may}))  # fmt: skip
        return
    for currency, (ours, theirs) in result.totals.items():
        out.print(
            f"{currency}: read {Money(ours, currency)}, the ERP says {Money(theirs, currency)}",
            highlight=False,
        )
    for one in result.differences[:SHOWN]:
        out.print(
            f"  {one.customer}: read {Money(one.ours, one.currency)}, "
            f"the ERP says {Money(one.theirs, one.currency)}", style="yellow", highlight=False, markup=False,
        )  # fmt: skip
    if len(result.differences) > SHOWN:
        out.print(f"  ... and {len(result.differences) - SHOWN} more", style="yellow")
    if result.incomparable:
        out.print(f"{result.incomparable} customers owe in a foreign currency and were not compared.")
    if result.holds:
        out.print(f"All {result.compared} sums agree.", style="green")
    elif may:
        out.print("The difference was accepted; it stands in the journal.", style="yellow")
    elif not result.compared:
        out.print("There was nothing to compare: planning is held.", style="red")
    else:
        out.print(
            "Planning is held until the sums agree or a difference is accepted with a reason.", style="red"
        )


@app.command()
def scaffold(
    url: Annotated[str, typer.Argument(help="A SQLAlchemy address, such as postgresql://reader@host/erp")],
    table: Annotated[
        str, typer.Option(help="The table of receivables; the best candidate if not given.")
    ] = "",
    customers: Annotated[
        str, typer.Option(help="The table of customers; found by its key if not given.")
    ] = "",
    output: Annotated[Path, typer.Option(help="The preset file to write.")] = Path("my_erp.toml"),
    force: Annotated[bool, typer.Option("--force", help="Overwrite it.")] = False,
) -> None:
    """Propose a preset for a database of your own: candidate tables, a mapping, ten rows, and the file."""
    from puntual.erp.scaffold import draft
    from puntual.ports.source import SourceUnreadable

    if output.exists() and not force:
        raise fail(f"{output} exists already. Use --force to overwrite it.")
    try:
        found = draft(url, table, customers)
    except SourceUnreadable as error:
        raise fail(str(error)) from None
    out.print("Candidates for receivables (score):", highlight=False)
    for name, score in found.candidates[:8]:
        out.print(f"  {name:<40} {score}", markup=False, highlight=False)
    out.print(f"Receivables from {found.receivables}, customers from {found.customers or 'the same table'}:")
    for field, column in found.mapping.items():
        out.print(f"  {field:<16} <- {column}", markup=False, highlight=False)
    for row in found.sample:
        out.print("  " + " | ".join(row), markup=False, highlight=False)
    output.write_text(found.toml, encoding="utf-8")
    out.print(f"Wrote {output}. Look at its queries, then set in puntual.toml:", highlight=False)
    out.print(
        f'[source]\nkind = "preset"\npreset = "{output}"\nurl_env = "ERP_URL"', markup=False, highlight=False
    )


def _opened(config: Path) -> tuple[Settings, ReceivablesSource]:
    """The configuration and its source; the database of Puntual itself is not needed."""
    from puntual.boot.settings import BadSettings, load
    from puntual.erp.open_source import open_source
    from puntual.ports.source import SourceUnreadable

    try:
        settings = load(config)
        return settings, open_source(settings.source, settings.company)
    except (BadSettings, SourceUnreadable) as error:
        raise fail(str(error)) from None


def _lines(snapshot: Snapshot, count: int) -> list[dict[str, str]]:
    from puntual.domain.money import Money

    names = {one.key: one.name for one in snapshot.customers}
    return [
        {
            "customer": one.customer,
            "name": masked_name(names.get(one.customer, "")),
            "number": one.number,
            "instalment": str(one.instalment),
            "issued": one.issued.isoformat() if one.issued else "",
            "due": one.due.isoformat(),
            "amount": str(Money(one.amount, one.currency)),
            "balance": str(Money(one.balance, one.currency)),
            "status": one.status.value,
        }
        for one in snapshot.receivables[:count]
    ]


def _totals(snapshot: Snapshot) -> dict[str, int]:
    from puntual.domain.record import Status

    sums: dict[str, int] = {}
    for one in snapshot.receivables:
        if one.status is Status.OPEN:
            sums[one.currency] = sums.get(one.currency, 0) + one.balance
    return dict(sorted(sums.items()))


def masked_name(name: str) -> str:
    """A name that can be recognised by who knows it and by nobody else: the first letter of each word."""
    return " ".join(f"{word[0]}***" for word in name.split()[:4])
