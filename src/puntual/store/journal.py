"""The journal: one hash-chained entry per fact, appended in the transaction that makes the change.

A single chain would serialise all writers, so customers are spread over shards, each with a chain of its
own. The heads of all chains are also written outside the database (`seal`), so that `verify` finds an edit,
a deletion, an insertion, a re-ordering and, through the sealed heads, a truncation or a rewritten tail.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from django.db import connection, models, transaction

from .bulk import insert_rows
from .models import JournalEntry, JournalHead
from .statements import query, within

SHARDS = 16
SYSTEM_SHARD = SHARDS  # entries that concern no single customer
GENESIS = "0" * 64

_FIELDS = ("shard", "seq", "at", "kind", "customer_id", "actor", "body", "prev", "hash")
_ENCODER = msgspec.json.Encoder(order="sorted", enc_hook=str)


def canonical(body: Any) -> str:
    """JSON with sorted keys and no spaces: the same value always gives the same bytes."""
    return _ENCODER.encode(body).decode()


def chain_hash(fields: Iterable[Any]) -> str:
    """SHA-256 over the canonical JSON of an entry's fields, the previous hash first."""
    return hashlib.sha256(_ENCODER.encode(tuple(fields))).hexdigest()


@dataclass(slots=True)
class Work:
    """One transaction's worth of change. What is recorded here is written just before it commits."""

    now: datetime
    actor: str = "agent"
    _entries: list[tuple[int, str, int | None, str, str]] = field(default_factory=list)

    def record(self, kind: str, customer: int | None = None, actor: str | None = None, **body: Any) -> None:
        """Journal one fact: past-tense `kind`, the customer's id, and ids, codes and amounts in `body`.

        Never a name, a phone or a message text: those stay in rows that can be erased.
        """
        shard = SYSTEM_SHARD if customer is None else customer % SHARDS
        self._entries.append((shard, kind, customer, actor or self.actor, canonical(body)))

    @contextmanager
    def part(self) -> Iterator[None]:
        """A part of this work that may fail alone: its changes and its entries are taken back together."""
        before = len(self._entries)
        try:
            with transaction.atomic():
                yield
        except BaseException:
            del self._entries[before:]
            raise

    def flush(self) -> None:
        """Append what was recorded to the chains, each under the lock of its head."""
        if not self._entries:
            return
        at = self.now.astimezone(UTC).isoformat(timespec="seconds")
        heads = _locked_heads({entry[0] for entry in self._entries})
        rows = []
        for shard, kind, customer, actor, body in self._entries:
            seq, prev = heads[shard]
            link = chain_hash((prev, shard, seq + 1, at, kind, customer, actor, body))
            rows.append((shard, seq + 1, at, kind, customer, actor, body, prev, link))
            heads[shard] = (seq + 1, link)
        insert_rows(JournalEntry, _FIELDS, rows)
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE store_journalhead SET seq = %s, hash = %s WHERE shard = %s",
                [(*heads[shard], shard) for shard in sorted(heads)],
            )
        self._entries.clear()


@contextmanager
def work(now: datetime, actor: str = "agent") -> Iterator[Work]:
    """A transaction whose journal entries commit with it, or not at all."""
    with transaction.atomic():
        unit = Work(now, actor)
        yield unit
        unit.flush()


@query
def _heads_to_lock(shards: Any) -> models.QuerySet[JournalHead, tuple[int, int, str]]:
    rows = JournalHead.objects.filter(within("shard", shards)).order_by("shard")
    return rows.select_for_update().values_list("shard", "seq", "hash")


def _locked_heads(shards: set[int]) -> dict[int, tuple[int, str]]:
    heads = {shard: (seq, link) for shard, seq, link in _heads_to_lock.all(shards)}
    missing = shards - heads.keys()
    if missing:
        JournalHead.objects.bulk_create(
            [JournalHead(shard=shard, seq=0, hash=GENESIS) for shard in sorted(missing)],
            ignore_conflicts=True,
        )
        return _locked_heads(shards)
    return heads


def seal(heads_file: Path, now: datetime) -> dict[str, Any] | None:
    """Append the current heads to a file outside the database; returns the line, None if nothing is new.

    Each line carries the hash of the one before, so the file itself is a chain.
    """
    heads = {str(head.shard): [head.seq, head.hash] for head in JournalHead.objects.order_by("shard")}
    last = _last_line(heads_file)
    if not heads or (last and last["heads"] == heads):
        return None
    prev = last["hash"] if last else GENESIS
    at = now.astimezone(UTC).isoformat(timespec="seconds")
    line = {"at": at, "heads": heads, "prev": prev, "hash": chain_hash((prev, at, heads))}
    heads_file.parent.mkdir(parents=True, exist_ok=True)
    start = "\n" if _torn(heads_file) else ""
    with heads_file.open("a", encoding="utf-8") as out:
        out.write(start + canonical(line) + "\n")
        out.flush()
        os.fsync(out.fileno())
    return line


