"""The usual dirt of an ERP, spread over the sample: what a first import of real data meets."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from .habits import Habit

if TYPE_CHECKING:
    from .sample_company import SampleCustomer, SampleInstalment

_CUSTOMER_DIRT = (
    *["missing_phone"] * 6,
    *["impossible_phone"] * 3,
    *["placeholder_phone"] * 2,
    *["landline"] * 2,
    *["shared_number"] * 2,
    "duplicate_tax_id",
    "generic_customer",
    "generic_customer",
    "missing_name",
)
_ROW_DIRT: tuple[tuple[str, int, dict[str, str | None]], ...] = (
    ("zero_balance", 4, {"saldo": "0.00"}),
    ("negative_balance", 2, {"saldo": "-350.00"}),
    ("impossible_date", 2, {"fecha_vencimiento": "2026-02-31"}),
    ("impossible_date", 1, {"fecha_vencimiento": "00/00/0000"}),
    ("missing_amount", 2, {"importe": None, "saldo": None}),
    ("due_before_issue", 2, {"fecha_emision": "2027-01-15"}),
    ("balance_above_total", 2, {"saldo": "99999999.00"}),
    ("unknown_currency", 2, {"moneda": "QQQ"}),
)
_LANDLINES = {
    "MX": "1234", "CO": "(601) 345 6789", "BR": "(11) 3222-4455", "CL": "2 2345 6789",
    "PE": "01 234 5678", "AR": "011 4322-1234", "EC": "02 234 5678",
}  # fmt: skip


def spoil(
    rng: Random, people: list[SampleCustomer], parts: list[SampleInstalment]
) -> tuple[list[SampleCustomer], list[SampleInstalment]]:
    """The same company with some customers and some rows spoiled: at most one customer in eight."""
    people, parts = list(people), list(parts)
    by_row: list[tuple[str, dict[str, str | None]]] = [
        (kind, written) for kind, count, written in _ROW_DIRT for _ in range(count)
    ]
    dirt = [*((kind, None) for kind in _CUSTOMER_DIRT), *by_row]
    if len(dirt) > len(people) // 8:
        dirt = rng.sample(dirt, len(people) // 8)
    places = rng.sample(range(len(people)), len(dirt))
    clean = [person for index, person in enumerate(people) if index not in places]
    first = {part.customer: index for index, part in reversed(list(enumerate(parts)))}
    for place, (kind, written) in zip(places, dirt, strict=True):
        if written is None:
            twins = [other for other in clean if other.country == people[place].country]
            people[place] = _spoiled(people[place], kind, (twins or clean)[0])
        else:
            people[place] = replace(people[place], dirt=kind)
            index = first[people[place].key]
            parts[index] = replace(parts[index], written=written)
    return people, parts


def _spoiled(person: SampleCustomer, kind: str, twin: SampleCustomer) -> SampleCustomer:
    person = replace(person, dirt=kind)
    match kind:
        case "missing_phone":
            return replace(person, phone="", wa_id="")
        case "impossible_phone":
            return replace(person, phone="12-34", wa_id="")
        case "placeholder_phone":
            return replace(person, phone="0000000000", wa_id="")
        case "landline":
            return replace(person, phone=_LANDLINES[person.country], wa_id="")
        case "shared_number":
            return replace(person, phone=twin.phone, wa_id=twin.wa_id, city=twin.city, habit=Habit.SILENT)
        case "duplicate_tax_id":
            return replace(person, tax_id=twin.tax_id)
        case "generic_customer":
            return replace(person, name="PUBLICO EN GENERAL", tax_id="XAXX010101000")
        case "missing_name":
            return replace(person, name="")
    raise AssertionError(kind)
