"""`puntual serve` as a real process, against a Graph server of the test's own and signed webhooks."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest

from puntual.countries.registry import KnownCountries
from tests.channels.graph_server import GraphServer
from tests.channels.samples import NUMBER, sample
from tests.cli.first_day import environment, puntual

SECRET = "app-secret-of-the-test"
SECRETS = {
    "PUNTUAL_ACCESS_TOKEN": "token-of-the-test",
    "PUNTUAL_APP_SECRET": SECRET,
    "PUNTUAL_VERIFY_TOKEN": "verify-of-the-test",
}
WRITER = "+526623123456"
# One number in many parts of the day: somewhere it is mostly a weekday morning or afternoon.
PLACES = (
    ("MX", "+525512345678", "America/Mexico_City"), ("CO", "+573101234567", "America/Bogota"),
    ("BR", "+5511961234567", "America/Sao_Paulo"), ("PT", "+351912345678", "Europe/Lisbon"),
    ("DE", "+4915123456789", "Europe/Berlin"), ("KE", "+254712345678", "Africa/Nairobi"),
    ("IN", "+919812345678", "Asia/Kolkata"), ("VN", "+84912345678", "Asia/Ho_Chi_Minh"),
    ("JP", "+819012345678", "Asia/Tokyo"), ("NZ", "+64211234567", "Pacific/Auckland"),
)  # fmt: skip
T = TypeVar("T")


def soon(look: Callable[[], T], seconds: float = 30.0) -> T:
    """What `look` gives as soon as it is true, else what it gives at last."""
    end = time.monotonic() + seconds
    while not (seen := look()) and time.monotonic() < end:
        time.sleep(0.1)
    return seen


@cache
def reachable_now() -> tuple[str, str] | None:
    """Country and number of somebody for whom it is well inside the hours of an ordinary workday."""
    for country, phone, zone in PLACES:
        local = datetime.now(ZoneInfo(zone))
        holiday = KnownCountries().holidays(country, None)(local.date())
        if local.weekday() < 5 and 9 <= local.hour < 16 and holiday is None:
            return country, phone
    return None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_alive(pid: int) -> bool:
    """Whether the process runs; a zombie does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1][0] != "Z"
    except FileNotFoundError:
        return False


