"""Public holidays: golden dates, categories, unknown subdivisions, and how far they are known."""

import os
import subprocess
import sys
from datetime import date

import holidays as library
import pytest

from puntual.countries.holidays import closed_days, coverage_warnings, covered_through, of_year
from puntual.countries.registry import codes


@pytest.mark.parametrize(
    ("country", "state", "day", "closed"),
    [
        ("CO", None, "2026-07-13", True),  # Ley 2578 de 2026 moved 9 July
        ("CO", None, "2027-07-12", True),
        ("CO", None, "2025-07-14", False),
        ("MX", None, "2024-10-01", True),  # a new president
        ("MX", None, "2026-10-01", False),
        ("MX", None, "2026-11-16", True),
        ("CL", "NB", "2026-08-20", True),
        ("CL", "RM", "2026-08-20", False),
        ("CL", "RM", "2026-12-31", True),  # banks only
        ("PE", None, "2026-12-09", True),
        ("AR", "C", "2026-11-23", True),
        ("AR", "C", "2026-11-09", True),  # by decree
        ("BR", "RJ", "2026-04-23", True),
        ("BR", "SP", "2026-04-23", False),
        ("BR", "SP", "2026-02-17", True),  # Carnival is optional
        ("PY", None, "2026-06-22", True),
        ("UY", None, "2026-02-16", True),  # banks only
        # Added by caution in Mexico: no statute closes them.
        ("MX", None, "2026-04-02", True),
        ("MX", None, "2026-04-03", True),
        ("MX", None, "2026-11-02", True),
        ("MX", None, "2028-12-12", True),
        # Days of religious minorities are open.
        ("AR", "C", "2026-04-24", False),  # the Armenian day of remembrance
    ],
)
def test_golden_dates(country, state, day, closed):
    assert (closed_days(country, state)(date.fromisoformat(day)) is not None) is closed


def test_an_unknown_state_is_closed_on_the_days_of_every_state():
    unknown, elsewhere = closed_days("BR", None), closed_days("BR", "nowhere")
    for day in (date(2026, 4, 23), date(2026, 7, 9), date(2027, 1, 25)):
        assert unknown(day)
        assert elsewhere(day)
        assert not closed_days("BR", "MG")(day)


def test_a_state_of_a_country_without_state_holidays_is_no_error():
    assert closed_days("CO", "ANT")(date(2026, 7, 20))
    assert closed_days("MX", "JAL")(date(2026, 9, 16))


def test_a_country_that_the_library_does_not_know_has_no_holidays():
    assert closed_days("ZZ", None)(date(2026, 12, 25)) is None
    assert closed_days("Christmas", None)(date(2026, 12, 25)) is None


def test_every_category_but_those_of_minorities_is_taken():
    for country in codes():
        kinds = set(getattr(library, country).supported_categories) - {"armenian", "hebrew", "islamic"}
        whole = set(library.country_holidays(country, years=2026, categories=tuple(kinds)))
        assert whole <= set(of_year(country, None, 2026)), country


def test_names_are_in_the_countrys_language_whatever_the_machine_speaks():
    ask = (
        "from datetime import date; from puntual.countries.holidays import closed_days;"
        "print(closed_days('BR', 'SP')(date(2026, 9, 7)))"
    )
    names = {
        subprocess.run(
            [sys.executable, "-c", ask],
            env=os.environ | {"LANG": lang, "LANGUAGE": lang, "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            check=True,
            encoding="utf-8",
        ).stdout.strip()
        for lang in ("en_US", "es_MX")
    }
    assert names == {"Independência do Brasil"}


def test_argentina_is_covered_one_year_less_since_its_bridge_days_come_by_decree():
    assert covered_through("AR") == 2026
    assert covered_through("CO") == 2027
    # When the library learns next year's bridge days this fails, and the year above moves on.
    bridges = [len(library.country_holidays("AR", years=year)) for year in (2025, 2026, 2027)]
    assert bridges[2] < min(bridges[:2])


def test_a_year_that_is_not_covered_is_announced_sixty_days_ahead():
    assert coverage_warnings("AR", date(2026, 11, 1)) == ()
    (warning,) = coverage_warnings("AR", date(2026, 11, 2))
    assert "2026" in warning
    assert "closed days" in warning
    assert coverage_warnings("CO", date(2026, 11, 23)) == ()
    assert coverage_warnings("CO", date(2028, 1, 1))
