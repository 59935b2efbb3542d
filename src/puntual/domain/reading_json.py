"""The one JSON shape of a Reading: what `puntual understand` writes, and what a stored message keeps."""

from __future__ import annotations

from typing import Any

from .reading import AmountMention, Command, Context, DateMention, Reading

_SHOWN = 4


def reading_as_json(reading: Reading) -> dict[str, Any]:
    """A Reading in the stable shape that other programs read. Dates ISO 8601, amounts decimal texts."""
    promise = reading.promise
    return {
        "intents": [intent.value for intent in reading.intents],
        "primary": reading.primary.value,
        "confidence": round(reading.confidence, 4),
        "band": reading.band.value,
        "language": reading.language,
        "dates": [_date_as_json(mention) for mention in reading.dates],
        "amounts": [_amount_as_json(mention) for mention in reading.amounts],
        "promise": None
        if promise is None
        else {
            "date": promise.date.isoformat() if promise.date else None,
            "amount": None if promise.amount is None else str(promise.amount),
        },
        "invoices": list(reading.invoices),
        "identifiers": list(reading.identifiers),
        "affirms": reading.affirms,
        "why": list(reading.why),
        "model": reading.model,
        "commands": [_command_as_json(command) for command in reading.commands],
        "repair": reading.repair.value if reading.repair else None,
    }


def reading_to_keep(reading: Reading, context: Context) -> dict[str, Any]:
    """The same for a stored message: identifiers masked, and with what bore on the meaning.

    With `context` the reading can be made again and measured: a bare "sí" means nothing without its question.
    """
    kept = reading_as_json(reading)
    kept["identifiers"] = [masked_identifier(one) for one in reading.identifiers]
    for command in kept["commands"]:
        del command["text"]  # it stands in the message, at `start`
    return {**kept, "context": context_as_json(context)}


def context_as_json(context: Context) -> dict[str, str | None]:
    """What bears on a message, by the names that `puntual understand` reads. balance: major units."""
    return {
        "now": context.today.isoformat(),
        "country": context.country,
        "language": context.language,
        "balance": None if context.balance is None else str(context.balance),
        "currency": context.currency,
        "pending": context.pending.value if context.pending else None,
        "standing": context.standing.value if context.standing else None,
    }


def masked_identifier(text: str) -> str:
    """An account, tax id or phone with its last four signs only; nothing of a short one."""
    return "•" * 4 + (text[-_SHOWN:] if len(text) > 2 * _SHOWN else "")


def _date_as_json(mention: DateMention) -> dict[str, Any]:
    return {
        "text": mention.text,
        "date": mention.date.isoformat(),
        "end": mention.end.isoformat() if mention.end else None,
        "ambiguous": mention.ambiguous,
        "alternatives": [day.isoformat() for day in mention.alternatives if day != mention.date],
    }


def _amount_as_json(mention: AmountMention) -> dict[str, str]:
    return {"text": mention.text, "value": str(mention.value)}


def _command_as_json(command: Command) -> dict[str, Any]:
    return {
        "intent": command.intent.value,
        "text": command.text,
        "start": command.start,
        "end": command.end,
        "confidence": round(command.confidence, 4),
        "dates": [_date_as_json(mention) for mention in command.dates],
        "amounts": [_amount_as_json(mention) for mention in command.amounts],
        "invoices": list(command.invoices),
        "corrects": command.corrects,
        "conditional": command.conditional,
        "about_others": command.about_others,
    }
