"""`puntual may-contact`: the stable line format, and what each odd line gives."""

import io
import json
import subprocess
import sys
import time

import pytest
import typer
from typer.testing import CliRunner

from puntual.cli.ask_gate import may_contact
from puntual.cli.may_contact import answer_line, run
from puntual.countries.zones import pin_time_zones


@pytest.fixture(autouse=True, scope="module")
def _pinned():
    pin_time_zones()


def ask(country: str = "CO", at: str = "2026-04-13T10:00:00-05:00", **fields):
    return answer_line(json.dumps({"country": country, "at": at, **fields}))


def test_the_documented_question_gets_its_documented_answer():
    line = (
        '{"id": "1", "country": "CO", "subdivision": null, "time_zone": null, "at": "2026-04-18T10:00:00-05:00",'
        ' "contacts": ["2026-04-14T10:00:00-05:00"], "opted_out": false, "disputed": false}'
    )
    answer = answer_line(line)
    assert list(answer) == ["id", "verdict", "until", "rule", "source", "reason"]
    assert answer | {"reason": ""} == {
        "id": "1",
        "verdict": "allowed",
        "until": None,
        "rule": "co.saturday_hours",
        "source": "Ley 2300 de 2023, art. 3",
        "reason": "",
    }


def test_only_country_and_at_are_required():
    assert ask()["verdict"] == "allowed"
    assert ask()["id"] is None


@pytest.mark.parametrize("missing", ["country", "at"])
def test_a_missing_field_is_an_error_that_keeps_the_id(missing):
    question = {"id": 7, "country": "CO", "at": "2026-04-13T10:00:00-05:00"}
    del question[missing]
    answer = answer_line(json.dumps(question))
    assert answer["id"] == 7
    assert missing in answer["error"]
    assert set(answer) == {"id", "error"}


def test_a_deferral_says_until_when_with_an_offset():
    answer = ask(at="2026-04-18T15:00:00-05:00")
    assert answer["verdict"] == "deferred"
    assert answer["until"] == "2026-04-20T08:00:00-05:00"
    assert answer["rule"] == "co.saturday_hours"


def test_there_is_no_hidden_margin_at_the_end():
    assert ask(at="2026-04-13T18:59:59-05:00")["verdict"] == "allowed"
    assert ask(at="2026-04-13T19:00:00-05:00")["verdict"] == "deferred"


@pytest.mark.parametrize(
    ("field", "rule"), [("opted_out", "product.opted_out"), ("disputed", "product.disputed")]
)
def test_product_rules_name_themselves(field, rule):
    answer = ask(**{field: True})
    assert answer["verdict"] == "refused"
    assert answer["rule"] == rule
    assert answer["source"]
    assert answer["until"] is None


def test_at_is_converted_to_the_time_zone_given_else_the_states_else_the_capitals():
    # 13:30 UTC is 08:30 in Bogotá, 05:30 in Tijuana, 07:30 in Mexico City, 09:30 in Punta Arenas' winter.
    at = "2026-06-16T13:30:00Z"
    assert ask(at=at)["verdict"] == "allowed"
    assert ask("MX", at, time_zone="America/Bogota")["verdict"] == "allowed"
    assert ask("MX", at)["until"] == "2026-06-16T08:00:00-06:00"
    assert ask("MX", at, subdivision="BCN")["until"] == "2026-06-16T08:00:00-07:00"
    assert ask("MX", at, subdivision="BCN", time_zone="America/Bogota")["verdict"] == "allowed"
    assert ask("CL", "2026-06-16T11:30:00Z", subdivision="MA")["verdict"] == "allowed"
    assert ask("CL", "2026-06-16T11:30:00Z")["until"] == "2026-06-16T08:00:00-04:00"


def test_a_state_with_two_clocks_must_be_open_by_both():
    assert ask("MX", "2026-07-14T19:30:00-06:00", subdivision="TAM")["verdict"] == "deferred"
    assert ask("MX", "2026-07-14T18:30:00-06:00", subdivision="TAM")["verdict"] == "allowed"


def test_contacts_count_on_the_customers_own_dates():
    # 01:00 UTC on the 13th is the evening of the 12th in Bogotá.
    assert ask(contacts=["2026-04-13T01:00:00Z"])["verdict"] == "allowed"
    assert ask(contacts=["2026-04-13T06:00:00Z"])["rule"] == "co.daily_cap"


def test_an_unknown_country_keeps_the_offset_and_gets_the_fallback():
    inside, outside = "2026-04-13T17:59:59+05:30", "2026-04-13T18:00:00+05:30"
    assert ask("ZZ", inside)["verdict"] == "allowed"
    answer = ask("ZZ", outside)
    assert answer["rule"] == "fallback.weekday_hours"
    assert answer["until"] == "2026-04-14T09:00:00+05:30"


@pytest.mark.parametrize(
    ("country", "state"), [("BR", "SP"), ("br", "sp"), ("BR", "BR-SP"), ("BR-SP", None), ("BR", "São Paulo")]
)
def test_codes_are_taken_in_any_usual_form(country, state):
    answer = ask(country, "2026-04-18T10:00:00-03:00", subdivision=state)
    assert answer["verdict"] == "allowed"
    assert answer["rule"] == "br-sp.saturday_hours"


