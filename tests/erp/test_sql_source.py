"""Reading an ERP's database: right, and provably unable to write. On real SQLite and real PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from puntual.erp.header_words import Entity
from puntual.erp.options import Home, Layout, SqlOptions
from puntual.erp.sql import SqlSource
from puntual.erp.sql_guard import select_of
from puntual.ports.source import SourceUnreadable
from tests import postgres

MEXICO = Home("MX", "MXN")
SCHEMA = """
CREATE TABLE clientes (codigo VARCHAR(10), razon_social VARCHAR(80), rfc VARCHAR(13), celular VARCHAR(20));
CREATE TABLE facturas (cliente_id VARCHAR(10), factura VARCHAR(10), fecha DATE, vencimiento DATE,
                       importe NUMERIC(15, 2), saldo NUMERIC(15, 2), moneda VARCHAR(3));
CREATE TABLE partidas (factura VARCHAR(10), descripcion VARCHAR(80), cantidad NUMERIC(10, 2), importe NUMERIC(15, 2));
INSERT INTO clientes VALUES ('0001', 'Peña y Cía', 'PEN010101AA1', '8112345678'), ('0002', 'Sol', '', '5543218765');
INSERT INTO facturas VALUES ('0001', 'F1', '2026-09-01', '2026-10-01', 1250.10, 1250.10, 'MXN'),
  ('0002', 'F2', '2026-09-02', '2026-10-02', 0.30, 0.30, 'USD'), ('0002', 'F3', '2026-09-02', NULL, 5, 5, 'MXN');
INSERT INTO partidas VALUES ('F1', 'Clavos 3:1', 2, 1000.10), ('F1', 'Martillo', 1, 250), ('F2', 'Otra', 1, 0.30);
"""
QUERIES = {
    Entity.RECEIVABLES: "facturas",
    Entity.CUSTOMERS: "SELECT codigo AS clave, razon_social, rfc, celular FROM clientes -- todos; siempre",
    Entity.LINES: "SELECT * FROM partidas WHERE factura = :number AND descripcion <> 'x:y'",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[postgres.Postgres]:
    if not postgres.is_available():
        pytest.skip("no PostgreSQL server on this machine")
    with postgres.start(tmp_path_factory.mktemp("pg")) as running:
        running.create_database("erp")
        running.execute("erp", SCHEMA)
        yield running


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    path = tmp_path / "erp.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.executescript(SCHEMA)
    connection.close()
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite_url"))
    server: postgres.Postgres = request.getfixturevalue("server")
    return server.url("erp", driver="psycopg")


def source(url: str, queries: dict[Entity, str] | None = None, layout: Layout | None = None) -> SqlSource:
    return SqlSource(SqlOptions(url, queries or QUERIES, layout or Layout()), MEXICO)


def test_both_databases_give_the_same_exact_rows(url: str) -> None:
    snapshot = source(url).read()
    rows = [(b.key, b.due, b.amount, b.balance, b.currency) for b in snapshot.receivables]
    assert rows == [
        ("0001/F1/1", date(2026, 10, 1), 125010, 125010, "MXN"),
        ("0002/F2/1", date(2026, 10, 2), 30, 30, "USD"),
    ]
    assert [(c.key, c.name) for c in snapshot.customers] == [("0001", "Peña y Cía"), ("0002", "Sol")]
    assert [(f.code, f.customer, f.row) for f in snapshot.findings] == [("missing_due", "0002", 3)]


def test_lines_are_asked_for_by_the_invoices_number(url: str) -> None:
    erp = source(url)
    assert [(n.description, n.total) for n in erp.lines("0001/F1/1", "F1")] == [
        ("Clavos 3:1", 100010),
        ("Martillo", 25000),
    ]
    assert erp.lines("nobody/F9/1", "F9") == ()
    assert erp.check() == ()


def test_a_query_that_writes_is_refused_before_it_is_sent(url: str) -> None:
    hidden = "WITH x AS (DELETE FROM facturas RETURNING *) SELECT * FROM x"
    for query in ("DELETE FROM facturas", "SELECT 1; DROP TABLE facturas", hidden):
        with pytest.raises(SourceUnreadable, match="SELECT"):
            source(url, {Entity.RECEIVABLES: query}).read()
    assert len(source(url).read().receivables) == 2


def test_the_session_itself_refuses_what_the_guard_cannot_see(server: postgres.Postgres) -> None:
    server.execute(
        "erp",
        "CREATE OR REPLACE FUNCTION wipe() RETURNS int LANGUAGE sql AS 'DELETE FROM partidas; SELECT 1'",
    )
    with pytest.raises(SourceUnreadable, match="read-only transaction"):
        source(server.url("erp"), {Entity.RECEIVABLES: "SELECT wipe()"}).read()
    assert len(source(server.url("erp")).lines("0001/F1/1", "F1")) == 2


def test_a_session_that_can_write_is_refused_and_nothing_is_changed(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same self-test on a connection that was, by some mistake, opened for writing."""
    from sqlalchemy import create_engine

    monkeypatch.setattr("puntual.erp.sql._engine", lambda url, _seconds: create_engine(url))
    with pytest.raises(SourceUnreadable, match="SELECT and nothing else"):
        source(sqlite_url).read()
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master ORDER BY name")]
        assert names == ["clientes", "facturas", "partidas"]
        assert connection.execute("SELECT count(*) FROM facturas").fetchone() == (3,)
    connection.close()


