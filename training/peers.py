"""Other people's date readers on our own sentences, in an environment of their own that `make eval` installs."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from puntual.understanding.date_scores import DateCase, DateScore

PYTHON = Path(__file__).resolve().parent.parent / ".venv-peers" / "bin" / "python"
_CHILD = Path(__file__).with_name("peers_child.py")
_NAMES = ("duckling", "dateparser")


def score_peers(cases: Sequence[DateCase]) -> list[tuple[str, DateScore, float]]:
    """Name, score and microseconds a line of every tool that is installed; none where the environment is missing."""
    if not PYTHON.exists():
        return []
    asked = json.dumps(
        [{"text": c.text, "today": c.today.isoformat(), "language": c.language} for c in cases]
    )
    results = []
    for name in _NAMES:
        done = subprocess.run(
            [PYTHON, _CHILD, name], input=asked, capture_output=True, text=True, check=False
        )
        if done.returncode == 0:
            answer = json.loads(done.stdout)
            results.append((name, _score(cases, answer["days"]), answer["microseconds"]))
    return results


def _score(cases: Sequence[DateCase], days: Sequence[str | None]) -> DateScore:
    exact = wrong = missed = invented = 0
    for case, day in zip(cases, days, strict=True):
        found = date.fromisoformat(day) if day else None
        exact += found == case.day
        if found != case.day:
            missed += found is None
            invented += case.day is None
            wrong += found is not None and case.day is not None
    return DateScore(len(cases), exact, wrong, missed, invented, ())
