"""What the doctor says about the optional language model, and how it is configured."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from puntual.boot.model_settings import ModelSettings
from puntual.boot.settings import BadSettings, load
from puntual.boot.wiring import open_second_reader
from puntual.cli.doctor_model import check_model
from puntual.ports.second_reader import Allowance
from puntual.store.models import IdentityRow, ModelCall
from tests.casework.trade import COMPANY

CONFIG = """
[company]
legal_name = "Abarrotes del Norte SA de CV"
country = "MX"
time_zone = "America/Monterrey"
currency = "MXN"
[source]
path = "cartera.csv"
"""
MODEL = """
[understanding.llm]
base_url = "https://models.example/v1"
model = "small"
"""


def settings(folder: Path, text: str) -> Any:
    file = folder / "puntual.toml"
    file.write_text(CONFIG + text)
    return load(file)


class Today:
    """As much of an office as the check needs."""

    company = COMPANY

    def today(self) -> Any:
        from datetime import date

        return date(2026, 4, 6)


def test_no_model_is_the_default_and_nothing_to_mention(tmp_path: Path) -> None:
    found = settings(tmp_path, "")
    assert found.model is None
    assert open_second_reader(found) is None
    assert check_model(Today(), found) == ([], [])  # type: ignore[arg-type]


def test_a_model_is_read_with_its_allowance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_KEY", "sk-1")
    more = (
        'key_env = "MY_KEY"\ntimeout_seconds = 5\nparallel = 2\nquestions_a_day = 3\nmonthly_budget = 20\n'
        'price_per_million_input = 0.15\nprice_per_million_output = "0.60"\n'
    )
    model = settings(tmp_path, MODEL + more).model
    assert model == ModelSettings(
        "https://models.example/v1", "small", model.key, 5, 2,
        Allowance(None, Decimal(20), Decimal("0.15"), Decimal("0.60"), 3),
    )  # fmt: skip
    assert model.key.reveal() == "sk-1"
    assert "sk-1" not in repr(model)


def test_there_is_always_a_limit(tmp_path: Path) -> None:
    assert settings(tmp_path, MODEL).model.allowance.tokens == 2_000_000


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("monthly_budget = 20\n", "needs prices"),
        ('base = "x"\n', "is not a setting"),
        ('key = "sk-1"\n', "stands in the file"),
        ("timeout_seconds = 0\n", "is 0"),
        ('monthly_budget = "much"\n', "is 'much'"),
    ],
)
def test_a_mistake_in_the_settings_is_told(tmp_path: Path, more: str, says: str) -> None:
    with pytest.raises(BadSettings, match=says):
        settings(tmp_path, MODEL + more)


@pytest.mark.django_db
def test_packages_that_are_missing_are_named_and_the_work_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = settings(tmp_path, MODEL)
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "openai" else real(name))
    problems, warnings = check_model(Today(), found)  # type: ignore[arg-type]
    assert problems == []
    assert "pip install 'puntual[llm]'" in warnings[0]
    assert open_second_reader(found) is None


@pytest.mark.django_db
def test_a_missing_key_and_a_used_up_allowance_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PUNTUAL_LLM_KEY", raising=False)
    found = settings(tmp_path, MODEL + "monthly_tokens = 1000\n")
    from datetime import UTC, datetime

    ModelCall.objects.create(
        identity=IdentityRow.objects.create(phone="1"), at=datetime(2026, 4, 1, tzinfo=UTC), month="2026-04",
        model="small/p1", outcome="timed_out", tokens_in=1000,
    )  # fmt: skip
    _, warnings = check_model(Today(), found)  # type: ignore[arg-type]
    assert [words.split(":")[0] for words in warnings] == [
        "no key is set for the language model",
        "the language model's allowance is used up",
        "the last 1 questions to the language model failed",
    ]


def test_a_server_of_ones_own_needs_no_key() -> None:
    local = ModelSettings("http://localhost:11434/v1", "small")
    assert local.is_local
    assert not replace(local, base_url="https://models.example/v1").is_local
