"""Rows written and read in bulk are the rows that Django writes and reads, on either database."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puntual.store.bulk import (
    among,
    as_instant,
    as_json,
    as_uuid,
    insert_rows,
    plain_rows,
    set_value,
    update_rows,
)
from puntual.store.journal import canonical, chain_hash
from puntual.store.models import Customer, OutboundMessage, Receivable, Switch

NOW = datetime(2026, 4, 14, 16, 0, 0, 123456, tzinfo=UTC)
_CUSTOMER = ("key", "name", "country", "zones", "language", "trade_name", "tax_id", "subdivision", "city",
             "salesperson", "preferred_channel", "segment", "fingerprint", "in_source", "data_hold",
             "excluded")  # fmt: skip
_MESSAGE = ("id", "obligation", "purpose", "actor", "kind", "step", "day", "priority", "template", "language",
            "parameters", "text", "named", "stated", "about", "permit", "state", "reason", "created_at", "ready_at",
            "claimed_by", "provider_id", "error_code", "tries")  # fmt: skip


def _customers(*names: str) -> None:
    rows = [(f"C{n}", name, "MX", "America/Monterrey", "es", *[""] * 6, "new", "", True, "", "")
            for n, name in enumerate(names)]  # fmt: skip
    insert_rows(Customer, _CUSTOMER, rows)


def _message(text: str) -> uuid.UUID:
    key = uuid.uuid4()
    row = (as_uuid(key), "case1/1/D0@1", "push", "agent", "reminder_due", "D0", 1, 3, "", "es", as_json((text, "b")),
           text, as_json([1]), as_json({"1": 250_000}), as_json({}), as_json({"ñ": [text, None]}), "queued", "",
           as_instant(NOW), as_instant(NOW), "", "", "", 0)  # fmt: skip
    insert_rows(OutboundMessage, _MESSAGE, [row])
    return key


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["plain", "50 % of \"it\" \\ and 'more'", "línea 1\nlínea 2\t😀 \u2028 %s {}"]
)
def test_a_message_written_in_bulk_is_read_back_as_it_was_meant(text: str) -> None:
    row = OutboundMessage.objects.get(pk=_message(text))
    assert (row.text, row.parameters, row.named, row.stated) == (text, [text, "b"], [1], {"1": 250_000})
    assert (row.permit, row.about, row.created_at) == ({"ñ": [text, None]}, {}, NOW)
    assert row.case_id is None and row.claimed_at is None


@pytest.mark.django_db
def test_rows_are_updated_by_their_key_and_no_others() -> None:
    _customers("Ana", "Luz", "Eva")
    ana, luz = Customer.objects.get(key="C0"), Customer.objects.get(key="C1")
    update_rows(Customer, ("name", "since_day"), [("Ana María", 5, ana.pk), ("Luz O'Hara", None, luz.pk)])
    assert list(Customer.objects.order_by("key").values_list("name", "since_day")) == [
        ("Ana María", 5), ("Luz O'Hara", None), ("Eva", None)]  # fmt: skip


@pytest.mark.django_db
def test_a_row_that_stands_is_brought_up_to_date_instead_of_doubled() -> None:
    fields = ("name", "on", "value", "reason", "author")
    for reason in ("first", "second"):
        insert_rows(Switch, fields, [("planning", True, "", reason, "")], unique=("name",))
    assert [row.reason for row in Switch.objects.filter(name="planning")] == ["second"]


@pytest.mark.django_db
def test_one_value_is_set_on_the_named_rows_only_and_none_named_is_none_changed() -> None:
    _customers("Ana", "Luz")
    luz = Customer.objects.get(key="C1")
    set_value(Customer, "since_day", 7, [luz.pk])
    set_value(Customer, "since_day", 8, [])
    assert list(Customer.objects.order_by("key").values_list("since_day", flat=True)) == [None, 7]


@pytest.mark.django_db
def test_among_finds_what_in_finds_across_relations_and_for_an_empty_list() -> None:
    _customers("Ana", "Luz", "Eva")
    keys = list(Customer.objects.order_by("pk").values_list("pk", flat=True))
    for key in keys:
        Receivable.objects.create(
            customer_id=key,
            key=f"F{key}",
            number="F",
            due_day=1,
            currency="MXN",
            amount=1,
            balance=1,
            first_seen=NOW,
        )
    rows = Receivable.objects.filter(among("customer_id", keys[:2])).order_by("customer_id")
    assert plain_rows(rows.values_list("customer_id", "number")) == [(keys[0], "F"), (keys[1], "F")]
    assert not Customer.objects.filter(among("pk", [])).exists()


def test_a_list_of_keys_takes_numbers_only() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        among("pk", ["1) OR (1=1"])  # type: ignore[list-item]


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"])) | st.integers(-(2**63), 2**63 - 1) | st.none())
)
def test_the_journal_hashes_the_bytes_of_plain_canonical_json(fields: list[str | int | None]) -> None:
    import hashlib
    import json

    plain = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert canonical(fields) == plain
    assert chain_hash(fields) == hashlib.sha256(plain.encode()).hexdigest()
