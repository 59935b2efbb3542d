"""The time zones a customer may be in, from state and city, else from the phone and the country."""

from __future__ import annotations

import zoneinfo

from puntual.domain.rulebook import Rulebook
from puntual.domain.text import plain

# A city settles what its state leaves open. Keyed by country and state, because two towns of one name
# may lie on both sides of a line (Matamoros in Tamaulipas and in Coahuila). Names as `plain` writes them.
_CITY_ZONES: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {
    ("MX", "CHH"): {
        "America/Ciudad_Juarez": ("ciudad juarez", "cd juarez", "juarez"),
        "America/Ojinaga": ("ojinaga",),
        "America/Chihuahua": ("chihuahua", "delicias", "cuauhtemoc", "parral", "hidalgo del parral"),
    },
    ("MX", "TAM"): {
        "America/Matamoros": (
            "matamoros", "h matamoros", "heroica matamoros", "reynosa", "nuevo laredo", "rio bravo", "mier",
            "valle hermoso", "camargo", "gustavo diaz ordaz", "miguel aleman", "ciudad miguel aleman",
        ),
        "America/Monterrey": ("ciudad victoria", "cd victoria", "tampico", "ciudad madero", "altamira"),
    },
    ("MX", "COA"): {
        "America/Matamoros": ("ciudad acuna", "cd acuna", "acuna", "piedras negras", "nava"),
        "America/Monterrey": ("saltillo", "torreon", "monclova", "ramos arizpe", "matamoros"),
    },
    ("MX", "NLE"): {
        "America/Matamoros": ("anahuac", "ciudad anahuac", "colombia"),
        "America/Monterrey": (
            "monterrey", "san pedro garza garcia", "san nicolas de los garza", "guadalupe", "apodaca",
            "general escobedo", "escobedo", "santa catarina", "garcia", "juarez", "linares", "montemorelos",
        ),
    },
    ("MX", "NAY"): {
        "America/Bahia_Banderas": ("bahia de banderas", "nuevo vallarta", "bucerias"),
        "America/Mazatlan": ("tepic", "compostela", "santiago ixcuintla"),
    },
    ("CL", "VS"): {"Pacific/Easter": ("isla de pascua", "rapa nui", "hanga roa")},
    ("BR", "PE"): {"America/Noronha": ("fernando de noronha",)},
    ("BR", "AM"): {
        "America/Eirunepe": ("eirunepe", "tabatinga", "benjamin constant", "atalaia do norte", "envira"),
        "America/Manaus": ("manaus", "parintins", "itacoatiara", "manacapuru"),
    },
}  # fmt: skip
# Zones of a country when the state is unknown, where the states' own zones would mislead: a phone in
# Chile never tells Magallanes, whose hour differs in winter, and Easter Island counts only when named.
_STATE_UNKNOWN = {"CL": ("America/Santiago", "America/Punta_Arenas")}
# Ill-formed +1 numbers that pass as Dominican carry every zone of North America.
_PINNED = {"DO": ("America/Santo_Domingo",)}


def pin_time_zones() -> None:
    """From now on use the time zones of the pinned `tzdata` package, not those of the machine.

    Call it before anything asks for a zone: what was read before may be kept elsewhere.
    """
    if zoneinfo.TZPATH:
        zoneinfo.reset_tzpath(to=[])
        zoneinfo.ZoneInfo.clear_cache()


def candidate_zones(
    book: Rulebook, subdivision: str | None, city: str = "", phone: str | None = None
) -> tuple[str, ...]:
    """All IANA zones the customer may be in; every one of them must allow a contact.

    Order of trust: state and city, else phone (E.164) and country. subdivision: ISO 3166-2 suffix.
    A foreign number adds its zones to the country's. Empty where neither country nor phone tells.
    """
    if book.code in _PINNED:
        return _PINNED[book.code]
    if subdivision is not None and subdivision in book.zones:
        return state_zones(book, subdivision, city)
    country = _country_zones(book)
    if not phone:
        return country
    # Imported here: the number tables take a tenth of a second that the gate's own command never needs.
    from .phone_zones import told_by_phone

    region, told = told_by_phone(phone)
    if not told:
        return country
    if region != book.code:
        return tuple(dict.fromkeys((*country, *told)))
    return country if len(country) == 1 or book.code in _STATE_UNKNOWN else told


def state_zones(book: Rulebook, subdivision: str, city: str = "") -> tuple[str, ...]:
    """The zones of a state, narrowed by a city that lies in only one of them. Empty if unknown."""
    name = plain(city)
    for zone, cities in _CITY_ZONES.get((book.code, subdivision), {}).items():
        if name in cities:
            return (zone,)
    return book.zones.get(subdivision, ())


def _country_zones(book: Rulebook) -> tuple[str, ...]:
    if book.code in _STATE_UNKNOWN:
        return _STATE_UNKNOWN[book.code]
    if not book.zones:
        return (book.timezone,) if book.timezone else ()
    return tuple(dict.fromkeys(zone for zones in book.zones.values() for zone in zones))
