"""Many small writes, one flush to disk: while one batch is being committed the next one gathers.

No timer: a lone row is written at once, and under load a batch is as large as what came in meanwhile.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

MOST_ROWS = 512
MOST_BYTES = 16 * 1024 * 1024
MOST_WAITING_BYTES = 64 * 1024 * 1024


class InboxFullError(Exception):
    """The disk does not keep up and memory is bounded: the sender must come again."""


@dataclass(frozen=True, slots=True)
class Row:
    """One letter to store. A body that comes twice is stored twice: its updates are told apart later."""

    channel: str
    received_at: datetime
    body: bytes


# Writes a batch and says for each row what went wrong; None means that it is on disk.
Write = Callable[[Sequence[Row]], Awaitable[Sequence[BaseException | None]]]


class GroupCommit:
    """Gathers rows of one event loop into batches."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._waiting: deque[tuple[Row, asyncio.Future[None]]] = deque()
        self._waiting_bytes = 0
        self._flush: asyncio.Task[None] | None = None

    async def add(self, row: Row) -> None:
        """Returns once `row` is on disk. Raises what the write raised for it, or InboxFullError."""
        if self._waiting_bytes > MOST_WAITING_BYTES:
            raise InboxFullError
        future = asyncio.get_running_loop().create_future()
        self._waiting.append((row, future))
        self._waiting_bytes += len(row.body)
        if self._flush is None:
            self._flush = asyncio.create_task(self._run())
        await future

    async def drain(self) -> None:
        """Wait until everything that was added has been written or has failed."""
        while self._flush is not None:
            await asyncio.wait([self._flush])

    async def _run(self) -> None:
        try:
            while self._waiting:
                await self._one_batch()
        finally:
            self._flush = None

    async def _one_batch(self) -> None:
        batch = self._next()
        try:
            faults = await self._write([row for row, _ in batch])
        except Exception as error:
            faults = [error] * len(batch)
        for (_, future), fault in zip(batch, faults, strict=True):
            if future.done():  # who asked has gone; the row is stored all the same
                continue
            if fault is None:
                future.set_result(None)
            else:
                future.set_exception(fault)

    def _next(self) -> list[tuple[Row, asyncio.Future[None]]]:
        batch: list[tuple[Row, asyncio.Future[None]]] = []
        size = 0
        while self._waiting and len(batch) < MOST_ROWS and size < MOST_BYTES:
            batch.append(self._waiting.popleft())
            size += len(batch[-1][0].body)
        self._waiting_bytes -= size
        return batch
