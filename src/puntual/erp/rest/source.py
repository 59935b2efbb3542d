"""A ReceivablesSource over HTTP: what the preset declares, and nothing else, is asked for."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from puntual.domain.record import LineSeen, Snapshot
from puntual.erp.currencies import currency_of
from puntual.erp.header_words import Entity
from puntual.erp.movements import LINES_NEED, lines_of
from puntual.erp.options import Home, Layout, PresetOptions
from puntual.erp.portfolio import snapshot_of
from puntual.erp.preset import BadPreset
from puntual.erp.reading import Reading, require
from puntual.erp.rest.answers import at
from puntual.erp.rest.auth import Session
from puntual.erp.rest.lists import Lists
from puntual.erp.rest.mapping import Mapper, fields_missing
from puntual.erp.rest.shape import Listing, Permission, RestPreset, Value, of_preset
from puntual.erp.rest.template import fill, fill_body, fill_path
from puntual.erp.rest.wire import Wire
from puntual.erp.sheets import FoundTable
from puntual.ports.source import SourceUnreadable

_READ_AT_SYNC = (Entity.RECEIVABLES, Entity.CUSTOMERS, Entity.APPLICATIONS, Entity.CREDITS)


@dataclass(frozen=True, slots=True)
class Access:
    """How this company's server is reached. values: the preset's parameters, by name.

    secret_names: which of them no message may show. folder: where renewed tokens are kept.
    """

    values: Mapping[str, str] = field(repr=False)
    secret_names: frozenset[str] = frozenset()
    private_network: bool = False
    ca_file: Path | None = None
    folder: Path = field(default_factory=Path)
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """What the ERP itself says a customer owes, in major units; currency "" where the system does not say."""

    customer: str
    balance: Decimal
    currency: str = ""


@dataclass(slots=True)
class RestSource:
    """One conversation per reading: opened, used, closed. Nothing is kept between two of them but a renewed token."""

    preset: RestPreset
    access: Access
    home: Home
    layout: Layout = field(default_factory=Layout)
    name: str = ""

    def __post_init__(self) -> None:
        self.name = self.name or self.preset.name

    def read(self) -> Snapshot:
        """All open receivables with what the preset can tell about them. Raises SourceUnreadable."""
        with self._lists() as lists:
            tables = {
                entity: self._table(lists, entity.value, self.preset.read[entity.value])
                for entity in _READ_AT_SYNC
                if entity.value in self.preset.read
            }
        return snapshot_of(tables, self.home, self.layout)

    def lines(self, receivable: str, number: str = "", currency: str = "") -> tuple[LineSeen, ...]:
        """The lines of one invoice; empty where the preset has no way to them. Raises SourceUnreadable."""
        listing = self.preset.read.get(Entity.LINES.value)
        if listing is None:
            return ()
        own_key = receivable.rpartition("/")[0] or receivable  # less the instalment that reading added
        key = int(own_key) if own_key.isdigit() else own_key
        with self._lists() as lists:
            found = self._table(lists, Entity.LINES.value, listing, {"key": key, "number": number})
        require(found, Entity.LINES, LINES_NEED)
        return lines_of(
            Reading(found, self.home, self.layout), receivable, number, currency or self.home.currency
        )

    def check(self) -> tuple[str, ...]:
        """Whether the server lets us in and its answers look like the preset; what is wrong, in words."""
        probe = self.preset.probe
        listing = self.preset.read.get(probe.read) or self.preset.rest.list.get(probe.read)
        if listing is None:
            return (f"Preset {self.preset.name}: [probe] read names no list.",)
        try:
            with self._lists() as lists:
                items = lists.first(listing)
        except SourceUnreadable as error:
            return (str(error),)
        missing = fields_missing([one for one in items if isinstance(one, dict)], probe.fields)
        if missing:
            names = ", ".join(missing)
            said = (
                f"{self.preset.name}: the answers have no field {names}. The system is of another version than the "
                "preset is for, or the user may not see them."
            )
            return (said,)
        return ()

    def control(self) -> tuple[ControlTotal, ...]:
        """The ERP's own total of each customer; empty where the preset has none. Raises SourceUnreadable."""
        listing = self.preset.control
        if listing is None:
            return ()
        with self._lists() as lists:
            mapper = Mapper(self.preset, lists.word)
            totals: dict[tuple[str, str], Decimal] = defaultdict(Decimal)  # a customer may have several rows
            for item in lists.items(listing):
                cells = {name: mapper.cell(name, _one(told), item) for name, told in listing.map.items()}
                balance = cells.get("balance")
                if balance is None:
                    continue
                if not isinstance(balance, Decimal):
                    raise SourceUnreadable(f"{self.preset.name}: a control total is no number.")
                raw = str(cells.get("currency") or "")
                currency = currency_of(raw, self.home.currency) if raw else ""
                if currency is None:
                    raise SourceUnreadable(f'{self.preset.name}: "{raw}" in a control total is no currency.')
                totals[str(cells.get("customer_key")), currency] += balance
        return tuple(ControlTotal(customer, total, code) for (customer, code), total in totals.items())

    def _table(
        self, lists: Lists, name: str, listing: Listing, more: Mapping[str, object] | None = None
    ) -> FoundTable:
        return Mapper(self.preset, lists.word).table(name, listing, lists.items(listing, more))

    @contextmanager
    def _lists(self) -> Iterator[Lists]:
        access, rest = self.access, self.preset.rest
        secrets = [access.values[name] for name in access.secret_names if access.values.get(name)]
        try:
            base = fill(rest.base, access.values).rstrip("/")
            with Wire(
                rest,
                base,
                private_allowed=access.private_network,
                ca_file=access.ca_file,
                sleep=access.sleep,
                chance=access.chance,
                secrets=secrets,
            ) as wire:
                session = Session(wire, rest, dict(access.values), access.folder)
                if rest.permission is not None:
                    prove_read_only(session, rest.permission)
                yield Lists(session, rest)
        except BadPreset as error:
            raise SourceUnreadable(f"Preset {self.preset.name}: {error}.") from None


def prove_read_only(session: Session, permission: Permission) -> None:
    """Raise SourceUnreadable unless the system itself says that these credentials may not write."""
    session.open()
    body = fill_body(permission.body, session.values)
    answer = session.ask("POST", fill_path(permission.path, session.values), {}, body)
    for path in permission.may_write:
        said = at(answer, path)
        if said is not False and said != 0:
            raise SourceUnreadable(
                "These credentials may write to the ERP, or it does not say that they may not. Make a user who only "
                "reads invoices and customers, and put that one under [source.parameters]."
            )


def rest_source(options: PresetOptions, home: Home) -> RestSource:
    """The source of a preset whose engine is "rest". Raises SourceUnreadable for a preset that does not fit."""
    secrets = frozenset(name for name, one in options.preset.parameters.items() if one.secret)
    access = Access(options.values, secrets, options.private_network, options.ca_file, options.folder)
    try:
        return RestSource(of_preset(options.preset), access, home, options.layout)
    except BadPreset as error:
        raise SourceUnreadable(str(error)) from None


def _one(told: str | list[str] | Value) -> str | Value:
    return told[0] if isinstance(told, list) else told
