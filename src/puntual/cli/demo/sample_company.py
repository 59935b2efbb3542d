"""The sample company: 480 customers in seven countries, 1,200 open invoices, dirt included.

Everything follows from the seed and the first day; nothing is drawn anywhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

import phonenumbers

from puntual.domain.money import exponent, split

from .dirt import spoil
from .habits import WEIGHTS, Habit
from .places import (
    COUNTRIES,
    FIRST_NAMES,
    LAST_NAMES,
    SALESPEOPLE,
    TRADE_NAMES,
    TRADES,
    City,
    Country,
)

_DPD_SPANS = ((-28, -4, 34), (-3, 0, 12), (1, 7, 13), (8, 30, 21), (31, 60, 12), (61, 90, 5), (91, 140, 3))
_CHANNELS = {"es": ("transferencia", "depósito en ventanilla"), "pt-BR": ("Pix", "boleto")}


@dataclass(frozen=True, slots=True)
class SampleCustomer:
    """A customer: what the ERP holds, and the truth about the person behind it.

    phone: as the ERP spells it. wa_id: the id that WhatsApp gives that person, empty for none.
    zone, subdivision: where the person really is. dirt: what is wrong with the ERP's row, empty if clean.
    """

    key: str
    name: str
    tax_id: str
    country: str
    language: str
    city: City
    phone: str
    wa_id: str
    habit: Habit
    salesperson: str
    since: date
    preferred_channel: str = ""
    dirt: str = ""


@dataclass(frozen=True, slots=True)
class SampleInstalment:
    """One dated part of an invoice. amount, balance: minor units of `currency`.

    written: cells of the ERP's row that say something else than the truth, by column.
    """

    key: str
    number: str
    part: int
    customer: str
    issued: date
    due: date
    amount: int
    balance: int
    currency: str
    written: dict[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SampleCompany:
    """All customers and instalments with which the sample starts."""

    customers: tuple[SampleCustomer, ...]
    instalments: tuple[SampleInstalment, ...]


def sample(seed: int, start: date, customers: int = 480, invoices: int = 1200) -> SampleCompany:
    """The company as its ERP stands on the morning of `start`. Needs at least 40 customers."""
    rng = Random(f"company:{seed}")
    people = _customers(rng, start, customers)
    parts = [
        part
        for number, owner in enumerate(_owners(rng, people, invoices), 1)
        for part in draw_invoice(rng, owner, 10_000 + number, start - timedelta(days=_dpd(rng)), start)
    ]
    people, parts = spoil(rng, people, parts)
    return SampleCompany(tuple(people), tuple(parts))


def _customers(rng: Random, start: date, count: int) -> list[SampleCustomer]:
    people: list[SampleCustomer] = []
    taken: set[str] = set()
    for number in range(1, count + 1):
        country = rng.choices(COUNTRIES, [c.share for c in COUNTRIES])[0]
        city = rng.choice(country.cities)
        national = mobile(rng, country, city)
        while national in taken:
            national = mobile(rng, country, city)
        taken.add(national)
        people.append(_customer(rng, start, number, country, city, national))
    return people


def _customer(
    rng: Random, start: date, number: int, country: Country, city: City, national: str
) -> SampleCustomer:
    return SampleCustomer(
        key=f"C{number:04d}",
        name=_name(rng, country),
        tax_id=_tax_id(rng, country.tax_id),
        country=country.code,
        language=country.language,
        city=city if rng.random() < 0.97 else replace(city, state=""),
        phone=_spelled(rng, country, national),
        wa_id=_wa_id(rng, country, national),
        habit=rng.choices(list(WEIGHTS), list(WEIGHTS.values()))[0],
        salesperson=rng.choice(SALESPEOPLE[country.language]),
        since=start - timedelta(days=rng.choice((40, 200, 420, 900, 1500, 2600))),
        preferred_channel=rng.choice(_CHANNELS[country.language]) if rng.random() < 0.25 else "",
    )


def mobile(rng: Random, country: Country, city: City) -> str:
    """A mobile number of that city, national digits, valid in the numbering plan."""
    while True:
        digits = city.area + "".join(
            rng.choice("0123456789") for _ in range(country.mobile_digits - len(city.area))
        )
        parsed = phonenumbers.parse(f"+{country.dial}{digits}")
        if phonenumbers.is_valid_number(parsed) and phonenumbers.number_type(parsed) in (1, 2):
            return digits


def _spelled(rng: Random, country: Country, national: str) -> str:
    """The number as someone typed it into the ERP."""
    plain = national
    if country.code == "AR":
        plain = national[1:]
    forms = [f"+{country.dial} {national}", plain, f"{plain[:3]} {plain[3:6]} {plain[6:]}"]
    forms.append(f"({plain[:2]}) {plain[2:]}" if country.code == "BR" else f"+{country.dial}{national}")
    if country.code == "MX":
        forms += [f"044 {plain}", f"+52 1 {plain}"]
    chosen = rng.choice(forms)
    # An Argentine mobile without its 9 or 15 reads as a landline: that row would be dirt, not a habit.
    return f"+{country.dial} {national}" if country.code == "AR" and chosen in forms[1:3] else chosen


def _wa_id(rng: Random, country: Country, national: str) -> str:
    """WhatsApp's own id: Mexico often keeps its old 1, Brazil often drops the ninth digit."""
    if country.code == "MX" and rng.random() < 0.5:
        return f"521{national}"
    if country.code == "BR" and rng.random() < 0.3 and national[2] == "9" and national[3] in "6789":
        return f"55{national[:2]}{national[3:]}"
    return f"{country.dial}{national}"


