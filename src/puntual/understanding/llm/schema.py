"""The only shape that a model's answer may have. Imported only where the extra `llm` is installed."""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict

from puntual.domain.reading import Intent

T = TypeVar("T")
_MOST = 6
_LONGEST = 80


def _few(values: list[T]) -> list[T]:
    if len(values) > _MOST:
        raise ValueError("more than anyone means at once")
    return values


def _some(intents: list[Intent]) -> list[Intent]:
    if not intents:
        raise ValueError("a message means at least one thing")
    return intents


def _short(span: str) -> str:
    if len(span) > _LONGEST:
        raise ValueError("longer than the words for a day or an amount")
    return span


# Checked here and not in the JSON schema: hosts differ in which limits they take there, and refuse the others.
Span = Annotated[str, AfterValidator(_short)]


class Label(BaseModel):
    """What a customer's message means."""

    model_config = ConfigDict(extra="forbid")

    intents: Annotated[list[Intent], AfterValidator(_some), AfterValidator(_few)]
    date_spans: Annotated[list[Span], AfterValidator(_few)]
    amount_spans: Annotated[list[Span], AfterValidator(_few)]
    language: Literal["es", "pt", "en", "other"]
    abusive: bool
