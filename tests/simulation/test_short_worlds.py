"""Short worlds under harsh faults: whatever is lost, doubled, late or killed, no invariant breaks.

PUNTUAL_SIM_SEEDS="100-140" or "7,9" runs other seeds. A failure names its seed.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from puntual.cli.demo.checker import breaches
from puntual.cli.demo.scene import Setting, build
from puntual.cli.demo.summary import Summary, summarise
from puntual.cli.demo.world import World
from puntual.store.models import InboundMessage, JournalEntry, OutboundMessage, Timer
from tests.simulation.harsh import HARSH, Faulty

START = date(2026, 3, 2)
DAYS = 10


def seeds() -> list[int]:
    chosen = os.environ.get("PUNTUAL_SIM_SEEDS", "1-3")
    found: list[int] = []
    for part in chosen.split(","):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


@contextmanager
def lived(folder: Path, seed: int, *, days: int = DAYS, faulty: bool = True) -> Iterator[World]:
    """A small world that has lived `days`, closed again at the end."""
    world = build(
        Setting(
            folder, START, seed, customers=60, invoices=150, faults=HARSH,
            wrap=Faulty(seed) if faulty else lambda office: office,
        )
    )  # fmt: skip
    try:
        world.live(START, days)
        yield world
    finally:
        world.close()


def summary_of(world: World, seed: int, days: int = DAYS) -> Summary:
    return summarise(
        days=days, start=START, seed=seed, erp=world.witness.erp, breaches=breaches(world.witness),
        heads_file=world.office.heads_file,
    )  # fmt: skip


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", seeds())
def test_no_invariant_breaks_under_harsh_faults(tmp_path: Path, seed: int) -> None:
    with lived(tmp_path, seed) as world:
        found = Counter(f"{breach.invariant} {breach.what}" for breach in breaches(world.witness))
        assert not found, f"seed {seed}: {dict(found)}"
        assert summary_of(world, seed)["audit"] == "ok", f"seed {seed}"
    # The world was worth checking: it spoke, it was answered, and processes did die.
    assert len(world.witness.sent) > 30, f"seed {seed}"
    assert len(world.witness.heard) > 15, f"seed {seed}"
    assert world.restarts > 0, f"seed {seed}"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", seeds()[:1])
def test_nothing_is_left_hanging_once_the_faults_stop(tmp_path: Path, seed: int) -> None:
    with lived(tmp_path, seed) as world:
        now = world.clock.now()
    stuck = OutboundMessage.objects.filter(
        state__in=["sending", "unknown"], claimed_at__lt=now - timedelta(hours=3)
    )
    late = Timer.objects.filter(state="waiting", due_at__lt=now - timedelta(hours=30))
    unread = InboundMessage.objects.filter(state="new", received_at__lt=now - timedelta(hours=3))
    assert (stuck.count(), late.count(), unread.count()) == (0, 0, 0), f"seed {seed}"


@pytest.mark.django_db(transaction=True)
def test_the_same_seed_is_the_same_story_down_to_the_journal(tmp_path: Path) -> None:
    stories = []
    for run in ("first", "second"):
        _empty_the_database()  # keys count from one again: what ran before this test must not show
        folder = tmp_path / run
        folder.mkdir()
        with lived(folder, 5, days=4) as world:
            journal = list(JournalEntry.objects.order_by("shard", "seq").values_list("kind", "at", "actor"))
            texts = [(one.at, one.message.opaque_id, one.message.text) for one in world.witness.sent]
            stories.append((journal, texts, summary_of(world, 5, 4)))
    assert stories[0] == stories[1]


def _empty_the_database() -> None:
    from django.core.management import call_command

    call_command("flush", verbosity=0, interactive=False)
