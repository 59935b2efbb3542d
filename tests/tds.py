"""A small SQL Server on the wire: enough TDS 7.4 for real clients, with SQLite behind it.

It proves driver, address, queries as text and mapping; it does not prove SQL Server's own T-SQL, which is
translated to SQLite's here. Users: "lector" may read, "escribe" may delete as well, "sa" owns the server.
"""

from __future__ import annotations

import re
import socketserver
import sqlite3
import struct
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import sqlglot
from sqlglot import exp

PASSWORD = "prueba"
USERS = ("lector", "escribe", "sa")
VERSION = "Microsoft SQL Server 2019 (RTM) - 15.0.2000.5 (X64)"


@contextmanager
def serve(script: str) -> Iterator[int]:
    """A server over an in-memory database made by `script` (SQLite's SQL); its port on 127.0.0.1."""
    database = sqlite3.connect(":memory:", check_same_thread=False)
    database.executescript(script)
    server = _Server(("127.0.0.1", 0), _Session)
    server.database, server.lock = database, threading.Lock()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        database.close()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    database: sqlite3.Connection
    lock: threading.Lock


class _Session(socketserver.BaseRequestHandler):
    """One client: PRELOGIN, LOGIN7, then batches and remote procedure calls."""

    server: _Server
    user = ""

    def handle(self) -> None:
        while (packet := self._receive()) is not None:
            kind, body = packet
            if kind == 0x12:
                self._send(_prelogin())
            elif kind == 0x10:
                self._login(body)
            elif kind == 0x01:
                self._run(_after_headers(body).decode("utf-16-le"), ())
            elif kind == 0x03:
                self._call(_after_headers(body))
            elif kind == 0x0E:
                self._transaction(_after_headers(body))
            elif kind == 0x06:  # the client gives up the rest of an answer
                self._send(struct.pack("<BHHQ", 0xFD, 0x20, 0, 0))
            else:
                self._send(_done())

    def _receive(self) -> tuple[int, bytes] | None:
        whole = b""
        while True:
            head = self._exactly(8)
            if head is None:
                return None
            kind, status, length = struct.unpack(">BBH", head[:4])
            part = self._exactly(length - 8)
            if part is None:
                return None
            whole += part
            if status & 1:
                return kind, whole

    def _exactly(self, count: int) -> bytes | None:
        got = b""
        while len(got) < count:
            try:
                more = self.request.recv(count - len(got))
            except OSError:
                return None
            if not more:
                return None
            got += more
        return got

    def _send(self, body: bytes) -> None:
        parts = [body[i : i + 4088] for i in range(0, len(body), 4088)] or [b""]
        for number, part in enumerate(parts, 1):
            last = 1 if number == len(parts) else 0
            self.request.sendall(struct.pack(">BBHHBB", 4, last, len(part) + 8, 0, number & 255, 0) + part)

    def _login(self, body: bytes) -> None:
        def field(place: int) -> bytes:
            at, length = struct.unpack_from("<HH", body, place)
            return body[at : at + 2 * length]

        self.user = field(40).decode("utf-16-le")
        swapped = bytes(((b ^ 0xA5) << 4 | (b ^ 0xA5) >> 4) & 255 for b in field(44))
        if self.user not in USERS or swapped.decode("utf-16-le", "replace") != PASSWORD:
            self._send(_error(18456, f"Login failed for user '{self.user}'.") + _done(error=True))
            return
        name = "Microsoft SQL Server".encode("utf-16-le")
        ack = (
            b"\x01" + struct.pack(">I", 0x74000004) + bytes([len(name) // 2]) + name + bytes([15, 0, 7, 208])
        )
        size = b"\x04" + _short("4096") + _short("4096")
        self._send(_token(0xE3, size) + _token(0xAD, ack) + _done())

    def _transaction(self, body: bytes) -> None:
        kind = struct.unpack_from("<H", body)[0]
        token = {5: b"\x08\x08" + b"\x01" + bytes(7) + b"\x00", 7: b"\x09\x00\x08" + b"\x01" + bytes(7)}.get(
            kind, b"\x0a\x00\x08" + b"\x01" + bytes(7)
        )
        self._send(_token(0xE3, token) + _done())

    def _call(self, body: bytes) -> None:
        """sp_executesql by number or name: the statement, its declarations, then named text or int values."""
        length = struct.unpack_from("<H", body)[0]
        at = 4 if length == 0xFFFF else 2 + 2 * length
        at += 2  # option flags
        values = []
        while at < len(body):
            name_length = body[at]
            name = body[at + 1 : at + 1 + 2 * name_length].decode("utf-16-le")
            value, at = _value(body, at + 2 + 2 * name_length)
            values.append((name, value))
        statement = str(values[0][1])
        self._run(statement, values[2:])

    def _run(self, sql: str, given: Sequence[tuple[str, Any]]) -> None:
        try:
            with self.server.lock:
                self._send(self._answer(sql, given))
        except (sqlite3.Error, sqlglot.errors.SqlglotError) as error:
            self._send(_error(208, f"Invalid object name or syntax: {error}") + _done(error=True))

    def _answer(self, sql: str, given: Sequence[tuple[str, Any]]) -> bytes:
        bare = sql.strip().rstrip(";")
        told = self._known(bare)
        if told is not None:
            return _rows(("answer",), [told])
        if re.match(r"(?i)(set|use|begin|commit|rollback|if @@trancount|save)\b", bare):
            return _done()
        if re.match(r"(?i)(delete|update|insert|create|drop)\b", bare):
            if self.user == "lector":
                said = "The DELETE permission was denied on the object."
                return _error(229, said) + _done(error=True)
            return _done()
        for name, value in given:
            literal = str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"
            bare = re.sub(re.escape(name) + r"\b", lambda _m, text=literal: text, bare)
        cursor = self.server.database.execute(_in_sqlite(bare))
        return _rows([each[0] for each in cursor.description], cursor.fetchall())

    def _known(self, sql: str) -> tuple[Any, ...] | None:
        """What clients ask a server about itself."""
        low = sql.lower()
        if "@@version" in low:
            return (VERSION,)
        if "serverproperty" in low:
            return ("15.0.2000.5",)
        if "schema_name()" in low:
            return ("dbo",)
        if "is_srvrolemember" in low:
            return (1 if self.user == "sa" else 0,)
        if "sys.system_views" in low:
            return ("dm_exec_sessions",)
        if "transaction_isolation" in low or "dm_exec_sessions" in low:
            return ("READ COMMITTED",)
        if "test max support" in low or "test plain returns" in low or "test unicode returns" in low:
            return ("test",)
        return None


def _in_sqlite(sql: str) -> str:
    def shape(node: exp.Expression) -> exp.Expression:
        if isinstance(node, exp.Cast) and node.to.this in (
            exp.DataType.Type.DECIMAL,
            exp.DataType.Type.MONEY,
        ):
            return exp.func("ROUND", node.this.transform(shape), exp.Literal.number(2))
        return node

    return sqlglot.parse_one(sql, read="tsql").transform(shape).sql(dialect="sqlite")


def _after_headers(body: bytes) -> bytes:
    return body[struct.unpack_from("<I", body)[0] :]


def _value(body: bytes, at: int) -> tuple[Any, int]:
    kind = body[at]
    if kind == 0x26:  # intn
        length = body[at + 2]
        return int.from_bytes(body[at + 3 : at + 3 + length], "little", signed=True), at + 3 + length
    if kind in (0xE7, 0xEF):  # nvarchar, nchar
        most = struct.unpack_from("<H", body, at + 1)[0]
        start = at + 8
        if most != 0xFFFF:
            length = struct.unpack_from("<H", body, start)[0]
            return body[start + 2 : start + 2 + length].decode("utf-16-le"), start + 2 + length
        place, whole = start + 8, b""
        while (size := struct.unpack_from("<I", body, place)[0]) != 0:
            whole += body[place + 4 : place + 4 + size]
            place += 4 + size
        return whole.decode("utf-16-le"), place + 4
    raise ValueError(f"type {kind:#x} is not known to this server")


def _prelogin() -> bytes:
    options = [(0, bytes([15, 0, 7, 208, 0, 0])), (1, b"\x02"), (2, b"\x00"), (3, b""), (4, b"\x00")]
    at, head, data = 5 * len(options) + 1, b"", b""
    for token, value in options:
        head += struct.pack(">BHH", token, at + len(data), len(value))
        data += value
    return head + b"\xff" + data


def _rows(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """COLMETADATA and ROWs; the type of a column is that of its first value."""
    kinds = [next((_kind(row[i]) for row in rows if row[i] is not None), "text") for i in range(len(names))]
    meta = struct.pack("<BH", 0x81, len(names))
    for name, kind in zip(names, kinds, strict=True):
        meta += struct.pack("<IH", 0, 1) + _TYPES[kind] + _short(name)
    body = b"".join(b"\xd1" + b"".join(map(_cell, row, kinds)) for row in rows)
    return meta + body + _done(len(rows))


_COLLATION = struct.pack("<IB", 0x00D00409, 0x34)
_TYPES = {
    "int": b"\x26\x08",
    "float": b"\x6d\x08",
    "date": b"\x6f\x08",
    "text": b"\xe7" + struct.pack("<H", 8000) + _COLLATION,
}


def _kind(value: Any) -> str:
    if isinstance(value, int):
        return "int"
    if isinstance(value, float):
        return "float"
    return "date" if re.fullmatch(r"\d{4}-\d\d-\d\d( 00:00:00)?", str(value)) else "text"


def _cell(value: Any, kind: str) -> bytes:
    if value is None:
        return b"\xff\xff" if kind == "text" else b"\x00"
    if kind == "int":
        return struct.pack("<Bq", 8, int(value))
    if kind == "float":
        return struct.pack("<Bd", 8, float(value))
    if kind == "date":
        days = (datetime.fromisoformat(str(value)).date() - date(1900, 1, 1)).days
        return struct.pack("<BiI", 8, days, 0)
    raw = str(value).encode("utf-16-le")
    return struct.pack("<H", len(raw)) + raw


def _token(kind: int, body: bytes) -> bytes:
    return struct.pack("<BH", kind, len(body)) + body


def _short(text: str) -> bytes:
    return bytes([len(text)]) + text.encode("utf-16-le")


def _error(number: int, said: str) -> bytes:
    text = struct.pack("<H", len(said)) + said.encode("utf-16-le")
    return _token(
        0xAA, struct.pack("<IBB", number, 1, 14) + text + _short("test") + _short("") + struct.pack("<I", 1)
    )


def _done(count: int = 0, *, error: bool = False) -> bytes:
    return struct.pack("<BHHQ", 0xFD, 0x02 if error else 0x10, 0, count)
