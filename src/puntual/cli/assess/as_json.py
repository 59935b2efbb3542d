"""The assessment as one JSON object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from puntual.cli.assess.judging import Judged
from puntual.cli.assess.report import note_text
from puntual.domain.money import Money
from puntual.rules.ledger_figures import BUCKETS, share
from puntual.rules.payment_history import PaymentHistory
from puntual.wording.assessment_words import reason_text

WORST = 10


def as_object(judged: Judged, language: str) -> dict[str, Any]:
    """Amounts are texts in major units by currency; shares are numbers between 0 and 1."""
    figures, trust = judged.figures, judged.assessment.trust
    main = figures.main_currency
    currencies = dict(sorted(figures.currencies.items()))
    return {
        "as_of": figures.day.isoformat(),
        "source": judged.source,
        "receivables": figures.receivables,
        "customers": len(figures.customers),
        "open_total": {code: _amount(one.open, code) for code, one in currencies.items()},
        "overdue_total": {code: _amount(one.overdue, code) for code, one in currencies.items()},
        "buckets": {
            name: {code: _amount(one.buckets[place], code) for code, one in currencies.items()}
            for place, name in enumerate(BUCKETS.names)
        },
        "share_over_30": currencies[main].share_over_30 if main in currencies else 0.0,
        "share_over_30_by_currency": {code: one.share_over_30 for code, one in currencies.items()},
        "main_currency": main,
        "findings": dict(judged.findings),
        "unread_rows": judged.unread,
        "data": {"rows": trust.rows, "usable": trust.trusted, "share_usable": trust.share_trusted,
                 "share_reachable": trust.share_reachable},
        "repetition": _repetition(judged),
        "sixty": {code: {"over_sixty": _amount(one.over_sixty, code), "share": share(one.over_sixty, one.overdue)}
                  for code, one in currencies.items()},
        "history": {code: _history(one, judged, code) for code, one in sorted(figures.histories.items())
                    if one.settled},
        "pilot": _pilot(judged),
        "verdict": judged.assessment.verdict.value,
        "reasons": [reason_text(one.code, one.values, language) for one in judged.assessment.reasons],
        "reason_codes": [one.code for one in judged.assessment.reasons],
        "notes": [note_text(code, values, language) for code, values in judged.notes],
        "unknown_columns": list(judged.unknown_columns),
    }  # fmt: skip


def _amount(minor: int, currency: str) -> str:
    return str(Money(minor, currency).decimal)


def _repetition(judged: Judged) -> Mapping[str, Any] | None:
    found, main = judged.assessment.repetition, judged.figures.main_currency
    if found is None or main is None:
        return None
    return {
        "typical": {main: _amount(found.typical, main)},
        "share_small": found.share_small,
        "share_customers_with_few_invoices": found.share_few_invoices,
        "share_top_customers": found.share_top,
    }


def _history(history: PaymentHistory, judged: Judged, currency: str) -> Mapping[str, Any]:
    figures = judged.figures
    money = figures.currencies.get(currency)
    total, not_due = (money.open, money.buckets[0]) if money else (0, 0)
    return {
        "settled": history.settled,
        "late": history.late,
        "share_late": round(history.share_late, 6),
        "share_late_by_amount": share(history.amount_late, history.amount),
        "average_days_late": round(history.average_days_late, 4),
        "average_days_to_settle": _rounded(history.average_days_to_settle),
        "weighted_delay": _rounded(history.weighted_delay),
        "dso": _rounded(history.dso(total)),
        "best_possible_dso": _rounded(history.best_possible_dso(not_due)),
        "count_back_dso": _rounded(history.count_back_dso(total, figures.day)),
        "reached_sixty": history.paid_after_sixty + history.still_open_at_sixty,
        "paid_after_sixty": history.paid_after_sixty,
        "customers": [
            {"customer": key, "settled": one.settled, "late": one.late, "share_late": round(one.share_late, 6),
             "average_days_late": round(one.average_days_late, 4)}
            for key, one in history.worst_payers(WORST)
        ],
    }  # fmt: skip


def _pilot(judged: Judged) -> Mapping[str, Any] | None:
    pilot = judged.assessment.pilot
    if pilot is None:
        return None
    return {
        "bracket": pilot.bracket,
        "customers": pilot.customers,
        "cadence": [step.code for step in pilot.steps],
        "contacts_first_day": pilot.first_day,
        "contacts_a_day": pilot.a_day,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
