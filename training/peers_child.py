"""Runs one date reader over messages from standard input, in the peers' environment: standard library only."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

Reader = Callable[[str, datetime, str], str | None]


def _duckling() -> Reader:
    import duckling

    duckling.init()
    zones = duckling.load_time_zones("/usr/share/zoneinfo")
    wanted = duckling.parse_dimensions(["time"])

    def read(text: str, today: datetime, language: str) -> str | None:
        reference = duckling.parse_ref_time(zones, "UTC", int(today.timestamp()))
        locale = duckling.default_locale_lang(duckling.parse_lang(language.upper()))
        found: list[dict[str, Any]] = duckling.parse(text, duckling.Context(reference, locale), wanted, False)
        if not found:
            return None
        first = min(found, key=lambda one: one["start"])["value"]
        value = first.get("value") or (first.get("from") or first.get("to") or {}).get("value")
        return str(value)[:10] if value else None

    return read


def _dateparser() -> Reader:
    from dateparser.search import search_dates

    def read(text: str, today: datetime, language: str) -> str | None:
        settings = {"RELATIVE_BASE": today.replace(tzinfo=None), "PREFER_DATES_FROM": "future"}
        found = search_dates(text, languages=[language], settings=settings)
        return found[0][1].date().isoformat() if found else None

    return read


def main() -> None:
    """Answers with the first day of every message, and how long each took on average."""
    read = {"duckling": _duckling, "dateparser": _dateparser}[sys.argv[1]]()
    messages = json.load(sys.stdin)
    days: list[str | None] = []
    started = time.perf_counter()
    for message in messages:
        today = datetime.fromisoformat(message["today"]).replace(hour=9, tzinfo=UTC)
        try:
            days.append(read(message["text"], today, message["language"]))
        except Exception:
            days.append(None)
    took = 1e6 * (time.perf_counter() - started) / max(len(messages), 1)
    json.dump({"days": days, "microseconds": took}, sys.stdout)


if __name__ == "__main__":
    main()
