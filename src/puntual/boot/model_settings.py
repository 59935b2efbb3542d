"""[understanding.llm]: the optional language model that reads a second time."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from urllib.parse import urlsplit

from puntual.boot.secret import Secret, read_secret
from puntual.boot.toml_reading import Section
from puntual.ports.second_reader import Allowance

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """An OpenAI-compatible endpoint and what may be spent on it. timeout: seconds."""

    base_url: str
    model: str
    key: Secret = field(default_factory=Secret)
    timeout: float = 8.0
    parallel: int = 4
    allowance: Allowance = field(default_factory=Allowance)

    @property
    def is_local(self) -> bool:
        """Whether it runs on this machine, where servers ask for no key."""
        return urlsplit(self.base_url).hostname in _LOCAL


def read_model(understanding: Section) -> ModelSettings | None:
    """The model of [understanding.llm]; None where that table is not in the file. Raises BadSettings."""
    if not understanding.has("llm"):
        return None
    section = understanding.section("llm")
    url = section.text("base_url")
    if urlsplit(url).scheme not in ("http", "https"):
        raise section.wrong("base_url", f'is "{url}"', "an address such as https://host/v1")
    settings = ModelSettings(
        base_url=url.rstrip("/"),
        model=section.text("model"),
        key=read_secret(section, "key", "PUNTUAL_LLM_KEY"),
        timeout=section.number("timeout_seconds", 8, 1, 60),
        parallel=section.number("parallel", 4, 1, 64),
        allowance=_allowance(section),
    )
    section.finish()
    return settings


def _allowance(section: Section) -> Allowance:
    default = Allowance()
    money = _decimal(section, "monthly_budget")
    prices = [_decimal(section, key) for key in ("price_per_million_input", "price_per_million_output")]
    if money is not None and None in prices:
        raise section.wrong(
            "monthly_budget", "needs prices", "price_per_million_input and price_per_million_output"
        )
    # Who sets a budget in money has set a limit; else there is always one in tokens.
    limited = section.has("monthly_tokens") or money is None
    tokens = section.number("monthly_tokens", default.tokens or 0, 0, 10**12)
    return Allowance(
        tokens=tokens if limited else None,
        money=money,
        price_in=prices[0] or Decimal(0),
        price_out=prices[1] or Decimal(0),
        a_day=section.number("questions_a_day", default.a_day, 0, 1000),
    )


def _decimal(section: Section, key: str) -> Decimal | None:
    if not section.has(key):
        return None
    value = section.values[key]
    try:
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise InvalidOperation
        amount = Decimal(str(value))
    except InvalidOperation:
        raise section.wrong(key, f"is {value!r}", "an amount such as 20 or 0.15") from None
    if not amount.is_finite() or amount < 0:
        raise section.wrong(key, f"is {value!r}", "an amount that is not negative")
    return amount
