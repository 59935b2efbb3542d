"""A company on a machine of its own: real processes, a real database, a real provider that outlives them."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
from django.db import connection

from puntual.boot.database import psycopg_dsn
from puntual.channels import cloud_bodies
from puntual.ports.channel import Address, MediaKind
from puntual.store.inbox_postgres import PostgresInbox
from puntual.store.inbox_sqlite import SqliteInbox
from tests.channels.graph_server import GraphServer
from tests.crash.company import NUMBER, FixedClock, phone

ROOT = Path(__file__).parents[2]
EVERYTHING = (
    "recover",
    "sync",
    "drain",
    "answer",
    "fire",
    "plan",
    "deliver",
    "drain",
    "answer",
    "deliver",
    "later",
)


class Nursery:
    """The process that forks the others."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.nursery"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    def life(self, asked: dict[str, Any]) -> dict[str, Any]:
        """One process from start to end."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        """End it; it has no children left."""
        self._process.communicate(timeout=30)


class Machine:
    """One company, from its empty database on."""

    def __init__(self, nursery: Nursery, graph: GraphServer, folder: Path, template: str, name: str) -> None:
        self._nursery, self.graph, self.folder = nursery, graph, folder
        self.lives = 0
        self.ledger: dict[str, list[Any]] = {}
        self.database = str(folder / "puntual.sqlite3") if connection.vendor == "sqlite" else name
        if connection.vendor == "sqlite":
            shutil.copy(template, self.database)
        else:
            sql = f'CREATE DATABASE "{self.database}" TEMPLATE "{template}"'
            with psycopg.connect(dsn("postgres"), autocommit=True) as server:
                server.execute(sql.encode())

    def books(self, rows: dict[str, tuple[int, int]]) -> None:
        """What the ERP holds: invoice -> (customer, balance in minor units)."""
        for key, (customer, balance) in rows.items():
            self.ledger[key] = [key, customer, balance]
        path = self.folder / "ledger.json"
        path.write_text(json.dumps(list(self.ledger.values())))

    def run(
        self,
        *commands: str,
        at: str = "2026-04-06T09:30",
        failpoint: str = "",
        kill_after: float | None = None,
    ) -> bool:
        """A process does `commands`; whether it was killed. Any other failure is a failed test."""
        self.lives += 1
        ended = self._nursery.life(
            {
                "database": self.database, "folder": str(self.folder), "graph": self.graph.url, "at": at,
                "commands": commands, "failpoint": failpoint, "kill_after": kill_after, "life": self.lives,
                "report": "report" not in failpoint and kill_after is None,
            }
        )  # fmt: skip
        assert ended["killed"] or ended["status"] == 0, ended
        return bool(ended["killed"])

    def report(self) -> dict[str, Any]:
        """What the last process that lived to its end found."""
        found: dict[str, Any] = json.loads((self.folder / "report.json").read_text())
        return found

    def posted(self) -> Counter[str]:
        """The provider's own account: how many messages each of our ids brought, whatever we believe."""
        return Counter(payload["biz_opaque_callback_data"] for payload in self._arrived())

    def _arrived(self) -> list[dict[str, Any]]:
        mine = f"Bearer {self.folder.name}"
        return [one.payload for one in list(self.graph.arrived) if one.headers.get("Authorization") == mine]

    def letters(self, bodies: Sequence[bytes]) -> None:
        """Webhooks as the door stores them."""
        inbox = str(self.folder / "inbox.sqlite3") if connection.vendor == "sqlite" else dsn(self.database)
        asyncio.run(_store(inbox, bodies))

    def statuses(self, *states: str, at: str = "2026-04-06T09:31") -> list[bytes]:
        """The statuses of everything that the provider has taken, one body each."""
        when = moment(at)
        return [
            cloud_bodies.body(
                "1",
                [
                    cloud_bodies.status(NUMBER, f"wamid.{key}", key, Address(), state, when)
                    for state in states
                ],
            )
            for key in self.posted()
        ]


def says(customer: int, text: str, number: int = 1, at: str = "2026-04-06T10:00") -> bytes:
    """A message of a customer, as a webhook."""
    change = cloud_bodies.message(
        NUMBER, f"wamid.in.{customer}.{number}", Address(phone(customer)), MediaKind.TEXT, text, moment(at)
    )
    return cloud_bodies.body("1", [change])


def moment(at: str) -> datetime:
    """A wall time of the company."""
    return datetime.fromisoformat(at).replace(tzinfo=ZoneInfo("America/Mexico_City"))


def dsn(database: str) -> str:
    """A database of the test server."""
    base = psycopg_dsn(os.environ["PUNTUAL_DATABASE_URL"])
    assert base is not None
    return base.replace("/puntual?", f"/{database}?")


async def _store(where: str, bodies: Sequence[bytes]) -> None:
    clock = FixedClock(moment("2026-04-06T09:31"))
    door = PostgresInbox(where, clock) if where.startswith("postgresql") else SqliteInbox(Path(where), clock)
    await door.open()
    for body in bodies:
        await door.store("cloud_api", body)
    await door.close()
