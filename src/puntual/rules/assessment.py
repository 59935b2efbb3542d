"""Is a company ready to let an agent collect? The figures of its ledger, its own answers, and a verdict with reasons.

The verdict follows six questions. Each is answered GOOD, WEAK, BAD or UNKNOWN:

1. Overdue: how much, and how aged. BAD where nothing is open or overdue, or where fewer than MIN_CUSTOMERS
   customers are overdue (calling them is less work than automating). WEAK where more than OLD_SHARE of the overdue
   amount is more than 90 days old: that is recovery and settlement work, which reminders hardly move.
2. Repetitive: many small similar debts, or a few large ones. The company's own estimate (`repetitive_share`: of
   its collection conversations, which part is the same few questions) decides where it is given: GOOD from
   REPETITIVE_ENOUGH, BAD below REPETITIVE_TOO_LITTLE. The file alone shows likelihood: FEW_HOLD_MOST of the overdue
   amount with TOP_CUSTOMERS customers, or under SMALL_SHARE of invoices up to SMALL_TIMES times the median, is WEAK.
   Without the company's estimate the answer is never better than UNKNOWN.
3. At +60: what happens to what is 60 days past due. WEAK where more than SIXTY_SHARE of the overdue amount is there.
   A ledger with payment dates says how many of those were paid after all (WEAK below SIXTY_PAID); nothing else
   in a file does.
4. Data: rows without a blocking finding over rows that were read or should have been, and customers with a phone
   that can be written to. GOOD from GOOD_DATA and GOOD_PHONES, BAD below BAD_DATA and BAD_PHONES.
   A file without a phone column is UNKNOWN.
5. Owner: who answers for it in the company. No owner is BAD, not told is UNKNOWN.
6. Team: whether the people who collect today want it. If not, BAD; not told, UNKNOWN.

Any BAD is "not_yet": do not automate yet, because. All GOOD is "automate". Anything else is "pilot".
The limits are our own judgement from running collections, not anybody's law; they are constants below.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from statistics import median

from puntual.rules.ledger_figures import Account, CurrencyFigures, LedgerFigures, share
from puntual.rules.pilot import Pilot

MIN_CUSTOMERS = 10
OLD_SHARE = 0.60
REPETITIVE_ENOUGH = 0.60
REPETITIVE_TOO_LITTLE = 0.30
TOP_CUSTOMERS = 5
FEW_HOLD_MOST = 0.60
SMALL_TIMES = 3
SMALL_SHARE = 0.60
SIXTY_SHARE = 0.40
SIXTY_PAID = 0.50
GOOD_DATA, BAD_DATA = 0.95, 0.80
GOOD_PHONES, BAD_PHONES = 0.80, 0.50


class Verdict(StrEnum):
    """What to do."""

    AUTOMATE = "automate"
    PILOT = "pilot"
    NOT_YET = "not_yet"


class Answer(StrEnum):
    """How one question came out."""

    GOOD = "good"
    WEAK = "weak"
    BAD = "bad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Told:
    """What the company says and no file can. owner "": there is none; None everywhere: not told."""

    owner: str | None = None
    repetitive_share: float | None = None
    team: bool | None = None


@dataclass(frozen=True, slots=True)
class DataTrust:
    """How far the file can be trusted.

    rows: open rows and those that could not be read. trusted: those without a blocking finding. customers: judged
    for a phone. reachable: those with a mobile. phones: whether the file has a phone column at all.
    """

    rows: int
    trusted: int
    customers: int = 0
    reachable: int = 0
    phones: bool = False

    @property
    def share_trusted(self) -> float:
        """Rows without a blocking finding over all."""
        return share(self.trusted, self.rows)

    @property
    def share_reachable(self) -> float | None:
        """Customers with a usable phone over those judged; None where the file has no phones."""
        return share(self.reachable, self.customers) if self.phones and self.customers else None


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of the verdict. `code` names its wording; `values` are the figures in it."""

    code: str
    answer: Answer
    values: Mapping[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Repetition:
    """How alike the open debts of the main currency are.

    typical: median of the open items in minor units. debtors: customers with anything overdue. Shares 0 to 1.
    """

    typical: int
    debtors: int
    share_small: float
    share_few_invoices: float
    share_top: float


@dataclass(frozen=True, slots=True)
class Assessment:
    """The verdict on a ledger and all that it rests on."""

    figures: LedgerFigures
    trust: DataTrust
    repetition: Repetition | None
    pilot: Pilot | None
    verdict: Verdict
    reasons: tuple[Reason, ...]


def assess(figures: LedgerFigures, trust: DataTrust, told: Told, pilot: Pilot | None) -> Assessment:
    """The verdict by the rules at the top of this file; reasons in the order bad, weak, unknown, good."""
    repetition = repetition_of(figures)
    reasons = [
        *_overdue(figures),
        *_repetitive(told),
        *_likeness(repetition),
        *_sixty(figures),
        *_data(trust),
        _owner(told),
        _team(told),
    ]
    order = (Answer.BAD, Answer.WEAK, Answer.UNKNOWN, Answer.GOOD)
    reasons.sort(key=lambda reason: order.index(reason.answer))
    return Assessment(figures, trust, repetition, pilot, _verdict(reasons), tuple(reasons))


def _verdict(reasons: list[Reason]) -> Verdict:
    if any(reason.answer is Answer.BAD for reason in reasons):
        return Verdict.NOT_YET
    doubts = [
        reason for reason in reasons if reason.answer is not Answer.GOOD and reason.code != "sixty_much"
    ]
    return Verdict.PILOT if doubts else Verdict.AUTOMATE


def repetition_of(figures: LedgerFigures) -> Repetition | None:
    """Likeness of the open debts of the main currency; None where nothing is open."""
    main = figures.main_currency
    if main not in figures.currencies or main is None:
        return None
    amounts = figures.currencies[main].amounts
    typical = int(median(amounts))
    accounts = _accounts(figures, main)
    by_size = sorted((max(one.overdue, 0) for one in accounts), reverse=True)
    return Repetition(
        typical=typical,
        debtors=sum(size > 0 for size in by_size),
        share_small=share(sum(amount <= SMALL_TIMES * typical for amount in amounts), len(amounts)),
        share_few_invoices=share(sum(one.items <= 2 for one in accounts), len(accounts)),
        share_top=share(sum(by_size[:TOP_CUSTOMERS]), sum(by_size)),
    )


def _accounts(figures: LedgerFigures, currency: str) -> list[Account]:
    return [one for (customer, code), one in figures.accounts.items() if code == currency and customer]


def _main(figures: LedgerFigures) -> CurrencyFigures:
    main = figures.main_currency
    return figures.currencies[main] if main in figures.currencies else CurrencyFigures()


def _overdue(figures: LedgerFigures) -> list[Reason]:
    if not figures.receivables:
        last = figures.last_settled
        if last is not None:
            return [Reason("nothing_open_settled", Answer.BAD, {"last": last.isoformat()})]
        return [Reason("nothing_open", Answer.BAD)]
    overdue = {who for (who, _), account in figures.accounts.items() if who and account.overdue > 0}
    main = _main(figures)
    values: dict[str, float | str] = {
        "customers": len(overdue), "share": share(main.overdue, main.open), "over_30": main.share_over_30
    }  # fmt: skip
    if not any(one.overdue > 0 for one in figures.currencies.values()):
        return [Reason("nothing_overdue", Answer.BAD)]
    if len(overdue) < MIN_CUSTOMERS:
        return [Reason("few_overdue", Answer.BAD, values)]
    old = share(main.buckets[-1], main.overdue)
    if old > OLD_SHARE:
        return [Reason("overdue_old", Answer.WEAK, values | {"old": old})]
    return [Reason("overdue_enough", Answer.GOOD, values)]


def _repetitive(told: Told) -> list[Reason]:
    if told.repetitive_share is None:
        return [Reason("repetitive_unknown", Answer.UNKNOWN)]
    values = {"share": told.repetitive_share}
    if told.repetitive_share < REPETITIVE_TOO_LITTLE:
        return [Reason("repetitive_little", Answer.BAD, values)]
    if told.repetitive_share < REPETITIVE_ENOUGH:
        return [Reason("repetitive_partly", Answer.WEAK, values)]
    return [Reason("repetitive_much", Answer.GOOD, values)]


def _likeness(repetition: Repetition | None) -> list[Reason]:
    """What the file shows of it; with few debtors any of them hold most, which says nothing."""
    if repetition is None or repetition.debtors < MIN_CUSTOMERS:
        return []
    values = {
        "top": repetition.share_top,
        "small": repetition.share_small,
        "few": repetition.share_few_invoices,
        "number": TOP_CUSTOMERS,
    }
    if repetition.share_top > FEW_HOLD_MOST:
        return [Reason("debts_few_large", Answer.WEAK, values)]
    if repetition.share_small < SMALL_SHARE:
        return [Reason("debts_unlike", Answer.WEAK, values)]
    return [Reason("debts_many_small", Answer.GOOD, values)]


def _sixty(figures: LedgerFigures) -> list[Reason]:
    main = _main(figures)
    if main.overdue <= 0:
        return []
    over = share(main.over_sixty, main.overdue)
    code, answer = ("sixty_much", Answer.WEAK) if over > SIXTY_SHARE else ("sixty_little", Answer.GOOD)
    reasons = [Reason(code, answer, {"share": over})]
    history = figures.histories.get(figures.main_currency or "")
    if history and history.paid_after_sixty + history.still_open_at_sixty and history.settled:
        reached = history.paid_after_sixty + history.still_open_at_sixty
        paid = share(history.paid_after_sixty, reached)
        answer = Answer.GOOD if paid >= SIXTY_PAID else Answer.WEAK
        reasons.append(Reason("sixty_history", answer, {"reached": reached, "paid": paid}))
    return reasons


def _data(trust: DataTrust) -> list[Reason]:
    if not trust.rows:
        return []
    reasons = [Reason(*_graded("data", trust.share_trusted, GOOD_DATA, BAD_DATA))]
    if trust.share_reachable is None:
        reasons.append(Reason("phones_unknown", Answer.UNKNOWN))
    else:
        reasons.append(Reason(*_graded("phones", trust.share_reachable, GOOD_PHONES, BAD_PHONES)))
    return reasons


def _graded(about: str, value: float, good: float, bad: float) -> tuple[str, Answer, dict[str, float | str]]:
    answer = Answer.GOOD if value >= good else Answer.BAD if value < bad else Answer.WEAK
    return f"{about}_{answer.value}", answer, {"share": value}


def _owner(told: Told) -> Reason:
    if told.owner is None:
        return Reason("owner_unknown", Answer.UNKNOWN)
    return (
        Reason("owner_named", Answer.GOOD, {"owner": told.owner})
        if told.owner
        else Reason("owner_none", Answer.BAD)
    )


def _team(told: Told) -> Reason:
    if told.team is None:
        return Reason("team_unknown", Answer.UNKNOWN)
    return Reason("team_wants", Answer.GOOD) if told.team else Reason("team_refuses", Answer.BAD)
