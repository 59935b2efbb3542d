"""What a company may tell about its source; what it does not tell is found out from the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from puntual.domain.company import Company
from puntual.erp.dates import DateOrder
from puntual.erp.header_words import Entity
from puntual.erp.preset import Preset

_MONTH_FIRST = frozenset(("US", "PR", "PH", "BZ"))


@dataclass(frozen=True, slots=True)
class Home:
    """The company's own country (ISO alpha-2) and currency (ISO 4217), for what a row does not say."""

    country: str
    currency: str

    @classmethod
    def of(cls, company: Company) -> Home:
        """The home of a company."""
        return cls(company.country, company.currency)

    @property
    def date_order(self) -> DateOrder:
        """How dates are written in the country."""
        return DateOrder.MONTH_FIRST if self.country in _MONTH_FIRST else DateOrder.DAY_FIRST


@dataclass(frozen=True, slots=True)
class Layout:
    """How the tables are written. None is found out.

    columns: canonical field -> titles of its columns. decimal: "." or ",". delimiter: one character.
    amount_limits: currency -> the most that one receivable may be over, minor units; what is above is a slip.
    """

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    date_order: DateOrder | None = None
    decimal: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    amount_limits: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FilesOptions:
    """A source of CSV or XLSX files: at least one for receivables, others where the ERP exports them."""

    paths: Mapping[Entity, Path]
    layout: Layout = Layout()


@dataclass(frozen=True, slots=True)
class SqlCare:
    """How carefully a database is asked.

    dialect: sqlglot's name of the SQL, "" for the common one. columns: "table.column" that must be there.
    enums: canonical field -> the ERP's value -> ours. proven: refuse a user who may write, even where the
    session itself may not. max_rows: of one query; more is a mistake. statement_seconds: for one query.
    """

    dialect: str = ""
    columns: tuple[str, ...] = ()
    enums: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    proven: bool = False
    max_rows: int = 5_000_000
    statement_seconds: int = 300


@dataclass(frozen=True, slots=True)
class SqlOptions:
    """A source in a database: a SQLAlchemy URL and for each kind of row a SELECT or the name of a table."""

    url: str = field(repr=False)
    queries: Mapping[Entity, str]
    layout: Layout = Layout()
    care: SqlCare = SqlCare()


@dataclass(frozen=True, slots=True)
class GoLiveOptions:
    """The files that say what happened before the first day; none of them is a must."""

    paths: Mapping[Entity, Path] = field(default_factory=dict)
    layout: Layout = Layout()


@dataclass(frozen=True, slots=True)
class PresetOptions:
    """A source that a preset describes. values: its parameters, secrets among them, so they are never shown.

    url: a whole address instead of one made of the parameters, "" for none.
    private_network, ca_file: whether an HTTP server may stand in the company's own network, and the certificate
    of one that signs its own. folder: where renewed tokens are kept.
    """

    preset: Preset
    values: Mapping[str, str] = field(repr=False)
    layout: Layout = Layout()
    url: str = field(default="", repr=False)
    max_rows: int = 5_000_000
    statement_seconds: int = 300
    private_network: bool = False
    ca_file: Path | None = None
    folder: Path = Path()


SourceOptions = FilesOptions | SqlOptions | PresetOptions
