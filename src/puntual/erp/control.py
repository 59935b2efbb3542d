"""The ERP's own sum by customer, read and laid beside ours."""

from __future__ import annotations

from puntual.domain.money import money
from puntual.erp.currencies import currency_of
from puntual.erp.numbers import Amount
from puntual.erp.options import Home, PresetOptions
from puntual.erp.reading import Reading
from puntual.erp.sheets import FoundTable
from puntual.erp.sql_preset import sql_options, sql_source
from puntual.ports.source import SourceUnreadable
from puntual.rules.control_totals import ControlResult, compare

WHERE = "[control] query"


def run_control(options: PresetOptions, home: Home) -> ControlResult:
    """Read the portfolio and the ERP's control total, and compare them. Raises SourceUnreadable."""
    preset = options.preset
    if preset.engine == "rest" and preset.control:
        return _rest_control(options, home)
    query = preset.control.get("query")
    if preset.engine != "sql" or not isinstance(query, str):
        raise SourceUnreadable(
            f"The preset {preset.name} has no control total that can be asked for. Compare the sum of puntual "
            "erp preview with the ERP's own ageing report by hand."
        )
    source = sql_source(options, home)
    snapshot = source.read()
    table = source.rows(preset.fill(query, options.values), WHERE)
    theirs = _sums(table, home, options)
    only = home.currency if preset.control.get("in") == "home" else ""
    return compare(snapshot, theirs, net_of_credits=preset.control.get("net_of_credits") is True, only=only)


def _rest_control(options: PresetOptions, home: Home) -> ControlResult:
    from puntual.erp.rest.source import rest_source

    source = rest_source(options, home)
    snapshot = source.read()
    theirs: dict[tuple[str, str], int] = {}
    for one in source.control():
        pair = (one.customer, one.currency or home.currency)
        theirs[pair] = theirs.get(pair, 0) + money(one.balance, pair[1]).minor
    control = options.preset.control
    only = home.currency if control.get("in") == "home" else ""
    return compare(snapshot, theirs, net_of_credits=control.get("net_of_credits") is True, only=only)


def _sums(table: FoundTable, home: Home, options: PresetOptions) -> dict[tuple[str, str], int]:
    reading = Reading(table, home, sql_options(options).layout)
    customers, currencies = reading.texts("customer_key"), reading.texts("currency")
    sums: dict[tuple[str, str], int] = {}
    for customer, raw, cell in zip(customers, currencies, reading.amounts("amount"), strict=True):
        currency = currency_of(raw, home.currency)
        if currency is None or not isinstance(cell, Amount):
            raise SourceUnreadable(f'{WHERE}: "{raw}" is no currency that is known, or a sum is no number.')
        pair = (customer, currency)
        sums[pair] = sums.get(pair, 0) + money(cell.value, currency).minor
    return sums