def _last_line(heads_file: Path) -> dict[str, Any] | None:
    """The last line that can be read; one torn by a power cut is left for `verify` to report."""
    if not heads_file.exists():
        return None
    for text in reversed(heads_file.read_text(encoding="utf-8").splitlines()):
        try:
            line: dict[str, Any] = json.loads(text)
        except ValueError:
            continue
        return line
    return None


def _torn(heads_file: Path) -> bool:
    written = heads_file.read_bytes() if heads_file.exists() else b""
    return bool(written) and not written.endswith(b"\n")


@dataclass(frozen=True, slots=True)
class Verification:
    """What `verify` found. `problems` is empty when every chain holds."""

    entries: int
    seals: int
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether no trace of tampering was found."""
        return not self.problems


def verify(heads_file: Path | None) -> Verification:
    """Recompute every chain and compare with the heads, in the database and outside of it."""
    sealed, seals, problems = _read_seals(heads_file)
    before = _heads()
    entries = 0
    last: dict[int, tuple[int, str]] = {}
    rows = JournalEntry.objects.order_by("shard", "seq").values_list(
        "shard", "seq", "at", "kind", "customer_id", "actor", "body", "prev", "hash"
    )
    for shard, seq, at, kind, customer, actor, body, prev, link in rows.iterator(chunk_size=5000):
        entries += 1
        expected_seq, expected_prev = last.get(shard, (0, GENESIS))
        if seq != expected_seq + 1:
            problems.append(f"shard {shard}: entry {expected_seq + 1} is missing before {seq}")
        elif prev != expected_prev:
            problems.append(f"shard {shard}: entry {seq} does not follow the one before it")
        if chain_hash((prev, shard, seq, at, kind, customer, actor, body)) != link:
            problems.append(f"shard {shard}: entry {seq} was changed")
        if sealed.get((shard, seq), link) != link:
            problems.append(f"shard {shard}: entry {seq} is not the one that was sealed outside")
        last[shard] = (seq, link)
    problems += _compare_heads(last, before, _heads(), sealed)
    return Verification(entries, seals, tuple(problems))


def _heads() -> dict[int, tuple[int, str]]:
    return {row.shard: (row.seq, row.hash) for row in JournalHead.objects.order_by("shard")}


def _compare_heads(
    last: dict[int, tuple[int, str]],
    before: dict[int, tuple[int, str]],
    after: dict[int, tuple[int, str]],
    sealed: dict[tuple[int, int], str],
) -> list[str]:
    """A chain must end at its recorded head; while it grows during the reading, between two heads."""
    problems = []
    for shard in sorted(before.keys() | after.keys() | last.keys()):
        end, low, high = (heads.get(shard, (0, GENESIS)) for heads in (last, before, after))
        if end not in {low, high} and not low[0] < end[0] < high[0]:
            problems.append(f"shard {shard}: the last entry is not the recorded head {high[0]}")
    for shard, seq in sorted(sealed):
        if last.get(shard, (0, ""))[0] < seq:
            problems.append(f"shard {shard}: sealed up to entry {seq}, but the chain ends before")
    return problems


def _read_seals(heads_file: Path | None) -> tuple[dict[tuple[int, int], str], int, list[str]]:
    sealed: dict[tuple[int, int], str] = {}
    problems: list[str] = []
    if heads_file is None or not heads_file.exists():
        return sealed, 0, problems
    prev, count = GENESIS, 0
    for count, text in enumerate(heads_file.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            line = json.loads(text)
            heads: dict[str, tuple[int, str]] = {
                key: (int(value[0]), str(value[1])) for key, value in line["heads"].items()
            }
            intact = line["prev"] == prev and line["hash"] == chain_hash((prev, line["at"], heads))
        except (ValueError, KeyError, TypeError, IndexError):
            problems.append(f"heads file: line {count} cannot be read")
            continue
        if not intact:
            problems.append(f"heads file: line {count} was changed or does not follow the one before it")
        prev = line["hash"]
        sealed.update({(int(shard), seq): link for shard, (seq, link) in heads.items() if seq})
    return sealed, count, problems
