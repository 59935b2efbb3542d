"""Logs: one JSON line per event with ids and codes only. What could be personal is dropped here, too."""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

# What a log line may carry beside its event and level. Anything else a library adds does not get out.
ALLOWED = frozenset({
    "event", "level", "timestamp", "logger", "action", "job", "state", "case", "customer", "identity",
    "message", "inbound", "why", "rule", "code", "kind", "run", "queued", "looked_at", "customers",
    "receivables", "changed", "settled", "cases", "unchanged", "port", "process", "exit", "exception",
    "count", "entries", "seals", "seconds", "host",
})  # fmt: skip


def _only_ids(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: value for key, value in event.items() if key in ALLOWED}


def _without_values(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The message as it stands in the code, unfilled: what a library would put into it may be personal."""
    record = event.get("_record")
    if record is not None:
        event["event"] = str(record.msg)[:200]
        event["logger"] = record.name
    return event


def _where_it_broke(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The type and the place of an exception; its message may quote a customer and stays out."""
    info = event.pop("exc_info", None)
    error = info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        frames = []
        step = error.__traceback__
        while step is not None:
            code = step.tb_frame.f_code
            frames.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{step.tb_lineno}:{code.co_name}")
            step = step.tb_next
        event["exception"] = f"{type(error).__name__} at {' > '.join(frames[-6:])}"
    return event


def configure(level: int = logging.INFO) -> None:
    """Send every log record of the process through structlog to stderr."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _where_it_broke,
        _without_values,
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _only_ids,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in ("django.request", "uvicorn.access", "asyncio"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
