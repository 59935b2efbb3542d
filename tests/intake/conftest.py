"""Every inbox test runs on SQLite and on PostgreSQL, real files and a real server both."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests import postgres
from tests.intake.stores import Place, url

_numbers = count(1)


@pytest.fixture(scope="session")
def inbox_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[postgres.Postgres]:
    if not postgres.is_available():
        pytest.skip("no PostgreSQL server here: install the package postgresql")
    with postgres.start(tmp_path_factory.mktemp("pg")) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    if request.param == "sqlite":
        yield Place(str(tmp_path / "inbox.db"))
        return
    server: postgres.Postgres = request.getfixturevalue("inbox_server")
    name = f"inbox{next(_numbers)}"
    server.create_database(name)
    there = Place(url(server, name))
    yield there
    there.close()
