"""Running `puntual` as a user does: a real process in the company's own folder."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what the user saw."""

    code: int
    out: str
    err: str


def environment(**more: str) -> dict[str, str]:
    """The test's own environment without the settings of other runs."""
    own = ("PUNTUAL_", "DJANGO_")
    return {key: value for key, value in os.environ.items() if not key.startswith(own)} | more


def puntual(folder: Path, *arguments: str, **more: str) -> Ran:
    """Run one command to its end."""
    done = subprocess.run(
        [sys.executable, "-m", "puntual", *arguments],
        cwd=folder,
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)