def test_a_writable_postgresql_session_is_refused_too(
    server: postgres.Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy import create_engine

    monkeypatch.setattr("puntual.erp.sql._engine", lambda url, _seconds: create_engine(url))
    with pytest.raises(SourceUnreadable, match="SELECT and nothing else"):
        source(server.url("erp")).read()


@pytest.mark.parametrize(
    "query",
    [
        "UPDATE t SET a = 1", "", "SELECT * INTO other FROM t", "EXEC sp_who", "SELECT 1; SELECT 2", "PRAGMA x",
        "select * from t for update", "SELECT 1 /* a */ ; DELETE FROM t", "CALL x()",
        "WITH a AS (SELECT 1) INSERT INTO b SELECT * FROM a",
    ],
)  # fmt: skip
def test_anything_but_one_select_is_refused(query: str) -> None:
    with pytest.raises(SourceUnreadable, match=r"\[source.queries\] lines"):
        select_of(query, "[source.queries] lines")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT a FROM t;", "with x as (select 1) select * from x", "SELECT 'drop table; delete' AS a FROM t",
        "SELECT \"update\", [set] FROM t -- delete\n", "SELECT created_at, updated FROM dbo.t",
        "  SELECT replace(a, ';', '') FROM t",
    ],
)  # fmt: skip
def test_an_honest_select_passes_whatever_its_strings_and_comments_say(query: str) -> None:
    assert select_of(query, "x").startswith(query.strip().rstrip(";")[:10])


def test_a_tables_name_is_enough() -> None:
    assert select_of(" dbo.Facturas ", "x") == "SELECT * FROM dbo.Facturas"


def test_secrets_of_the_address_never_reach_a_message() -> None:
    address = "postgresql://collector:hunter2@127.0.0.1:1/erp"
    with pytest.raises(SourceUnreadable) as error:
        source(address).read()
    assert "hunter2" not in str(error.value)
    assert "collector" not in str(error.value)
    assert "hunter2" not in repr(SqlOptions(address, {}))


def test_an_unknown_kind_of_database_and_a_missing_file_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable, match="driver"):
        source("oracle+cx_oracle://u:p@h/x").read()
    with pytest.raises(SourceUnreadable, match="does not exist"):
        source(f"sqlite:///{tmp_path}/none.sqlite3").read()
    assert not (tmp_path / "none.sqlite3").exists()
    with pytest.raises(SourceUnreadable, match="not a database address"):
        source("this is no url").read()


def test_a_missing_table_is_reported_not_raised(url: str) -> None:
    [message] = source(url, {Entity.RECEIVABLES: "nowhere"}).check()
    assert "could not be read" in message