@dataclass
class Serving:
    """The process, the company's folder, and the fake Graph server it talks to."""

    folder: Path
    graph: GraphServer
    port: int
    door: int
    process: subprocess.Popen[bytes]

    def sent_to(self, phone: str) -> list[dict[str, Any]]:
        digits = phone.removeprefix("+")
        return [
            one.payload for one in self.graph.arrived if str(one.payload.get("to", "")).lstrip("+") == digits
        ]

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.folder / "puntual.sqlite3", timeout=10) as database:
            return database.execute(query, values).fetchall()

    def children(self) -> list[int]:
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        every = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return sorted(
            {int(pid) for path in every for pid in path.read_text().split()} | set(map(int, listed))
        )

    def post(self, value: dict[str, Any], secret: str = SECRET) -> int:
        """POST a webhook as Meta signs it; the status of the answer, 0 where nobody listens."""
        body = json.dumps(value).encode()
        signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.door}/webhooks/cloud_api",
            data=body,
            headers={"X-Hub-Signature-256": f"sha256={signature}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def says(self, phone: str, text: str, message_id: str) -> int:
        """A customer writes."""
        value = sample("text")
        inner = value["entry"][0]["changes"][0]["value"]
        digits = phone.removeprefix("+")
        inner["contacts"] = [{"profile": {"name": "Ana"}, "wa_id": digits}]
        stamp = str(int(time.time()))
        inner["messages"] = [
            {"from": digits, "id": message_id, "timestamp": stamp, "type": "text", "text": {"body": text}}
        ]
        return self.post(value)

    def reports(self, payload: dict[str, Any], status: str) -> int:
        """Meta tells what became of a message."""
        value = sample(f"status_{status}")
        opaque = payload["biz_opaque_callback_data"]
        told = value["entry"][0]["changes"][0]["value"]["statuses"][0]
        told |= {
            "id": f"wamid.{opaque}",
            "biz_opaque_callback_data": opaque,
            "recipient_id": payload["to"].lstrip("+"),
            "timestamp": str(int(time.time())),
        }
        return self.post(value)


def configuration(graph: GraphServer, port: int, door: int, slot: datetime) -> str:
    at = slot.strftime("%H:%M")
    return f"""
[company]
legal_name = "Distribuidora El Roble SA"
country = "MX"
time_zone = "UTC"
currency = "USD"
consent_basis = "Contrato de crédito: acepta avisos por WhatsApp"
consent_since = 2026-01-01
[source]
kind = "files"
path = "cartera.csv"
[golive]
[channel]
kind = "cloud_api"
phone_number_id = "{NUMBER}"
waba_id = "100000000000001"
graph_url = "{graph.url}"
graph_version = "v99.0"
[schedule]
sync_at = ["{at}"]
plan_at = "{at}"
[web]
port = {port}
intake_port = {door}
"""


def ledger() -> str:
    due = date.today() - timedelta(days=40)
    lines = ["Clave,Razón social,País,Celular,Folio,Vencimiento,Saldo,Moneda"]
    # The writer owes nothing yet, so no reminder of the plan mixes with the answers.
    lines.append(f"W1,Ferretería Ana,MX,{WRITER},W-1,{date.today() + timedelta(days=60)},150.00,USD")
    if place := reachable_now():
        country, phone = place
        lines.append(f"P1,Papelería Soto,{country},{phone},P-1,{due},321.00,USD")
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("serve")
    with GraphServer() as graph:
        graph.holds_all_templates("100000000000001")
        port, door = free_port(), free_port()
        # A slot that has just come: the process finds it due as soon as it starts.
        slot = datetime.now(UTC) - timedelta(minutes=1)
        (folder / "puntual.toml").write_text(configuration(graph, port, door, slot), encoding="utf-8")
        (folder / "cartera.csv").write_text(ledger(), encoding="utf-8")
        with (folder / "serve.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "puntual", "serve"],
                cwd=folder,
                env=environment(**SECRETS),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
            running = Serving(folder, graph, port, door, process)
            try:
                listening = soon(lambda: running.post({"object": "x"}, secret="wrong") == 401)
                assert listening, (folder / "serve.log").read_text(encoding="utf-8")
                yield running
            finally:
                if process.poll() is None:
                    process.kill()
                    process.wait(10)


def test_the_configured_sync_and_plan_run_once(serving: Serving) -> None:
    planned = soon(lambda: "plan ended" in (serving.folder / "serve.log").read_text(encoding="utf-8"))
    assert planned
    assert [state for (state,) in serving.rows("SELECT state FROM store_syncrun")] == ["done"]
    assert serving.rows("SELECT count(*) FROM store_receivable") in ([(1,)], [(2,)])


def test_a_planned_reminder_leaves_once_and_is_followed_to_the_phone(serving: Serving) -> None:
    place = reachable_now()
    if place is None or not serving.rows("SELECT 1 FROM store_customer WHERE key = 'P1'"):
        pytest.skip("it is no workday between 9 and 16 h in any of the places, so nothing may be pushed")
    _, phone = place
    [payload] = soon(lambda: serving.sent_to(phone))
    assert payload["type"] == "template"
    said = json.dumps(payload["template"], ensure_ascii=False)
    assert "P-1" in said
    assert "321.00" in said.replace(",", ".")
    look = "SELECT state FROM store_outboundmessage WHERE provider_id = ?"
    wamid = f"wamid.{payload['biz_opaque_callback_data']}"
    for status in ("delivered", "sent", "delivered", "read"):  # late and doubled, as Meta does
        assert serving.reports(payload, status) == 200
    assert soon(lambda: serving.rows(look, wamid) == [("read",)]), serving.rows(look, wamid)
    assert len(serving.sent_to(phone)) == 1


def test_a_customer_who_writes_is_answered_once_however_often_the_webhook_comes(serving: Serving) -> None:
    assert soon(lambda: serving.rows("SELECT 1 FROM store_customer WHERE key = 'W1'"))
    for _ in range(3):
        assert serving.says(WRITER, "Quiero hablar con una persona por favor", "wamid.IN1") == 200
    [payload] = soon(lambda: serving.sent_to(WRITER))
    assert payload["type"] == "text"
    assert serving.reports(payload, "delivered") == 200
    look = "SELECT state FROM store_outboundmessage WHERE provider_id = ?"
    wamid = f"wamid.{payload['biz_opaque_callback_data']}"
    assert soon(lambda: serving.rows(look, wamid) == [("delivered",)]), serving.rows(look, wamid)
    assert serving.rows("SELECT count(*) FROM store_escalation WHERE state = 'open'") == [(1,)]
    assert len(serving.sent_to(WRITER)) == 1


def test_what_is_not_signed_with_the_secret_is_turned_away(serving: Serving) -> None:
    before = serving.rows("SELECT count(*) FROM store_inboundmessage")
    assert serving.post(sample("text"), secret="not-the-secret") == 401
    time.sleep(1.0)
    assert serving.rows("SELECT count(*) FROM store_inboundmessage") == before


def test_a_killed_door_comes_back_and_still_takes_in_messages(serving: Serving) -> None:
    [door] = serving.children()
    os.kill(door, signal.SIGKILL)
    assert soon(lambda: [pid for pid in serving.children() if pid != door and is_alive(pid)])
    stored = soon(lambda: serving.says(WRITER, "BAJA", "wamid.IN2") == 200)
    assert stored
    out = "SELECT opted_out_at IS NOT NULL FROM store_customer WHERE key = 'W1'"
    assert soon(lambda: serving.rows(out) == [(1,)])


def test_a_second_process_on_the_same_ports_says_so_and_starts_nothing(serving: Serving) -> None:
    done = puntual(serving.folder, "serve", **SECRETS)
    assert done.code == 1
    assert f"Port {serving.port}" in done.err
    assert "[web] port" in done.err
    assert done.out == ""


def test_sigterm_stops_everything_and_leaves_no_orphan(serving: Serving) -> None:
    assert serving.rows("SELECT count(*) FROM store_syncrun") == [(1,)]  # a slot that ran stays run
    children = serving.children()
    assert children
    serving.process.send_signal(signal.SIGTERM)
    assert serving.process.wait(40) == 0
    assert soon(lambda: not any(is_alive(pid) for pid in children), 5)
    assert serving.post({"object": "x"}) == 0
    log = (serving.folder / "serve.log").read_text(encoding="utf-8")
    assert "Stopping: what is under way is finished first." in log
    assert "Traceback" not in log
    sound = puntual(serving.folder, "audit", "verify", **SECRETS)
    assert (sound.code, sound.out[:3]) == (0, "ok:"), sound.out + sound.err
