"""A statement that is built once answers as its query set would, for every value that it is asked with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F, QuerySet

from puntual.store.models import Attempt, Case, Customer, OutboundMessage, Switch
from puntual.store.statements import Change, add, query, save_all, save_fields, update, within

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 4, 6, 15, 30, 12, 345678, tzinfo=UTC)


def customer(key: str) -> Customer:
    row = Customer(key=key, name=f"Name of {key}", country="MX", zones="America/Mexico_City", language="es")
    assert add(row)
    return row


def message(number: int, obligation: str, to: Customer) -> OutboundMessage:
    return OutboundMessage(
        id=UUID(int=number), obligation=obligation, customer=to, purpose="push", kind="reminder_due", day=1,
        text="¿Qué día?", named=[1, 2], stated={"1": 500}, permit={"verdict": "allowed"},
        created_at=NOW, ready_at=NOW,
    )  # fmt: skip


@query
def by_keys(keys: Any) -> QuerySet[Customer]:
    return Customer.objects.filter(within("key", keys)).order_by("key")


@query
def by_ids(ids: Any) -> QuerySet[Customer, str]:
    return Customer.objects.filter(within("pk", ids)).order_by("key").values_list("key", flat=True)


@query
def ready(by: Any, state: Any) -> QuerySet[OutboundMessage]:
    return OutboundMessage.objects.filter(ready_at__lte=by, state=state).order_by("pk")


@update
def settle(key: Any, reason: Any, tries: Any) -> Change:
    found = OutboundMessage.objects.filter(pk=key, state="queued")
    return found, {"state": "settled", "reason": reason, "tries": F("tries") + tries, "about": {"why": "x"}}


@pytest.mark.parametrize("wanted", [[], ["a"], ["a", "b"], ["c", "b", "a"], ["nobody"]])
def test_a_list_of_any_length_finds_what_the_query_set_finds(wanted: list[str]) -> None:
    ids = {key: customer(key).pk for key in "abc"}
    assert by_keys.all(wanted) == list(Customer.objects.filter(key__in=wanted).order_by("key"))
    asked = [ids[key] for key in wanted if key in ids]
    assert by_ids.all(asked) == sorted(key for key in wanted if key in ids)
    assert by_ids.first(asked) == min((key for key in wanted if key in ids), default=None)


def test_rows_come_back_as_django_gives_them() -> None:
    one = message(7, "case1/1/step", customer("a"))
    add(one)
    found = ready.one(NOW, "queued")
    stored = OutboundMessage.objects.get()
    fields = [field.attname for field in OutboundMessage._meta.concrete_fields]
    assert [getattr(found, name) for name in fields] == [getattr(stored, name) for name in fields]
    assert (found.pk, found.ready_at, found.named, found.stated) == (UUID(int=7), NOW, [1, 2], {"1": 500})
    assert ready.all(NOW - timedelta(microseconds=1), "queued") == []
    assert ready.first(NOW, "sent") is None
    found.save()  # a row like any other


def test_an_update_changes_what_its_query_set_selects_and_counts_it() -> None:
    add(message(7, "x", customer("a")))
    assert settle.run(UUID(int=7), "by a person", 2) == 1
    assert settle.run(UUID(int=7), "again", 2) == 0
    row = OutboundMessage.objects.get()
    assert (row.state, row.reason, row.tries, row.about) == ("settled", "by a person", 2, {"why": "x"})


def test_what_a_constraint_forbids_can_be_left_alone_or_take_its_place() -> None:
    owner = customer("a")
    assert add(message(1, "case1/1/step", owner), unless_standing=True)
    assert not add(message(2, "case1/1/step", owner), unless_standing=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        add(message(3, "case1/1/step", owner))
    assert OutboundMessage.objects.get().pk == UUID(int=1)
    for counted in (True, False):
        add(
            Attempt(customer=owner, outbound_id=UUID(int=1), at=NOW, counted=counted),
            instead_of=("outbound",),
        )
    assert Attempt.objects.get().counted is False


def test_the_database_gives_the_key_and_all_fields_are_saved() -> None:
    case = Case(customer=customer("a"), opened_day=7, pending_facts={"about": ["2026-04-10"]})
    add(case)
    case.version, case.state, case.last_contact_at = 3, "human", NOW
    save_all(case)
    again = Case.objects.get(pk=case.pk)
    assert (again.version, again.state, again.last_contact_at, again.pending_facts, again.opened_day) == (
        3, "human", NOW, {"about": ["2026-04-10"]}, 7,
    )  # fmt: skip


def test_only_the_named_fields_are_saved_and_a_lost_row_is_an_error() -> None:
    row = customer("a")
    Customer.objects.update(city="Puebla")
    row.name, row.city = "Other", "Toluca"
    save_fields(row, "name")
    assert (Customer.objects.get().name, Customer.objects.get().city) == ("Other", "Puebla")
    Customer.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        save_fields(row, "name")


def test_a_switch_with_a_key_of_its_own_is_added_once() -> None:
    assert add(Switch(name="inbox", value="4"), unless_standing=True)
    assert not add(Switch(name="inbox", value="9"), unless_standing=True)
    assert Switch.objects.get().value == "4"
