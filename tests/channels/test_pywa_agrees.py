"""pywa, a library by other people, reads our single-update samples as we do: who, what, when, which code.

It takes one update from a body and needs more fields than are sure to come, so batches and bare updates
are not compared.
"""

from __future__ import annotations

import logging
from typing import Any

import pytest

from puntual.channels.cloud_codec import decode
from puntual.ports.channel import Delivery, IdentityChanged, Inbound, Receipt, TemplateChanged
from tests.channels.samples import NUMBER, body, sample

pywa = pytest.importorskip("pywa")
types = pywa.types


@pytest.fixture(scope="module")
def client() -> Any:
    level = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    yield pywa.WhatsApp(phone_id=NUMBER, token="x", server=None, validate_updates=False)
    logging.disable(level)


MESSAGES = "text text_reply text_from_ad image document voice video sticker location contacts reaction order"
BUTTONS = "button interactive_button interactive_list"
STATES = {
    "sent": Delivery.SENT,
    "delivered": Delivery.DELIVERED,
    "read": Delivery.READ,
    "played": Delivery.READ,
    "failed": Delivery.FAILED,
}


def ours(name: str, kind: type[Any]) -> Any:
    (update,) = decode(body(name))
    assert isinstance(update, kind)
    return update


@pytest.mark.parametrize("name", [*MESSAGES.split(), "unsupported", "bsuid_only"])
def test_messages(client: Any, name: str) -> None:
    mine, theirs = ours(name, Inbound), types.Message.from_update(client, sample(name))
    assert mine.message_id == theirs.id
    assert (mine.sender.phone, mine.sender.bsuid) == (theirs.from_user.wa_id, theirs.from_user.bsuid)
    assert (mine.sent_at, mine.profile_name) == (theirs.timestamp, theirs.from_user.name)
    if theirs.text or theirs.caption:
        assert mine.text == (theirs.text or theirs.caption)
    if theirs.reaction:
        assert (mine.text, mine.reply_to) == (theirs.reaction.emoji or "", theirs.reaction.message_id)
    elif theirs.reply_to_message:
        assert mine.reply_to == theirs.reply_to_message.id
    if theirs.has_media:
        assert mine.media_id == theirs.media.id


@pytest.mark.parametrize("name", BUTTONS.split())
def test_buttons(client: Any, name: str) -> None:
    kind = types.CallbackSelection if name == "interactive_list" else types.CallbackButton
    mine, theirs = ours(name, Inbound), kind.from_update(client, sample(name))
    assert (mine.message_id, mine.text) == (theirs.id, theirs.title)
    assert mine.sender.phone == theirs.from_user.wa_id
    assert mine.reply_to == theirs.reply_to_message.id


@pytest.mark.parametrize("name", STATES)
def test_statuses(client: Any, name: str) -> None:
    mine = ours(f"status_{name}", Receipt)
    theirs = types.MessageStatus.from_update(client, sample(f"status_{name}"))
    assert theirs.status == name
    assert mine.state == STATES[name]
    assert (mine.message_id, mine.opaque_id, mine.at) == (theirs.id, theirs.tracker, theirs.timestamp)
    assert (mine.recipient.phone, mine.recipient.bsuid) == (theirs.from_user.wa_id, theirs.from_user.bsuid)
    assert mine.error_code == (str(theirs.error.code) if theirs.error else "")


@pytest.mark.parametrize("name", ["number_changed", "user_id_changed"])
def test_changed_identities(client: Any, name: str) -> None:
    mine = ours(name, IdentityChanged)
    theirs = types.PhoneNumberChange.from_update(client, sample(name))
    assert (mine.old.phone, mine.new.bsuid, mine.at) == (
        theirs.old_wa_id,
        theirs.new_user_id,
        theirs.timestamp,
    )
    assert theirs.new_wa_id in (mine.new.phone, None)


@pytest.mark.parametrize("name", ["approved", "paused", "deleted"])
def test_template_states(client: Any, name: str) -> None:
    mine = ours(f"template_{name}", TemplateChanged)
    theirs = types.TemplateStatusUpdate.from_update(client, sample(f"template_{name}"))
    assert (mine.name, mine.language) == (theirs.template_name, theirs.template_language)
    assert mine.state == theirs.new_status
