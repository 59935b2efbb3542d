"""Date expressions, as a table: today is Tuesday 14 April 2026 unless the row says otherwise."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from puntual.domain.reading import Context
from puntual.understanding import read
from puntual.understanding.date_scores import read_cases, score_dates
from puntual.understanding.dates import find_dates
from puntual.understanding.normalise import fold

TODAY = date(2026, 4, 14)
HOME = {"es": "MX", "pt": "BR", "en": "US"}


def mentions(text: str, language: str, today: date = TODAY, country: str | None = None):
    return read(text, Context(today, country or HOME[language], language)).dates


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("es", "hoy", "2026-04-14"),
        ("es", "hoy mismo le pago", "2026-04-14"),
        ("es", "esta tarde paso", "2026-04-14"),
        ("es", "mañana", "2026-04-15"),
        ("es", "manana temprano", "2026-04-15"),
        ("es", "mñn le deposito", "2026-04-15"),
        ("es", "mñna", "2026-04-15"),
        ("es", "mañana miércoles", "2026-04-15"),
        ("es", "mañana en la mañana", "2026-04-15"),
        ("es", "pasado mañana", "2026-04-16"),
        ("es", "pasado mñna", "2026-04-16"),
        ("es", "ayer", "2026-04-13"),
        ("es", "antier", "2026-04-12"),
        ("es", "anteayer", "2026-04-12"),
        ("es", "hace tres días", "2026-04-11"),
        ("es", "hace una semana", "2026-04-07"),
        ("es", "el viernes", "2026-04-17"),
        ("es", "el viernez sin falta", "2026-04-17"),
        ("es", "este viernes", "2026-04-17"),
        ("es", "para el lunes", "2026-04-20"),
        ("es", "el martes", "2026-04-21"),
        ("es", "miercoles", "2026-04-15"),
        ("es", "el sábado por la tarde", "2026-04-18"),
        ("es", "viernes de la próxima semana", "2026-04-24"),
        ("es", "el lunes de la otra semana", "2026-04-20"),
        ("es", "la otra semana el jueves", "2026-04-23"),
        ("es", "el viernes 17", "2026-04-17"),
        ("es", "el viernes 24 de abril", "2026-04-24"),
        ("es", "el 15", "2026-04-15"),
        ("es", "el día 20", "2026-04-20"),
        ("es", "el 10", "2026-05-10"),
        ("es", "a más tardar el 30", "2026-04-30"),
        ("es", "el 31", "2026-05-31"),
        ("es", "el quince", "2026-04-15"),
        ("es", "el veinte de mayo", "2026-05-20"),
        ("es", "15 de abril", "2026-04-15"),
        ("es", "el 3 de mayo", "2026-05-03"),
        ("es", "1ero de mayo", "2026-05-01"),
        ("es", "el primero de mayo", "2026-05-01"),
        ("es", "2 de enero", "2027-01-02"),
        ("es", "el 5 de mayo de 2026", "2026-05-05"),
        ("es", "15/04", "2026-04-15"),
        ("es", "el 20/4/2026", "2026-04-20"),
        ("es", "20-04-2026", "2026-04-20"),
        ("es", "2026-05-02", "2026-05-02"),
        ("es", "24/04/26", "2026-04-24"),
        ("es", "20 abril", "2026-04-20"),
        ("es", "abril 20", "2026-04-20"),
        ("es", "fin de mes", "2026-04-30"),
        ("es", "a fines de mes", "2026-04-30"),
        ("es", "el último día del mes", "2026-04-30"),
        ("es", "a fin de mayo", "2026-05-31"),
        ("es", "a mediados de mes", "2026-04-15"),
        ("es", "en 8 días", "2026-04-22"),
        ("es", "en ocho dias", "2026-04-22"),
        ("es", "de hoy en ocho", "2026-04-21"),
        ("es", "dentro de 3 días", "2026-04-17"),
        ("es", "en una semana", "2026-04-21"),
        ("es", "en dos semanas", "2026-04-28"),
        ("es", "en un mes", "2026-05-14"),
        ("es", "en 5 días hábiles", "2026-04-21"),
        ("es", "el 5 del próximo mes", "2026-05-05"),
        ("es", "el último viernes del mes", "2026-04-24"),
        ("es", "el quinto día hábil", "2026-05-08"),
        ("pt", "hoje", "2026-04-14"),
        ("pt", "hj ainda", "2026-04-14"),
        ("pt", "amanhã", "2026-04-15"),
        ("pt", "amanha cedo", "2026-04-15"),
        ("pt", "depois de amanhã", "2026-04-16"),
        ("pt", "ontem", "2026-04-13"),
        ("pt", "na sexta", "2026-04-17"),
        ("pt", "sexta", "2026-04-17"),
        ("pt", "sexta-feira", "2026-04-17"),
        ("pt", "até segunda", "2026-04-20"),
        ("pt", "segunda feira", "2026-04-20"),
        ("pt", "6ª feira", "2026-04-17"),
        ("pt", "no sábado", "2026-04-18"),
        ("pt", "dia 10", "2026-05-10"),
        ("pt", "dia 20 sem falta", "2026-04-20"),
        ("pt", "dia 5 de maio", "2026-05-05"),
        ("pt", "10/05/2026", "2026-05-10"),
        ("pt", "dia 20/04", "2026-04-20"),
        ("pt", "quinto dia útil", "2026-05-08"),
        ("pt", "5º dia útil", "2026-05-08"),
        ("pt", "fim do mês", "2026-04-30"),
        ("pt", "final do mês", "2026-04-30"),
        ("pt", "daqui a 3 dias", "2026-04-17"),
        ("pt", "em uma semana", "2026-04-21"),
        ("pt", "sexta da semana que vem", "2026-04-24"),
        ("en", "today", "2026-04-14"),
        ("en", "tomorrow", "2026-04-15"),
        ("en", "tmrw", "2026-04-15"),
        ("en", "the day after tomorrow", "2026-04-16"),
        ("en", "yesterday", "2026-04-13"),
        ("en", "on Friday", "2026-04-17"),
        ("en", "this Friday", "2026-04-17"),
        ("en", "Tuesday", "2026-04-21"),
        ("en", "Friday next week", "2026-04-24"),
        ("en", "the 20th", "2026-04-20"),
        ("en", "on the 10th", "2026-05-10"),
        ("en", "April 20", "2026-04-20"),
        ("en", "20th of May", "2026-05-20"),
        ("en", "4/20/2026", "2026-04-20"),
        ("en", "in 3 days", "2026-04-17"),
        ("en", "in two weeks", "2026-04-28"),
        ("en", "end of the month", "2026-04-30"),
        ("en", "within 5 business days", "2026-04-21"),
    ],
)
def test_words_name_one_day(language: str, text: str, day: str) -> None:
    (found,) = mentions(text, language)
    assert found.date.isoformat() == day
    assert not found.ambiguous
    assert found.end is None


@pytest.mark.parametrize(
    ("language", "text", "usual", "readings"),
    [
        ("es", "el próximo viernes", "2026-04-24", ["2026-04-17", "2026-04-24"]),
        ("es", "el viernes que viene", "2026-04-24", ["2026-04-17", "2026-04-24"]),
        ("pt", "próxima sexta", "2026-04-24", ["2026-04-17", "2026-04-24"]),
        ("en", "next Friday", "2026-04-24", ["2026-04-17", "2026-04-24"]),
        ("es", "la quincena", "2026-04-15", ["2026-04-15", "2026-04-30"]),
        ("es", "le pago en la quincena", "2026-04-15", ["2026-04-15", "2026-04-30"]),
        ("es", "01/02", "2027-02-01", ["2027-01-02", "2027-02-01"]),
        ("es", "05/06", "2026-06-05", ["2026-05-06", "2026-06-05"]),
        ("es", "el 14", "2026-04-14", ["2026-04-14", "2026-05-14"]),
        ("es", "el 15 o el 16", "2026-04-15", ["2026-04-15", "2026-04-16"]),
        ("es", "viernes 18", "2026-04-18", ["2026-04-17", "2026-04-18"]),
        ("es", "mañana viernes", "2026-04-15", ["2026-04-15", "2026-04-17"]),
    ],
)
def test_words_with_two_readings_carry_both(
    language: str, text: str, usual: str, readings: list[str]
) -> None:
    (found,) = mentions(text, language)
    assert found.ambiguous
    assert found.date.isoformat() == usual
    assert [day.isoformat() for day in found.alternatives] == readings


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("es", "la otra semana", "2026-04-20", "2026-04-26"),
        ("es", "la semana que entra", "2026-04-20", "2026-04-26"),
        ("es", "la próxima semana", "2026-04-20", "2026-04-26"),
        ("es", "esta semana", "2026-04-14", "2026-04-19"),
        ("es", "este mes", "2026-04-14", "2026-04-30"),
        ("es", "el próximo mes", "2026-05-01", "2026-05-31"),
        ("es", "en mayo", "2026-05-01", "2026-05-31"),
        ("es", "el fin de semana", "2026-04-18", "2026-04-19"),
        ("es", "a principios de mayo", "2026-05-01", "2026-05-05"),
        ("es", "del 20 al 25", "2026-04-20", "2026-04-25"),
        ("pt", "semana que vem", "2026-04-20", "2026-04-26"),
        ("pt", "mês que vem", "2026-05-01", "2026-05-31"),
        ("en", "next week", "2026-04-20", "2026-04-26"),
        ("en", "this weekend", "2026-04-18", "2026-04-19"),
    ],
)
def test_words_that_name_a_span_carry_its_last_day(language: str, text: str, first: str, last: str) -> None:
    (found,) = mentions(text, language)
    assert (found.date.isoformat(), found.end and found.end.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "ya pagué 1500 pesos"),
        ("es", "mi cel es 5512345678"),
        ("es", "la factura 15 y la 20"),
        ("es", "tengo 2 facturas"),
        ("es", "pago el 50%"),
        ("es", "le deposito 1/2 ahora y 1/2 después"),
        ("es", "buenas tardes, por la mañana no contesto"),
        ("es", "todos los viernes me escriben"),
        ("es", "crédito a 30 días"),
        ("es", "deme 3 días"),
        ("es", "el 31 de febrero"),
        ("es", "quiero el 10 por ciento de descuento"),
        ("es", "son las 15:30"),
        ("es", "domicilio calle 5 de"),
        ("es", "el segundo piso"),
        ("es", "mar y sol"),
        ("es", "es un set de 12 piezas"),
        ("es", "la 2a parcialidad"),
        ("es", "no tengo dinero ahora"),
        ("es", "CLABE 032180000118359719"),
        ("pt", "segunda via da nota"),
        ("pt", "a quinta parcela"),
        ("pt", "paguei a terceira parcela"),
        ("pt", "tenho 10 reais"),
        ("pt", "de manhã não atendo"),
        ("en", "may i ask something"),
        ("en", "march on, second invoice"),
        ("en", "I have 2 invoices"),
        ("en", "sat down and sun shines"),
        ("en", "the first one"),
    ],
)
def test_a_message_without_a_date_gives_none(language: str, text: str) -> None:
    assert mentions(text, language) == ()


def test_several_dates_come_in_text_order_in_the_customers_words() -> None:
    found = mentions("el viernes no, mejor el lunes 20 o pasado mañana", "es")
    assert [one.text for one in found] == ["el viernes", "el lunes 20", "pasado mañana"]


@pytest.mark.parametrize(
    ("today", "text", "day"),
    [
        ("2026-04-30", "fin de mes", "2026-04-30"),
        ("2026-12-30", "mañana", "2026-12-31"),
        ("2026-12-31", "mañana", "2027-01-01"),
        ("2026-12-20", "el 5 de enero", "2027-01-05"),
        ("2028-02-27", "el 29 de febrero", "2028-02-29"),
        ("2026-02-27", "el 30", "2026-03-30"),
        ("2026-04-17", "el viernes", "2026-04-24"),
        ("2026-04-18", "el próximo viernes", "2026-04-24"),
        ("2026-04-18", "el fin de semana", "2026-04-18"),
    ],
)
def test_edges_of_week_month_and_year(today: str, text: str, day: str) -> None:
    (found,) = mentions(text, "es", date.fromisoformat(today))
    assert found.date.isoformat() == day


def test_an_english_speaker_outside_the_united_states_writes_the_day_first() -> None:
    assert mentions("on 12/05/2026", "en", country="US")[0].date == date(2026, 12, 5)
    assert mentions("on 12/05/2026", "en", country="CO")[0].date == date(2026, 5, 12)


CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "dates"


@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_every_line_of_our_date_files_is_read_as_written(language: str) -> None:
    score = score_dates(read_cases(CORPUS / f"{language}.tsv"))
    assert [(case.text, case.day, found) for case, found in score.failures] == []
    assert score.share_exact == 1.0


def test_the_date_files_are_large_enough_to_mean_something() -> None:
    cases = {language: read_cases(CORPUS / f"{language}.tsv") for language in ("es", "pt", "en")}
    dated = {language: sum(case.day is not None for case in found) for language, found in cases.items()}
    assert dated["es"] >= 250
    assert dated["pt"] >= 150
    assert dated["en"] >= 120
    assert sum(len(found) for found in cases.values()) - sum(dated.values()) >= 120


def test_a_score_tells_wrong_missed_and_invented_apart(tmp_path: Path) -> None:
    file = tmp_path / "es.tsv"
    file.write_text(
        "# a comment\n2026-04-14\tMX\tmañana\t2026-04-20\n2026-04-14\tMX\tpronto\t2026-04-20\n"
        "2026-04-14\tMX\tel viernes\t-\n2026-04-14\tMX\tla otra semana\t2026-04-20\t2026-04-26\n",
        encoding="utf-8",
    )
    score = score_dates(read_cases(file))
    assert (score.cases, score.exact, score.wrong, score.missed, score.invented) == (4, 1, 1, 1, 1)


@pytest.mark.parametrize(
    ("country", "text", "day"),
    [
        ("MX", "en un día hábil", "2026-09-17"),
        ("CO", "en un día hábil", "2026-09-16"),
        ("BR", "em 1 dia útil", "2026-09-16"),
        ("", "en un día hábil", "2026-09-16"),
        ("ZZ", "en un día hábil", "2026-09-16"),
    ],
)
def test_business_days_skip_the_holidays_of_the_customers_country_only(
    country: str, text: str, day: str
) -> None:
    language = "pt" if country == "BR" else "es"
    found = find_dates(text, fold(text), language, date(2026, 9, 15), country)
    assert found[0].mention.date == date.fromisoformat(day)


def test_carnival_is_no_business_day_in_brazil() -> None:
    found = find_dates("em 1 dia útil", "em 1 dia util", "pt", date(2026, 2, 13), "BR")
    assert found[0].mention.date == date(2026, 2, 18)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "vierness"), ("es", "viernse"), ("es", "juevs"), ("es", "miercloes"), ("es", "savado"),
        ("es", "pasado manaña"), ("es", "el 3 de febreo"), ("pt", "amanhaa"), ("pt", "dezembrro dia 3"),
        ("en", "wensday"), ("en", "thurdsay"), ("en", "tommorow"),
    ],
)  # fmt: skip
def test_one_slip_of_the_finger_in_a_name_is_forgiven(language: str, text: str) -> None:
    assert len(find_dates(text, fold(text), language, TODAY, "")) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [("es", "viene mañana"), ("es", "vienes hoy"), ("pt", "da manha"), ("en", "money today")],
)
def test_a_word_of_its_own_is_no_slip_of_a_name(language: str, text: str) -> None:
    found = find_dates(text, fold(text), language, TODAY, "")
    assert [one.mention.text for one in found] == [text.split()[1]] * (language != "pt")


def test_a_weekday_with_a_date_that_disagrees_is_asked_for() -> None:
    (found,) = mentions("el viernes 18 de abril", "es")
    assert found.ambiguous
    assert date(2026, 4, 17) in found.alternatives


def test_positions_are_those_of_the_original_text() -> None:
    text = "  ¡Ándale! te pago el  VIERNES 17, o pasado mañana  "
    found = find_dates(text, fold(text), "es", TODAY, "MX")
    assert [text[one.start : one.end] for one in found] == ["el  VIERNES 17", "pasado mañana"]
