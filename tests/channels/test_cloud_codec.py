"""Webhook bodies become updates; nothing odd is lost or raised."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puntual.channels.cloud_codec import decode, readable
from puntual.channels.cloud_wire import NO_TIME
from puntual.ports.channel import (
    Address,
    Delivery,
    IdentityChanged,
    Inbound,
    MediaKind,
    Receipt,
    TemplateChanged,
    Unrecognised,
    Update,
)
from tests.channels.samples import NAMES, NUMBER, batch, body, sample

WHO = Address("5215512345678", "MX.8f2Kq71")
AT = datetime.fromtimestamp(1776700123, UTC)


def one(name: str) -> Update:
    updates = decode(body(name))
    assert len(updates) == 1
    return updates[0]


def key(update: Update) -> str:
    match update:
        case Inbound(message_id=message_id):
            return message_id
        case Receipt(message_id=message_id, state=state):
            return f"{message_id}/{state}"
        case IdentityChanged() | TemplateChanged() | Unrecognised():
            return update.key


INBOUND = {
    "text": (MediaKind.TEXT, "Sí, le pago el viernes por la mañana 🙏", "", ""),
    "text_reply": (MediaKind.TEXT, "ya quedó", "", "wamid.OUT001"),
    "text_from_ad": (MediaKind.TEXT, "hola", "", ""),
    "button": (MediaKind.BUTTON, "Ya pagué", "", "wamid.OUT001"),
    "interactive_button": (MediaKind.BUTTON, "Sí, soy yo", "", "wamid.OUT002"),
    "interactive_list": (MediaKind.BUTTON, "Factura A-1021", "", "wamid.OUT003"),
    "image": (MediaKind.PICTURE, "comprobante", "900001", ""),
    "document": (MediaKind.DOCUMENT, "spei_0412.pdf", "900002", ""),
    "voice": (MediaKind.VOICE, "", "900003", ""),
    "video": (MediaKind.OTHER, "", "900004", ""),
    "sticker": (MediaKind.OTHER, "", "900005", ""),
    "location": (MediaKind.OTHER, "Oficina, Av. Juárez 10", "", ""),
    "contacts": (MediaKind.OTHER, "", "", ""),
    "reaction": (MediaKind.OTHER, "👍", "", "wamid.OUT001"),
    "reaction_removed": (MediaKind.OTHER, "", "", "wamid.OUT001"),
    "unsupported": (MediaKind.OTHER, "", "", ""),
    "order": (MediaKind.OTHER, "dos cajas", "", ""),
    "edit": (MediaKind.TEXT, "mejor el lunes", "", "wamid.T1"),
}


@pytest.mark.parametrize("name", INBOUND)
def test_every_kind_of_message_from_a_person_is_read(name: str) -> None:
    update = one(name)
    assert isinstance(update, Inbound)
    assert (update.kind, update.text, update.media_id, update.reply_to) == INBOUND[name]
    assert (update.sender, update.sent_at, update.profile_name) == (WHO, AT, "Lucía Peña")


def test_a_person_without_a_phone_number_is_known_by_the_business_scoped_id() -> None:
    update = one("bsuid_only")
    assert isinstance(update, Inbound)
    assert update.sender == Address(None, "MX.8f2Kq71")


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("sent", Delivery.SENT),
        ("delivered", Delivery.DELIVERED),
        ("read", Delivery.READ),
        ("played", Delivery.READ),
    ],
)
def test_a_status_carries_our_own_id_back(name: str, state: Delivery) -> None:
    at = datetime.fromtimestamp(1776700200, UTC)
    expected = Receipt("wamid.OUT001", "9f0c6a1e77d24b0f", state, at, "", WHO)
    assert one(f"status_{name}") == expected


def test_a_failed_status_names_the_error_code() -> None:
    update = one("status_failed")
    assert isinstance(update, Receipt)
    assert (update.state, update.error_code) == (Delivery.FAILED, "131026")


def test_a_status_with_nothing_but_its_id_is_read_and_has_no_time_of_its_own() -> None:
    bare = sample("status_bare")
    assert decode(json.dumps(bare).encode())[0] == Receipt(
        "wamid.OUT009", "", Delivery.DELIVERED, datetime.fromtimestamp(1776700000, UTC)
    )
    del bare["entry"][0]["time"]
    update = decode(json.dumps(bare).encode())[0]
    assert isinstance(update, Receipt)
    assert update.at == NO_TIME


def test_a_changed_number_revokes_the_old_identity_and_names_the_new() -> None:
    expected = IdentityChanged(WHO, Address("5215587654321", "MX.new9"), AT, "message:wamid.S1")
    assert one("number_changed") == expected


def test_a_changed_user_id_keeps_the_phone_and_changes_the_person() -> None:
    expected = IdentityChanged(WHO, Address("5215512345678", "MX.next5"), AT, "message:wamid.S2")
    assert one("user_id_changed") == expected


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("template_approved", "APPROVED"),
        ("template_paused", "PAUSED"),
        ("template_deleted", "DELETED"),
        ("template_quality", "QUALITY_RED"),
        ("template_category_impending", "HOLD"),
        ("template_category_done", "CATEGORY_UTILITY"),
    ],
)
def test_a_template_change_says_which_template_and_what_state(name: str, state: str) -> None:
    update = one(name)
    assert isinstance(update, TemplateChanged)
    assert (update.name, update.language, update.state) == ("aviso_v1", "es_MX", state)


@pytest.mark.parametrize("name", ["unknown_type", "group", "account_update", "user_preferences", "errors"])
def test_what_is_not_understood_is_kept_under_a_key_that_does_not_change(name: str) -> None:
    update = one(name)
    assert isinstance(update, Unrecognised)
    assert json.loads(update.body)
    in_utf8 = json.dumps(sample(name), ensure_ascii=False, indent=2).encode()
    assert key(decode(in_utf8)[0]) == update.key


def test_messages_to_another_number_are_kept_and_not_acted_on() -> None:
    assert isinstance(decode(body("text"), "999")[0], Unrecognised)
    assert isinstance(decode(body("text"), NUMBER)[0], Inbound)


def test_a_batch_of_a_thousand_gives_each_update_once_in_order() -> None:
    values = []
    for i in range(1000):
        value = sample(("text", "status_read", "image", "button")[i % 4])
        part = value["entry"][0]["changes"][0]["value"]
        (part.get("messages") or part["statuses"])[0]["id"] = f"wamid.N{i}"
        values.append(value)
    updates = decode(batch(values))
    assert [u.message_id for u in updates if isinstance(u, Inbound | Receipt)] == [
        f"wamid.N{i}" for i in range(1000)
    ]


def test_shuffling_repeating_and_splitting_batches_changes_no_update() -> None:
    chance = random.Random(7)
    for _ in range(50):
        names = chance.choices(NAMES, k=chance.randint(2, 30))
        together = decode(batch([sample(name) for name in names]))
        alone = [update for name in names for update in decode(batch([sample(name)]))]
        assert [key(u) for u in together] == [key(u) for u in alone]
        assert list(together) == alone


@pytest.mark.parametrize("name", NAMES)
def test_escaped_and_raw_letters_mean_the_same(name: str) -> None:
    raw = json.dumps(sample(name), ensure_ascii=False).encode()
    assert [key(u) for u in decode(raw)] == [key(u) for u in decode(body(name))]


@pytest.mark.parametrize("name", NAMES)
def test_a_body_cut_anywhere_is_refused_with_a_value_error_only(name: str) -> None:
    whole = body(name)
    for end in range(0, len(whole), 7):
        assert not readable(whole[:end])
        with pytest.raises(ValueError, match="webhook"):
            decode(whole[:end])


@pytest.mark.parametrize(
    "odd",
    [b"", b"null", b"[]", b"{}", b'{"entry": 3}', b"\xff\xfe", b"[" * 200_000, b'{"entry":' + b"[" * 200_000],
)
def test_what_is_no_webhook_at_all_raises_value_error(odd: bytes) -> None:
    assert not readable(odd)
    with pytest.raises(ValueError, match="webhook"):
        decode(odd)


def test_half_an_emoji_does_not_cost_the_other_messages() -> None:
    cut = body("text").replace(b"\\ud83d\\ude4f", b"\\ud83d")
    assert cut != body("text")
    two = (
        cut[:-2].replace(b'"entry": [', b'"entry": [', 1)
        + b","
        + body("button")[body("button").index(b'{"id"') :]
    )
    updates = decode(two)
    assert [type(u) for u in updates] == [Inbound, Inbound]
    assert isinstance(updates[0], Inbound)
    updates[0].text.encode("utf-8")


def paths(value: Any, prefix: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    return [prefix, *(p for name, child in children for p in paths(child, (*prefix, name)))]


ODD: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, -1, 10**30, 1e300, "", "x", "\x00", [], [1], {}, {"id": 1}, [[]], "9" * 40]
)


@settings(max_examples=400, deadline=None)
@given(name=st.sampled_from(NAMES), at=st.integers(0, 10_000), odd=ODD, drop=st.booleans())
def test_any_part_missing_or_of_another_type_is_kept_or_read_but_never_raises(
    name: str, at: int, odd: Any, drop: bool
) -> None:
    value = sample(name)
    inside = [path for path in paths(value) if len(path) > 1]
    path = inside[at % len(inside)]
    parent: Any = value
    for step in path[:-1]:
        parent = parent[step]
    if drop:
        del parent[path[-1]]
    else:
        parent[path[-1]] = odd
    for update in decode(json.dumps(value).encode()):
        assert key(update)
