"""The only shape that a model's answer may have. Imported only where the extra `llm` is installed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from puntual.domain.reading import Intent

Span = Annotated[str, Field(max_length=80)]


class Label(BaseModel):
    """What a customer's message means."""

    model_config = ConfigDict(extra="forbid")

    intents: Annotated[list[Intent], Field(min_length=1, max_length=6)]
    date_spans: Annotated[list[Span], Field(max_length=6)]
    amount_spans: Annotated[list[Span], Field(max_length=6)]
    language: Literal["es", "pt", "en", "other"]
    abusive: bool
