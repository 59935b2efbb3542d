"""Phones as they stand in real ledgers, and what may be written to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puntual.rules.phones import PhoneCode, PhoneVerdict, normalise, whatsapp_variants


@pytest.mark.parametrize(
    "raw",
    [
        "8112345678", "81 1234 5678", "(81) 1234-5678", "81.1234.5678", "+52 81 1234 5678", "528112345678",
        "5218112345678", "+521 81 1234 5678", "044 81 1234 5678", "045 8112345678", "01 81 1234 5678",
        "0052 81 1234 5678", "8112345678.0", "8.112345678E+09", "8.112345678e9", "5.218112345678E+12",
        "Cel. 81 1234 5678", "'8112345678", "81-12-34-56-78", "+52 044 81 1234 5678", "\u00a081 1234 5678 ",
    ],
)  # fmt: skip
def test_every_way_to_write_a_mexican_number_gives_the_same_one(raw: str) -> None:
    verdict = normalise(raw, "MX")
    assert (verdict.e164, verdict.code) == ("+528112345678", PhoneCode.OK)


@pytest.mark.parametrize(
    ("raw", "country", "e164"),
    [
        ("11 15-2345-6789", "AR", "+5491123456789"),
        ("011 15-2345-6789", "AR", "+5491123456789"),
        ("+54 9 11 2345-6789", "AR", "+5491123456789"),
        ("(11) 98765-4321", "BR", "+5511987654321"),
        ("55 11 98765-4321", "BR", "+5511987654321"),
        ("011 98765-4321", "BR", "+5511987654321"),
        ("300 123 4567", "CO", "+573001234567"),
        ("57 300 1234567", "CO", "+573001234567"),
        ("9 8765 4412", "CL", "+56987654412"),
        ("987 654 412", "PE", "+51987654412"),
        ("0987654412", "EC", "+593987654412"),
        ("099 123 456", "UY", "+59899123456"),
        ("0981 123456", "PY", "+595981123456"),
        ("809-555-1234", "DO", "+18095551234"),
        ("+1 (202) 555-0143", "MX", "+12025550143"),
    ],
)
def test_numbers_of_other_countries(raw: str, country: str, e164: str) -> None:
    assert normalise(raw, country).e164 == e164


def test_brazilian_mobiles_from_before_the_ninth_digit_get_it() -> None:
    assert normalise("(11) 8765-4321", "BR").e164 == "+5511987654321"
    assert normalise("+55 31 9876-5432", "BR").e164 == "+5531998765432"


def test_a_brazilian_landline_does_not_become_a_mobile() -> None:
    assert normalise("(11) 3765-4321", "BR").code is PhoneCode.LANDLINE


def test_an_argentine_number_without_its_nine_is_assumed_mobile_unless_written_like_a_landline() -> None:
    assert normalise("1123456789", "AR").e164 == "+5491123456789"
    assert normalise("1123456789", "AR").code is PhoneCode.ASSUMED_MOBILE
    assert normalise("011 2345-6789", "AR").code is PhoneCode.LANDLINE
    assert normalise("11 4321-0987", "AR").code is PhoneCode.LANDLINE


@pytest.mark.parametrize("raw", ["601 234 5678", "(601) 2345678"])
def test_a_colombian_landline_is_said_to_be_one(raw: str) -> None:
    assert normalise(raw, "CO").code is PhoneCode.LANDLINE


def test_a_switchboard_with_an_extension_is_a_landline() -> None:
    for raw in ("81 8345 6789 ext 12", "81 8345 6789 Ext. 104", "81 8345 6789 x4", "81 8345 6789 #12"):
        assert normalise(raw, "MX").code is PhoneCode.LANDLINE, raw


@pytest.mark.parametrize(
    "raw",
    [
        "0000000000",
        "1111111111",
        "1234567890",
        "9999999999",
        "5555555555",
        "+52 5555555555",
        "8100000000",
        "9876543210",
    ],
)
def test_placeholders_are_known_even_where_the_numbering_plan_allows_them(raw: str) -> None:
    assert normalise(raw, "MX").code is PhoneCode.PLACEHOLDER


@pytest.mark.parametrize("raw", ["", "  ", "-", "N/A", "sin teléfono", "S/N", "0", "no tiene", "ninguno"])
def test_words_for_nothing_are_a_missing_phone(raw: str) -> None:
    assert normalise(raw, "MX").code is PhoneCode.MISSING


@pytest.mark.parametrize("raw", ["5.21811E+11", "8.11235E+09", "5,2E+12"])
def test_digits_cut_off_by_a_spreadsheet_are_never_filled_with_zeros(raw: str) -> None:
    verdict = normalise(raw, "MX")
    assert (verdict.e164, verdict.code) == (None, PhoneCode.TRUNCATED)


@pytest.mark.parametrize("raw", ["12345678", "811234567", "81123456789", "99", "52811234567"])
def test_too_few_or_too_many_digits_are_impossible(raw: str) -> None:
    assert normalise(raw, "MX").e164 is None


def test_two_numbers_in_a_cell_are_both_kept_and_the_first_is_taken() -> None:
    for joint in (" / ", ";", ", ", " y ", "\n", " | "):
        verdict = normalise(f"81 1234 5678{joint}55 4321 8765", "MX")
        assert verdict.code is PhoneCode.SEVERAL
        assert verdict.candidates == ("+528112345678", "+525543218765")
        assert verdict.e164 == "+528112345678"


def test_a_landline_beside_a_mobile_leaves_the_mobile() -> None:
    verdict = normalise("(11) 3765-4321 / (11) 98765-4321", "BR")
    assert (verdict.e164, verdict.code) == ("+5511987654321", PhoneCode.OK)


def test_a_number_of_another_country_without_plus_is_not_guessed() -> None:
    assert normalise("5491123456789", "MX").e164 is None


def test_whatsapp_knows_a_number_under_several_ids() -> None:
    assert whatsapp_variants("+528112345678") == ("528112345678", "5218112345678")
    assert whatsapp_variants("5218112345678") == ("5218112345678", "528112345678")
    assert whatsapp_variants("+5491123456789") == ("5491123456789", "541123456789")
    assert whatsapp_variants("+5531998765432") == ("5531998765432", "553198765432")
    assert whatsapp_variants("553198765432") == ("553198765432", "5531998765432")
    assert whatsapp_variants("+551137654321") == ("551137654321",)
    assert whatsapp_variants("+573001234567") == ("573001234567",)


@given(st.text(max_size=40), st.sampled_from(["MX", "AR", "BR", "CO", "CL", "EC", "US", "", "??"]))
def test_any_text_gives_a_verdict_and_a_number_only_in_e164(raw: str, country: str) -> None:
    verdict = normalise(raw, country)
    assert (verdict.e164 is not None) == (
        verdict.code in (PhoneCode.OK, PhoneCode.SEVERAL, PhoneCode.ASSUMED_MOBILE)
    )
    if verdict.e164:
        assert verdict.e164.startswith("+") and verdict.e164[1:].isascii() and verdict.e164[1:].isdigit()


@given(st.from_regex(r"[2-9]\d{9}", fullmatch=True))
def test_normalising_twice_changes_nothing(digits: str) -> None:
    once = normalise(digits, "MX").e164
    if once:
        assert normalise(once, "MX").e164 == once
        assert normalise(f"521{digits}", "MX").e164 == once


@pytest.mark.parametrize("raw", ["448112345678", "458112345678", "448112345678.0", "445512345678"])
def test_the_zero_that_a_spreadsheet_dropped_from_044_is_put_back(raw: str) -> None:
    verdict = normalise(raw, "MX")
    assert verdict.code is PhoneCode.OK
    assert verdict.e164 == "+52" + raw.removesuffix(".0")[2:]


def test_a_number_that_may_be_british_is_not_guessed_to_be_mexican() -> None:
    assert normalise("447221234567", "MX") == PhoneVerdict(None, PhoneCode.TRUNCATED)
    assert normalise("+44 7911 123456", "MX").e164 == "+447911123456"
    assert normalise("4471234567", "MX").e164 == "+524471234567"
    assert normalise("448112345678", "CO").e164 is None
