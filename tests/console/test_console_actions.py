"""What people do in the console, through the real use cases and into the rows."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from puntual.store.models import (
    Case,
    Dispute,
    Escalation,
    JournalEntry,
    Note,
    OutboundMessage,
    Receivable,
    Switch,
)
from tests.console.seed import Desk


def _post(client: Any, name: str, argument: Any = None, **fields: str) -> Any:
    return client.post(reverse(name, args=[] if argument is None else [argument]), fields)


def test_a_double_click_on_send_is_one_message(as_user: Any, desk: Desk) -> None:
    client, case = as_user("carla"), desk.cases["C-1001"]
    browser_id = str(uuid4())
    for _ in range(3):
        answer = _post(client, "reply", case.pk, text="Con gusto le ayudo.", browser_id=browser_id)
        assert answer.status_code == 302
    sent = OutboundMessage.objects.get(pk=browser_id)
    assert (sent.purpose, sent.author, sent.text) == ("collector", desk.users["carla"], "Con gusto le ayudo.")
    assert OutboundMessage.objects.filter(text="Con gusto le ayudo.").count() == 1


def test_each_page_brings_a_new_id_for_its_message(as_user: Any, desk: Desk) -> None:
    client, address = as_user("carla"), reverse("case", args=[desk.cases["C-1001"].pk])
    ids = {client.get(address).content.decode().split('name="browser_id" value="')[1][:36] for _ in range(2)}
    assert len(ids) == 2


def test_a_number_of_no_record_is_warned_about_and_sent_all_the_same(as_user: Any, desk: Desk) -> None:
    client, case = as_user("carla"), desk.cases["C-1001"]
    answer = client.post(
        reverse("reply", args=[case.pk]),
        {"text": "Puede pagar 987,654 hoy.", "browser_id": str(uuid4())},
        follow=True,
    )
    page = answer.content.decode()
    assert "987,654" in page and "stands in no record of this customer" in page
    assert OutboundMessage.objects.filter(text__contains="987,654").exists()


def test_a_draft_is_looked_at_while_it_is_written_and_nothing_is_kept(as_user: Any, desk: Desk) -> None:
    client, case = as_user("carla"), desk.cases["C-1001"]
    before = (OutboundMessage.objects.count(), JournalEntry.objects.count())
    page = _post(
        client, "check", case.pk, text="Lo reportaremos al buró de crédito, le quedan 99 horas"
    ).content.decode()
    assert "names a credit bureau" in page and "99" in page
    assert _post(client, "check", case.pk, text="Con gusto le ayudo.").content.decode().strip() == ""
    assert (OutboundMessage.objects.count(), JournalEntry.objects.count()) == before


def test_a_reply_outside_the_window_is_refused_and_the_draft_is_kept(as_user: Any, desk: Desk) -> None:
    client, case = as_user("carla"), desk.cases["C-1008"]
    answer = _post(client, "reply", case.pk, text="¿Cómo le va con el pago?", browser_id=str(uuid4()))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "¿Cómo le va con el pago?" in page and "The 24-hour window is closed" in page
    assert not OutboundMessage.objects.filter(text__startswith="¿Cómo").exists()


def test_taking_a_case_silences_the_agent_and_handing_it_back_wakes_it(as_user: Any, desk: Desk) -> None:
    client, case = as_user("carla"), desk.cases["C-1004"]
    _post(client, "take", case.pk)
    case.refresh_from_db()
    assert (case.state, case.owner) == ("human", desk.users["carla"])
    desk.escalation.refresh_from_db()
    assert desk.escalation.state == "taken"
    _post(client, "hand_back", case.pk, note="se ajusta la factura")
    case.refresh_from_db()
    assert (case.state, case.owner) == ("open", None)
    page = client.get(reverse("case", args=[case.pk])).content.decode()
    assert "Handed back to the agent" in page and "se ajusta la factura" in page


def test_a_note_is_on_the_timeline_and_never_in_the_outbox(as_user: Any, desk: Desk) -> None:
    client, case = as_user("carla"), desk.cases["C-1003"]
    _post(client, "note", case.pk, text="Llamar después de las 11")
    assert Note.objects.get(case=case).text == "Llamar después de las 11"
    assert "Llamar después de las 11" in client.get(reverse("case", args=[case.pk])).content.decode()
    assert not OutboundMessage.objects.filter(text__contains="Llamar").exists()


def test_an_escalation_closes_with_an_outcome_and_not_without(as_user: Any, desk: Desk) -> None:
    client = as_user("carla")
    _post(client, "close_escalation", desk.escalation.pk, outcome="  ")
    assert Escalation.objects.get(pk=desk.escalation.pk).state == "open"
    _post(client, "close_escalation", desk.escalation.pk, outcome="nota de crédito emitida")
    row = Escalation.objects.get(pk=desk.escalation.pk)
    assert (row.state, row.outcome, row.owner) == ("closed", "nota de crédito emitida", desk.users["carla"])


def test_a_dispute_is_settled_on_the_case_page_and_the_queue_entry_goes(as_user: Any, desk: Desk) -> None:
    client, row = as_user("carla"), Dispute.objects.get()
    address = reverse("case", args=[row.case_id])
    assert "The customer is right" in client.get(address).content.decode()
    assert "The customer is right" in client.get("/escalations/").content.decode()
    _post(client, "settle_dispute", row.pk, ruling="upheld", reason=" ")
    _post(client, "settle_dispute", row.pk, ruling="perhaps", reason="x")
    assert Dispute.objects.get().state == "open"
    _post(client, "settle_dispute", row.pk, ruling="upheld", reason="faltaron dos cajas")
    row.refresh_from_db()
    assert (row.state, row.receivable.disputed) == ("upheld", True)
    entry = Escalation.objects.get(pk=desk.escalation.pk)
    assert (entry.state, entry.outcome) == ("closed", "faltaron dos cajas")
    page = client.get(address).content.decode()
    assert "Dispute: the customer is right" in page and "faltaron dos cajas" in page
    said = JournalEntry.objects.get(kind="DisputeSettled")
    assert said.actor == "carla" and "faltaron dos cajas" in said.body


def test_a_dispute_whose_invoice_stands_can_be_taken_back_once(as_user: Any, desk: Desk) -> None:
    client, row = as_user("carla"), Dispute.objects.get()
    _post(client, "settle_dispute", row.pk, ruling="rejected", reason="guía firmada")
    assert not Receivable.objects.get(pk=row.receivable_id).disputed
    page = client.get(reverse("case", args=[row.case_id])).content.decode()
    assert "Take this back" in page and "the invoice stands" in page
    _post(client, "settle_dispute", row.pk, ruling="upheld", reason="otra cosa")
    assert Dispute.objects.get().state == "rejected", "settled once; take it back first"
    _post(client, "reopen_dispute", row.pk)
    assert Dispute.objects.get().state == "open" and Receivable.objects.get(pk=row.receivable_id).disputed
    assert Escalation.objects.filter(case=row.case_id, reason="dispute", state="open").exists()


def test_a_viewer_sees_a_dispute_and_no_button(as_user: Any, desk: Desk) -> None:
    page = as_user("vera").get(reverse("case", args=[Dispute.objects.get().case_id])).content.decode()
    assert "llegaron 8 cajas de 10" in page and "The customer is right" not in page


@pytest.mark.parametrize(("answer", "state"), [("yes", "sent"), ("no", "settled")])
def test_a_message_of_unknown_fate_is_settled_and_never_sent_again(
    answer: str, state: str, as_user: Any, desk: Desk
) -> None:
    client = as_user("carla")
    _post(client, "settle", desk.doubtful.pk, arrived="perhaps")
    desk.doubtful.refresh_from_db()
    assert desk.doubtful.state == "review"
    before = OutboundMessage.objects.count()
    _post(client, "settle", desk.doubtful.pk, arrived=answer)
    desk.doubtful.refresh_from_db()
    assert desk.doubtful.state == state
    assert OutboundMessage.objects.count() == before


def test_a_pause_needs_a_reason_shows_on_every_page_and_ends(as_user: Any, desk: Desk) -> None:
    client = as_user("sofia")
    _post(client, "pause", reason="  ")
    assert not Switch.objects.filter(name="pause", on=True).exists()
    _post(client, "pause", reason="auditoría interna")
    for path in ("/", "/inbox/", reverse("case", args=[desk.cases["C-1001"].pk])):
        page = as_user("vera").get(path).content.decode()
        assert "Everything is paused." in page and "auditoría interna" in page and "sofia" in page
    _post(client, "resume")
    assert "auditoría interna" not in client.get("/").content.decode()


def test_what_people_do_stands_in_the_journal_with_their_name(as_user: Any, desk: Desk) -> None:
    client, case = as_user("sofia"), desk.cases["C-1001"]
    _post(client, "take", case.pk)
    _post(client, "note", case.pk, text="x")
    _post(client, "pause", reason="y")
    kinds = set(JournalEntry.objects.filter(actor="sofia").values_list("kind", flat=True))
    assert {"CaseTaken", "NoteWritten", "Paused"} <= kinds


def test_an_action_on_a_case_that_does_not_exist_is_not_found(as_user: Any, desk: Desk) -> None:
    missing = Case.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    for name in ("take", "hand_back", "reply", "note", "check"):
        assert _post(as_user("carla"), name, missing, text="x").status_code == 404, name
