"""Only reading: what may be asked of a customer's ERP database, and the proof that more is not possible."""

from __future__ import annotations

import re

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from puntual.ports.source import SourceUnreadable

_NOISE = re.compile(
    r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|\[[^\]\n]*\]|\$(\w*)\$.*?\$\1\$",
    re.DOTALL,
)
_WRITES = re.compile(
    r"\b(?:insert|update|delete|merge|upsert|drop|alter|create|grant|revoke|truncate|exec|execute|call|into|copy|"
    r"attach|detach|pragma|vacuum|lock|begin|commit|rollback|set)\b",
    re.IGNORECASE,
)
_TABLE = re.compile(r"^[A-Za-z_][\w$]*(?:\.[A-Za-z_][\w$]*){0,2}$")
# Here CREATE TABLE is rolled back for certain. Elsewhere it may commit by itself (MySQL, Oracle, Python's own
# SQLite driver), so only a DELETE that matches nothing is tried.
_ROLLS_BACK_DDL = frozenset(("postgresql",))


def select_of(configured: str, where: str, dialect: str = "") -> str:
    """The SELECT for what stands in puntual.toml: the name of a table, or one query.

    where: the setting's name, for the message. dialect: sqlglot's name of the database's SQL, "" for the
    common one. Raises SourceUnreadable for anything but a single SELECT.
    """
    query = configured.strip().rstrip(";").strip()
    if _TABLE.match(query):
        return f"SELECT * FROM {query}"
    bare = _NOISE.sub(" ", query).strip()
    if not re.match(r"(?:select|with)\b", bare, re.IGNORECASE):
        raise SourceUnreadable(f"{where} must be the name of a table or one SELECT.")
    if ";" in bare:
        raise SourceUnreadable(f"{where} holds more than one statement; only one SELECT is allowed.")
    if found := _WRITES.search(bare):
        raise SourceUnreadable(
            f'{where} contains "{found.group()}"; only a SELECT that writes nothing is allowed.'
        )
    _parsed(query, where, dialect)
    return query


def _parsed(query: str, where: str, dialect: str) -> None:
    """Refuse what a parser of that SQL does not see as one SELECT (CTEs allowed) that writes and locks nothing.

    SQL that the parser cannot read is refused as well: what is not understood is not sent to an ERP.
    """
    import sqlglot  # a parser of many dialects: loaded where a database is really read
    from sqlglot import exp

    try:
        found = sqlglot.parse(query, read=dialect or None)
    except sqlglot.errors.SqlglotError as error:
        first = str(error).splitlines()[0]
        raise SourceUnreadable(f"{where} cannot be understood as one SELECT: {first}") from None
    if len(found) != 1 or not isinstance(found[0], exp.Select | exp.SetOperation):
        raise SourceUnreadable(f"{where} must be the name of a table or one SELECT.")
    for kind in (exp.Insert, exp.Update, exp.Delete, exp.Merge, exp.DDL, exp.Command, exp.Into, exp.Lock):
        if any(node is not found[0] and not isinstance(node, exp.Query) for node in found[0].find_all(kind)):
            raise SourceUnreadable(f"{where} contains {kind.__name__.upper()}; only a SELECT is allowed.")


REFUSED_USERS = {
    "firebird": frozenset(("SYSDBA",)),
    "mssql": frozenset(("SA",)),
    "mysql": frozenset(("ROOT",)),
    "mariadb": frozenset(("ROOT",)),
    "postgresql": frozenset(("POSTGRES",)),
    "oracle": frozenset(("SYS", "SYSTEM")),
    "hana": frozenset(("SYSTEM",)),
}
"""Users who may do everything, by kind of server: refused before anything is asked."""

_SUPERUSER = {
    "postgresql": "SELECT rolsuper FROM pg_roles WHERE rolname = current_user",
    "mssql": "SELECT IS_SRVROLEMEMBER('sysadmin')",
}


def refuse_owner(kind: str, user: str) -> None:
    """Raise SourceUnreadable for a user who owns the server. kind: SQLAlchemy's name of it."""
    if user.upper() in REFUSED_USERS.get(kind, frozenset()):
        raise SourceUnreadable(
            f"The user {user} may do everything on the server, so Puntual does not work with it: create a user "
            "of its own that has SELECT and nothing else."
        )


def refuse_superuser(connection: Connection) -> None:
    """Raise SourceUnreadable where the server itself says that the user may do everything."""
    query = _SUPERUSER.get(connection.dialect.name)
    if query is None:
        return
    try:
        may_all = connection.execute(text(query)).scalar()
    except DBAPIError:  # a server that will not say; the test write below still speaks
        may_all = False
    finally:
        connection.rollback()
    if may_all:
        raise SourceUnreadable(
            "The database user may do everything on the server, so Puntual does not work with it: create a user "
            "of its own that has SELECT and nothing else."
        )


def prove_read_only(connection: Connection, tables: tuple[str, ...] = ()) -> None:
    """Try harmless writes in transactions that are rolled back; raise SourceUnreadable if one is allowed.

    The writes change nothing even where they succeed: a DELETE that matches no row and, where the server
    rolls it back, an empty table. tables: those to try, else the first ones that the server lists.
    """
    for probe in _probes(connection, tables):
        with connection.begin() as transaction:
            try:
                connection.execute(text(probe))
            except DBAPIError:
                continue  # refused, as it should be
            finally:
                transaction.rollback()
        raise SourceUnreadable(
            "The database let a test write through (it was rolled back; nothing changed). Puntual only works "
            "with an ERP that it cannot write to: create a database user that has SELECT and nothing else, and "
            "put that user into [source] url."
        )


def _probes(connection: Connection, known: tuple[str, ...]) -> list[str]:
    probes = (
        ["CREATE TABLE puntual_write_probe (id INTEGER)"]
        if connection.dialect.name in _ROLLS_BACK_DDL
        else []
    )
    if known:
        return probes + [f"DELETE FROM {name} WHERE 1 = 0" for name in known]
    try:
        tables = inspect(connection).get_table_names()
    except SQLAlchemyError:
        tables = []
    finally:
        connection.rollback()
    quote = connection.dialect.identifier_preparer.quote
    return probes + [f"DELETE FROM {quote(name)} WHERE 1 = 0" for name in sorted(tables)[:3]]