@pytest.mark.parametrize("state", [None, "XX", "nowhere"])
def test_an_unknown_state_is_read_the_strict_way(state):
    assert ask("BR", "2026-04-18T10:00:00-03:00", subdivision=state)["verdict"] == "deferred"
    # Saint George's day closes Rio de Janeiro only.
    assert ask("BR", "2026-04-23T10:00:00-03:00", subdivision=state)["verdict"] == "deferred"
    assert ask("BR", "2026-04-23T10:00:00-03:00", subdivision="MG")["verdict"] == "allowed"


@pytest.mark.parametrize(
    "line",
    [
        "", "{", "[1]", '"x"', "null", "7", "\x00", "[" * 100_000, "9" * 5_000,
        '{"country": "CO", "at": "2026-04-13T10:00:00Z", "time_zone": "\\ud800"}',
        '{"country": "CO", "at": "2026-04-13T10:00:00Z", "contacts": ["0001-01-01T00:00:00Z"]}',
        '{"country": "CO", "at": "2026-04-13T10:00:00"}',
        '{"country": "CO", "at": "yesterday"}',
        '{"country": "CO", "at": 5}',
        '{"country": 5, "at": "2026-04-13T10:00:00Z"}',
        '{"country": "", "at": "2026-04-13T10:00:00Z"}',
        '{"country": "CO", "at": "2026-04-13T10:00:00Z", "time_zone": "Bogota"}',
        '{"country": "CO", "at": "2026-04-13T10:00:00Z", "time_zone": "America"}',
        '{"country": "CO", "at": "2026-04-13T10:00:00Z", "time_zone": "../etc/passwd"}',
        '{"country": "CO", "at": "2026-04-13T10:00:00Z", "contacts": "2026-04-13T10:00:00Z"}',
        '{"country": "CO", "at": "2026-04-13T10:00:00Z", "contacts": ["2026-04-13T10:00:00"]}',
        '{"country": "CO", "at": "2026-04-13T10:00:00Z", "opted_out": "no"}',
        '{"country": "CO", "at": "0001-01-01T00:00:00+14:00"}',
        '{"country": "CO", "at": "9999-12-31T23:00:00-05:00"}',
    ],
)  # fmt: skip
def test_a_malformed_line_gives_an_error_and_the_run_goes_on(line):
    out = io.StringIO()
    good = '{"id": "after", "country": "CO", "at": "2026-04-13T10:00:00-05:00"}\n'
    run(io.StringIO(f"{line}\n{good}"), out)
    first, second = (json.loads(text) for text in out.getvalue().splitlines())
    assert first["error"]
    assert "verdict" not in first
    assert second["verdict"] == "allowed"


def test_rule_and_source_are_never_empty():
    for country in ("MX", "CO", "CL", "PE", "AR", "EC", "BR", "GT", "CR", "PA", "UY", "DO", "BO", "PY", "ZZ"):
        for day in range(13, 20):
            for hour in (3, 8, 10, 15, 19, 21):
                answer = ask(country, f"2026-04-{day}T{hour:02}:30:00-05:00")
                assert answer["rule"]
                assert answer["source"]
                assert (answer["until"] is not None) is (answer["verdict"] == "deferred")


def test_ten_thousand_questions_take_a_few_seconds():
    lines = "".join(
        json.dumps(
            {
                "id": n,
                "country": ("MX", "CO", "CL", "BR", "AR")[n % 5],
                "at": f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}T{n % 24:02}:00:00-05:00",
                "contacts": ["2026-04-14T10:00:00-05:00"] * (n % 3),
            }
        )
        + "\n"
        for n in range(10_000)
    )
    out = io.StringIO()
    began = time.perf_counter()
    run(io.StringIO(lines), out)
    assert time.perf_counter() - began < 10
    assert len(out.getvalue().splitlines()) == 10_000


def app() -> typer.Typer:
    made = typer.Typer()
    made.command("may-contact")(may_contact)
    made.command("other")(lambda: None)
    return made


def test_the_command_reads_standard_input_and_survives_bytes_that_are_no_text():
    given = b'\xff\xfe\n{"country": "CO", "at": "2026-04-13T10:00:00-05:00"}\n'
    ran = CliRunner().invoke(app(), ["may-contact", "--format", "jsonl"], input=given)
    assert ran.exit_code == 0, ran.output
    first, second = (json.loads(line) for line in ran.stdout.splitlines())
    assert "error" in first
    assert second["verdict"] == "allowed"


def test_another_format_is_refused():
    assert CliRunner().invoke(app(), ["may-contact", "--format", "csv"]).exit_code == 2


def test_it_starts_without_the_web_framework():
    ask_modules = (
        "import sys, puntual.cli.may_contact; print('django' in sys.modules, 'phonenumbers' in sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", ask_modules], capture_output=True, text=True, check=True)
    assert out.stdout.split() == ["False", "False"]
