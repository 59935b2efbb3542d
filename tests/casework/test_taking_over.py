"""What happened before the first day is taken over once, and what fits nobody is said."""

from __future__ import annotations

from datetime import date

import pytest

from puntual.casework import go_live
from puntual.domain.record import DisputeSeen, OptInSeen, PromiseSeen
from puntual.store.models import ContactPoint, Dispute
from tests.casework.trade import Trade

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def going(trade: Trade) -> Trade:
    trade.customer("C1", "Abarrotes Ana", "+525587654321")
    trade.invoice("C1", "F-1", "500.00", date(2026, 11, 1))
    trade.sync()
    return trade


def consent(trade: Trade) -> tuple[date | None, str]:
    point = ContactPoint.objects.get(customer=trade.row("C1"))
    return point.consent_on, point.consent_evidence


def test_two_consents_of_one_number_keep_the_newest_and_a_second_run_changes_nothing(going: Trade) -> None:
    rows = [
        OptInSeen("C1", "+525587654321", date(2026, 5, 2), "contrato", 2),
        OptInSeen("C1", "", date(2026, 5, 1), "", 3),
    ]
    first, second = go_live.take_over(going.office, rows), go_live.take_over(going.office, rows)
    assert consent(going) == (date(2026, 5, 2), "contrato")
    assert (first.taken, second.taken, second.known_already) == ({"optin": 1}, {}, 2)


def test_a_consent_for_a_number_that_is_not_on_file_is_reported_and_not_called_known(going: Trade) -> None:
    report = go_live.take_over(going.office, [OptInSeen("C1", "+525598765432", date(2026, 5, 2), "x", 2)])
    assert (report.unmatched, report.known_already, consent(going)) == ([("optin", 2)], 0, (None, ""))


def test_a_dispute_over_an_invoice_that_is_not_there_is_reported(going: Trade) -> None:
    rows = [DisputeSeen("C1", "F-9", "precio", 2), DisputeSeen("C1", "F-1", "precio", 3)]
    report = go_live.take_over(going.office, rows)
    assert (report.unmatched, report.taken) == ([("dispute", 2)], {"dispute": 1})
    assert Dispute.objects.get().receivable.number == "F-1"


def test_a_promise_of_somebody_who_owes_nothing_is_reported(trade: Trade) -> None:
    trade.customer("C2", "Sin Adeudo", "+525512345670")
    trade.sync()
    report = go_live.take_over(trade.office, [PromiseSeen("C2", date(2026, 12, 1), 100, "MXN", 2)])
    assert report.unmatched == [("promise", 2)]
