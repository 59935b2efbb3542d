"""Where a customer may be: states by any name, and the zones that follow."""

import subprocess
import sys
from datetime import datetime

import pytest

from puntual.countries.places import subdivision
from puntual.countries.registry import rulebook
from puntual.countries.zones import candidate_zones


@pytest.mark.parametrize(
    ("country", "text", "code"),
    [
        ("MX", "Nuevo León", "NLE"), ("MX", "NL", "NLE"), ("MX", "N.L.", "NLE"), ("mx", " nuevo  leon ", "NLE"),
        ("MX", "MX-NLE", "NLE"), ("MX", "Ciudad de México", "CMX"), ("MX", "CDMX", "CMX"), ("MX", "D.F.", "CMX"),
        ("MX", "Estado de México", "MEX"), ("MX", "Edo. Méx.", "MEX"), ("MX", "Q. Roo", "ROO"),
        ("MX", "Baja California", "BCN"), ("MX", "Baja California Sur", "BCS"), ("MX", "Estado de Jalisco", "JAL"),
        ("BR", "São Paulo", "SP"), ("BR", "sp", "SP"), ("BR", "BR-SP", "SP"),
        ("BR", "Estado do Rio de Janeiro", "RJ"),
        ("BR", "ESPÍRITO SANTO", "ES"), ("BR", "Distrito Federal", "DF"),
        ("AR", "CABA", "C"), ("AR", "C.A.B.A.", "C"), ("AR", "Capital Federal", "C"), ("AR", "Buenos Aires", "B"),
        ("AR", "Ciudad Autónoma de Buenos Aires", "C"), ("AR", "Provincia de Córdoba", "X"),
        ("CL", "Región de Magallanes y de la Antártica Chilena", "MA"), ("CL", "XII", "MA"), ("CL", "Ñuble", "NB"),
        ("CL", "Región del Libertador General Bernardo O'Higgins", "LI"), ("CL", "RM", "RM"),
        ("EC", "Galápagos", "W"), ("EC", "Pichincha", "P"), ("BO", "Departamento de La Paz", "L"),
        ("MX", "Narnia", None), ("MX", "", None), ("CO", "Antioquia", None), ("ZZ", "SP", None),
    ],
)  # fmt: skip
def test_a_state_is_recognised_by_any_usual_name(country, text, code):
    assert subdivision(country, text) == code


@pytest.mark.parametrize("country", ["MX", "BR", "CL", "AR", "EC"])
def test_every_state_with_zones_is_recognised_by_its_code(country):
    states = rulebook(country).zones
    assert states
    assert {subdivision(country, code) for code in states} == set(states)


def zones(country, state=None, city="", phone=None):
    return candidate_zones(rulebook(country), state, city, phone)


@pytest.mark.parametrize(
    ("country", "state", "city", "phone", "expected"),
    [
        # The state is trusted before the phone.
        ("MX", "BCN", "", "+525512345678", ("America/Tijuana",)),
        ("MX", "SON", "", None, ("America/Hermosillo",)),
        ("MX", "ROO", "", None, ("America/Cancun",)),
        # A state on the border has both clocks, until a city tells.
        ("MX", "CHH", "", None, ("America/Chihuahua", "America/Ciudad_Juarez", "America/Ojinaga")),
        ("MX", "CHH", "Cd. Juárez", None, ("America/Ciudad_Juarez",)),
        ("MX", "TAM", "Nuevo Laredo", None, ("America/Matamoros",)),
        ("MX", "COA", "Matamoros", None, ("America/Monterrey",)),
        ("MX", "TAM", "Matamoros", None, ("America/Matamoros",)),
        # No state: the phone's area, where it tells.
        ("MX", None, "", "+526641234567", ("America/Tijuana",)),
        ("EC", None, "", "+593991234567", ("America/Guayaquil", "Pacific/Galapagos")),
        ("EC", None, "", "+59322123456", ("America/Guayaquil",)),
        ("EC", "W", "", "+593991234567", ("Pacific/Galapagos",)),
        ("CL", None, "", "+56961234567", ("America/Santiago", "America/Punta_Arenas")),
        ("CL", "MA", "", None, ("America/Punta_Arenas",)),
        ("CL", "VS", "Valparaíso", None, ("America/Santiago",)),
        ("CL", "VS", "Isla de Pascua", None, ("Pacific/Easter",)),
        # An ill-formed +1 number carries every zone of North America; the country is pinned.
        ("DO", None, "", "+18091234567", ("America/Santo_Domingo",)),
        ("DO", None, "", None, ("America/Santo_Domingo",)),
        ("CO", None, "", "+573001234567", ("America/Bogota",)),
        ("CO", "ANT", "", None, ("America/Bogota",)),
        # A foreign number: home or there.
        ("CO", None, "", "+12125551234", ("America/Bogota", "America/New_York")),
        # A number that tells nothing (WhatsApp's old Mexican form among them) leaves the country.
        ("CO", None, "", "nonsense", ("America/Bogota",)),
        ("BR", "PE", "", None, ("America/Recife",)),
        ("BR", "PE", "Fernando de Noronha", None, ("America/Noronha",)),
        # Unknown country.
        ("ZZ", None, "", None, ()),
        ("ZZ", None, "", "+50499123456", ("America/Tegucigalpa",)),
    ],
)
def test_zones_come_from_state_and_city_else_from_phone_and_country(country, state, city, phone, expected):
    assert zones(country, state, city, phone) == expected


def test_a_mexican_customer_without_any_hint_may_be_in_every_zone_of_mexico():
    assert {"America/Tijuana", "America/Cancun", "America/Mexico_City"} <= set(zones("MX"))
    assert zones("MX", phone="+5215512345678") == zones("MX")


def test_time_zones_come_from_the_pinned_package_not_from_the_machine(tmp_path):
    """A machine with a wrong database: its Bogotá is a copy of Tokyo."""
    wrong = tmp_path / "America"
    wrong.mkdir()
    import importlib.resources

    tokyo = importlib.resources.files("tzdata.zoneinfo.Asia").joinpath("Tokyo").read_bytes()
    (wrong / "Bogota").write_bytes(tokyo)
    ask = (
        "import datetime, zoneinfo\n"
        "hour = lambda: datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)"
        ".astimezone(zoneinfo.ZoneInfo('America/Bogota')).hour\n"
        "before = hour()\n"
        "from puntual.countries.zones import pin_time_zones\n"
        "pin_time_zones()\n"
        "print(before, hour())\n"
    )
    out = subprocess.run(
        [sys.executable, "-c", ask],
        env={"PYTHONTZPATH": str(tmp_path), "PATH": "/usr/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert out.stdout.split() == ["9", "19"]


def test_aysen_keeps_summer_time_all_year():
    from zoneinfo import ZoneInfo

    (zone,) = zones("CL", "AI")
    winter = datetime(2026, 7, 1, 12, tzinfo=ZoneInfo(zone))
    assert winter.utcoffset().total_seconds() == -3 * 3600
