"""Load for the webhook benchmark: signed webhooks, each body different, over kept connections.

wrk makes it where it is installed; else a small generator of our own, which takes more of the processor
from the server under test.
"""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from bench.webhook_servers import SECRET
from puntual.channels.signature import signature

CONNECTIONS = 64
BODIES = 60_000
PATH = "/webhooks/cloud_api"

_LUA = """
local threads, bodies, at = 0, {}, 0
function setup(thread) thread:set("number", threads); threads = threads + 1 end
function init(args)
  local line = 0
  for text in io.lines("%(file)s") do
    if line %% 2 == number then
      bodies[#bodies + 1] = {string.sub(text, 1, 71), string.sub(text, 73)}
    end
    line = line + 1
  end
end
function request()
  at = at %% #bodies + 1
  local one = bodies[at]
  return wrk.format("POST", "%(path)s", {["X-Hub-Signature-256"] = one[1]}, one[2])
end
"""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Answered requests per second, the median and 99th percentile in milliseconds.

    answered: how many in all. refused: how many of them were not answered 200.
    """

    per_second: float
    median: float
    worst: float
    answered: int
    refused: int


def write_bodies(file: Path) -> None:
    """One signed text message on each line: signature, space, body of some 900 bytes."""
    with file.open("w", encoding="ascii") as out:
        for n in range(BODIES):
            body = json.dumps(_message(n)).encode()
            out.write(f"{signature(body, SECRET)} {body.decode()}\n")


def _message(n: int) -> dict[str, object]:
    text = f"Hola, el viernes paso a pagar la factura {n}. " + "Gracias por la paciencia. " * 14
    message = {
        "from": f"52155{n:08d}",
        "id": f"wamid.{n:048d}",
        "timestamp": "1776700123",
        "type": "text",
        "text": {"body": text},
    }
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "525500000000", "phone_number_id": "200000000000002"},
        "contacts": [{"profile": {"name": "Cliente"}, "wa_id": f"52155{n:08d}"}],
        "messages": [message],
    }
    changes = [{"field": "messages", "value": value}]
    return {"object": "whatsapp_business_account", "entry": [{"id": "100000000000001", "changes": changes}]}


def generator() -> str:
    """Which generator makes the load here."""
    return "wrk" if shutil.which("wrk") else "own generator"


def load(port: int, bodies: Path, seconds: int) -> Loaded:
    """Load the server at `port` for `seconds`."""
    if shutil.which("wrk"):
        return _with_wrk(port, bodies, seconds)
    return asyncio.run(_Own(port, bodies, seconds).run())


def _with_wrk(port: int, bodies: Path, seconds: int) -> Loaded:
    script = bodies.with_suffix(".lua")
    script.write_text(_LUA % {"file": bodies, "path": PATH})
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "-s", str(script)]
    command += [f"http://127.0.0.1:{port}"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    return Loaded(
        per_second=float(_found(r"Requests/sec:\s+([\d.]+)", text)),
        median=_milliseconds(_found(r"\n\s+50%\s+(\S+)", text)),
        worst=_milliseconds(_found(r"\n\s+99%\s+(\S+)", text)),
        answered=int(_found(r"(\d+) requests in", text)),
        refused=int(refused[1]) if refused else 0,
    )


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise RuntimeError(f"wrk said: {text}")
    return match[1]


def _milliseconds(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()  # type: ignore[union-attr]
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[unit]


class _Own:
    """Requests written as ready bytes on kept connections, one at a time on each."""

    def __init__(self, port: int, bodies: Path, seconds: int) -> None:
        self._port = port
        self._seconds = seconds
        self._requests = [_request(line) for line in bodies.read_bytes().splitlines()]
        self._at = 0
        self._took: list[float] = []
        self._refused = 0

    async def run(self) -> Loaded:
        start = time.perf_counter()
        await asyncio.gather(*(self._connection(start + self._seconds) for _ in range(CONNECTIONS)))
        spent = time.perf_counter() - start
        times = sorted(self._took)
        return Loaded(
            per_second=len(times) / spent,
            median=1000 * times[len(times) // 2],
            worst=1000 * times[len(times) * 99 // 100],
            answered=len(times),
            refused=self._refused,
        )

    async def _connection(self, until: float) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        while (begun := time.perf_counter()) < until:
            self._at += 1
            writer.write(self._requests[self._at % len(self._requests)])
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"content-length: (\d+)", head)
            await reader.readexactly(int(length[1]) if length else 0)
            self._took.append(time.perf_counter() - begun)
            self._refused += not head.startswith(b"HTTP/1.1 200")
        writer.close()


def _request(line: bytes) -> bytes:
    sign, body = line[:71], line[72:]
    head = b"POST %s HTTP/1.1\r\nHost: bench\r\nX-Hub-Signature-256: %s\r\nContent-Length: %d\r\n\r\n"
    return head % (PATH.encode(), sign, len(body)) + body
