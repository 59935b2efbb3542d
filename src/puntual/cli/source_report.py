"""What a source was found to hold, in a few lines for a person."""

from __future__ import annotations

from collections import Counter

from puntual.domain.company import Company
from puntual.domain.record import Severity, Snapshot
from puntual.erp.files import FilesSource
from puntual.erp.open_source import open_source
from puntual.erp.options import FilesOptions, Home
from puntual.erp.portfolio import settle_state
from puntual.erp.reading import Reading
from puntual.erp.sheet_options import AnySourceOptions
from puntual.erp.sheets import FoundTable


def describe(options: AnySourceOptions, company: Company) -> list[str]:
    """Columns recognised, rows, unknown columns and findings. Raises SourceUnreadable. Reads the whole source."""
    lines: list[str] = []
    if isinstance(options, FilesOptions):
        for entity, found in FilesSource(options, Home.of(company)).tables().items():
            lines.append(f"{found.table.name}: {len(found.table.rows)} rows of {entity.value}")
            reading = Reading(found, Home.of(company), options.layout)
            settle_state(reading)
            lines.extend(_columns(reading.found))
    snapshot = open_source(options, company).read()
    return [*lines, *_contents(snapshot)]


def _columns(found: FoundTable) -> list[str]:
    titles = found.table.headers
    lines = [
        f"  {name} <- {', '.join(titles[place] for place in places)}"
        for name, places in sorted(found.columns.at.items())
    ]
    if found.columns.unknown:
        lines.append(f"  not used: {', '.join(found.columns.unknown)}")
    return lines


def _contents(snapshot: Snapshot) -> list[str]:
    lines = [f"{len(snapshot.receivables)} receivables of {len(snapshot.customers)} customers could be read."]
    blocked = Counter(one.code for one in snapshot.findings if one.severity is Severity.BLOCK)
    if blocked:
        listed = ", ".join(f"{code} ({count})" for code, count in blocked.most_common())
        lines.append(f"Rows that need a look: {listed}. puntual sync lists them with a hint for each.")
    return lines
