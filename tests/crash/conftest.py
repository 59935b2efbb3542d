"""One nursery and one provider for all crash tests; each test has a database of its own."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests.channels.graph_server import GraphServer
from tests.crash.machine import Machine, Nursery, dsn

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    one = Nursery()
    yield one
    one.close()


@pytest.fixture(scope="session")
def graph() -> Iterator[GraphServer]:
    with GraphServer() as server:
        server.holds_all_templates("1")
        yield server


@pytest.fixture(scope="session")
def template(nursery: Nursery, graph: GraphServer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with all tables and the templates that the provider has approved, to copy from."""
    folder = tmp_path_factory.mktemp("template")
    name = str(folder / "template.sqlite3")
    if connection.vendor != "sqlite":
        name = "crash_template"
        with psycopg.connect(dsn("postgres"), autocommit=True) as server:
            server.execute(f'CREATE DATABASE "{name}"'.encode())
    ended = nursery.life(
        {
            "database": name, "folder": str(folder), "graph": graph.url, "at": "2026-04-06T09:00",
            "commands": ["migrate", "templates"], "life": 0,
        }
    )  # fmt: skip
    assert ended["status"] == 0
    return name


@pytest.fixture(scope="session")
def any_machine(nursery: Nursery, graph: GraphServer, template: str) -> Callable[[Path], Machine]:
    def make(above: Path) -> Machine:
        number = next(_numbers)
        folder = above / f"machine-{number}"
        folder.mkdir()
        return Machine(nursery, graph, folder, template, f"crash_{number}")

    return make


@pytest.fixture
def new_machine(any_machine: Callable[[Path], Machine], tmp_path: Path) -> Callable[[], Machine]:
    return lambda: any_machine(tmp_path)


@pytest.fixture
def machine(new_machine: Callable[[], Machine]) -> Machine:
    return new_machine()