def _name(rng: Random, country: Country) -> str:
    language = country.language
    suffix = rng.choice(country.suffixes)
    if suffix and rng.random() < 0.55:
        return f"{rng.choice(TRADES[language])} {rng.choice(TRADE_NAMES[language])} {suffix}"
    names = LAST_NAMES[language]
    return f"{rng.choice(FIRST_NAMES[language])} {rng.choice(names)} {rng.choice(names)}"


def _tax_id(rng: Random, pattern: str) -> str:
    swap = {"D": "0123456789", "L": "ABCDEFGHJKLMNPQRSTUVWXYZ"}
    return "".join(rng.choice(swap[sign]) if sign in swap else sign for sign in pattern)


def _owners(rng: Random, people: list[SampleCustomer], invoices: int) -> list[SampleCustomer]:
    """Whose each invoice is: everyone has one; a few have many."""
    extra = rng.choices(people, [rng.choice((1, 1, 2, 4)) for _ in people], k=invoices - len(people))
    return [*people, *extra]


def _dpd(rng: Random) -> int:
    low, high, _ = rng.choices(_DPD_SPANS, [weight for *_, weight in _DPD_SPANS])[0]
    return rng.randint(low, high)


def draw_invoice(
    rng: Random, owner: SampleCustomer, number: int, due: date, today: date
) -> list[SampleInstalment]:
    """One document of `owner` in one to three instalments, the first due on `due`; issued by `today`."""
    country = next(c for c in COUNTRIES if c.code == owner.country)
    currency = "USD" if country.currency != "USD" and rng.random() < 0.03 else country.currency
    low, high = (60, 4_000) if currency == "USD" else (country.low, country.high)
    total = int(low * (high / low) ** rng.random() * 10 ** exponent(currency))
    terms = rng.choice((15, 30, 30, 45))
    parts = rng.choices((1, 2, 3), (92, 5, 3))[0]
    folio = f"{'NF' if owner.country == 'BR' else 'F'}-{number}"
    issued = min(due - timedelta(days=terms), today)
    return [
        SampleInstalment(
            key=f"{folio}/{part}", number=folio, part=part, customer=owner.key, issued=issued,
            due=due + timedelta(days=30 * (part - 1)), amount=amount, balance=amount, currency=currency,
        )
        for part, amount in enumerate(split(total, [1] * parts), 1)
    ]  # fmt: skip
