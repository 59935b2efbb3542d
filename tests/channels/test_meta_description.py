"""Our requests against Meta's own OpenAPI description, served by Prism: a peer that we did not write.

Skipped where the description or Prism is absent: `npm install @stoplight/prism-cli` into the folder that
PUNTUAL_PRISM names (default ~/.cache/puntual-prism).
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from puntual.channels import cloud_check, cloud_media, cloud_templates
from puntual.channels.cloud_api import CloudApi
from puntual.channels.cloud_request import CloudSettings, HttpCall, build
from puntual.ports.channel import Accepted, Address, Outgoing

DESCRIPTION = Path(__file__).parents[3] / "shared" / "data" / "whatsapp" / "business-messaging-api_v23.0.yaml"
PRISM = Path(os.environ.get("PUNTUAL_PRISM", Path.home() / ".cache" / "puntual-prism"))
PROGRAM = PRISM / "node_modules" / ".bin" / "prism"
BOOT_SECONDS = 60

pytestmark = [
    pytest.mark.skipif(
        not DESCRIPTION.exists(), reason="Meta's OpenAPI description is not beside the project"
    ),
    pytest.mark.skipif(
        not PROGRAM.exists() or not shutil.which("node"), reason="Prism is not installed (see the docstring)"
    ),
]


def overlaid(text: str) -> str:
    """Meta's description with its two known mistakes mended.

    `additionalProperties: false` inside `allOf` forbids the other parts of the same object; and a language
    does not need the `policy` that only the old on-premises API had.
    """
    yaml = pytest.importorskip("yaml")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    description = yaml.load(text, Loader=loader)
    _open_all_of(description, inside=False)
    language = description["components"]["schemas"]["LanguageObject"]
    language["required"] = [name for name in language["required"] if name != "policy"]
    return msgspec.json.encode(description).decode()


def _open_all_of(node: Any, *, inside: bool) -> None:
    if isinstance(node, list):
        for child in node:
            _open_all_of(child, inside=inside)
    elif isinstance(node, dict):
        if inside and node.get("additionalProperties") is False:
            node["unevaluatedProperties"] = node.pop("additionalProperties")
        for name, child in node.items():
            _open_all_of(child, inside=name == "allOf" or (inside and name not in ("properties", "items")))


@pytest.fixture(scope="module")
def prism(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CloudSettings]:
    folder = tmp_path_factory.mktemp("prism")
    described = folder / "description.json"
    described.write_text(overlaid(DESCRIPTION.read_text(encoding="utf-8")), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(PROGRAM), "mock", "-h", "127.0.0.1", "-p", str(port), "--errors", str(described)]
    log = (folder / "log").open("wb")
    process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        _wait(process, port)
        yield CloudSettings(
            "200000000000002",
            "TOKEN",
            "s3cret",
            waba_id="100000000000001",
            graph_url=f"http://127.0.0.1:{port}",
            version="v23.0",
            pair_seconds=0,
            timeout=60,
        )
    finally:
        process.terminate()
        process.wait(10)
        log.close()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + BOOT_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("Prism did not start")


def ask(call: HttpCall) -> tuple[int, bytes]:
    """Makes the call with nothing of ours but its values."""
    request = urllib.request.Request(
        call.url, data=call.body or None, headers=call.headers, method=call.method
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as reply:
            return reply.status, reply.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def messages() -> dict[str, Outgoing]:
    to = Address("5215512345678")
    return {
        "text": Outgoing("id-1", to, "Hola Lucía, ¿te ayudo con la factura A-1021?"),
        "template": Outgoing("id-2", to, "…", "aviso_v1", "es_MX", ("Lucía", "A-1021", "$1,250.00")),
        "template without values": Outgoing("id-3", to, "…", "saludo_v1", "pt_BR"),
    }


@pytest.mark.parametrize("kind", messages())
def test_meta_takes_every_kind_of_message_we_build(prism: CloudSettings, kind: str) -> None:
    status, reply = ask(build(messages()[kind], prism))
    assert 200 <= status < 300, reply


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("text", lambda body: body.pop("to")),
        ("text", lambda body: body.pop("text")),
        ("text", lambda body: body["text"].update(body=7)),
        ("text", lambda body: body["text"].update(colour="red")),
        ("text", lambda body: body.update(type="telegram")),
        ("template", lambda body: body["template"].pop("name")),
        ("template", lambda body: body["template"].pop("language")),
    ],
)
def test_meta_refuses_what_is_planted_wrong(prism: CloudSettings, kind: str, wrong: Any) -> None:
    call = build(messages()[kind], prism)
    body = msgspec.json.decode(call.body)
    wrong(body)
    status, reply = ask(replace(call, body=msgspec.json.encode(body)))
    assert status == 422, reply


def test_meta_takes_the_other_requests(prism: CloudSettings) -> None:
    definition = cloud_templates.TemplateDefinition("aviso_v2", "es_MX", "Hola {{1}}, gracias.", ("Lucía",))
    calls = [
        cloud_check.call(prism),
        cloud_media.lookup_call(prism, "2621233374848975"),
        cloud_templates.list_call(prism),
        cloud_templates.submit_call(definition, prism),
    ]
    for call in calls:
        status, reply = ask(call)
        assert 200 <= status < 300, (re.sub(r"\?.*", "", call.url), reply)


def test_the_channel_itself_sends_to_it_and_reads_its_answers(prism: CloudSettings) -> None:
    channel = CloudApi(prism)
    try:
        outcomes = channel.send(list(messages().values()))
        assert [type(result) for result in outcomes] == [Accepted] * 3
        assert all(template.name for template in channel.templates())
    finally:
        channel.close()
