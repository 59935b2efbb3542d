"""What an assessment shows a reader, as blocks that a terminal, a page and a PDF each draw in their own way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from puntual.cli.assess.judging import Judged
from puntual.domain.money import Money
from puntual.rules.assessment import Answer
from puntual.rules.finding_hints import HINTS as SYNC_HINTS
from puntual.rules.finding_hints import hint
from puntual.rules.ledger_figures import BUCKETS, CurrencyFigures, share
from puntual.rules.payment_history import PaymentHistory
from puntual.wording.assessment_words import HINTS, LABELS, NOTES, VERDICTS, reason_text, shown
from puntual.wording.formats import day_text, locale_for, money_text, separators

WORST = 10


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar for each line: label, value that the length follows, and the texts beside it."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, float, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; every column but the first and those of `wide` holds figures."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wide: frozenset[int] = frozenset()


Block = Words | Facts | Bars | Grid


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that is shown. reasons: (how the question came out, words), worst first."""

    language: str
    title: str
    subtitle: str
    verdict: str
    verdict_text: str
    reasons: tuple[tuple[Answer, str], ...]
    headline: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    footer: str


def note_text(code: str, values: Mapping[str, str], language: str) -> str:
    """A note of the reading in words."""
    named = dict(values)
    if "order" in named:
        named["order"] = NOTES["day_first" if named["order"] == "dmy" else "month_first"].of(language)
    return NOTES[code].of(language).format(**named)


def report_of(judged: Judged, language: str, country: str = "") -> Report:
    """The report in "es", "pt" or "en", amounts as written in `country`."""
    return _Writer(judged, language, locale_for(language[:2], country)).report()


@dataclass(frozen=True, slots=True)
class _Writer:
    judged: Judged
    language: str
    locale: str

    def report(self) -> Report:
        assessment = self.judged.assessment
        day = day_text(assessment.figures.day, self.locale)
        return Report(
            language=self.language,
            title=self.say("title"),
            subtitle=f"{self.judged.source} · {self.say('as_of').format(day=day)}",
            verdict=assessment.verdict.value,
            verdict_text=VERDICTS[assessment.verdict.value].of(self.language),
            reasons=tuple(
                (one.answer, reason_text(one.code, one.values, self.language, separators(self.locale)[1]))
                for one in assessment.reasons
            ),
            headline=tuple(self._headline()),
            sections=tuple(self._sections()),
            footer=self.say("definitions"),
        )

    def say(self, label: str) -> str:
        return LABELS[label].of(self.language)

    def money(self, minor: int, currency: str) -> str:
        return money_text(Money(minor, currency), self.locale)

    def share(self, value: float) -> str:
        return shown(value, separators(self.locale)[1])

    def days(self, value: float) -> str:
        return f"{value:.1f}".replace(".", separators(self.locale)[1])

    def _headline(self) -> Iterator[tuple[str, str]]:
        figures = self.judged.figures
        yield self.say("receivables"), self._count(figures.receivables)
        yield self.say("customers"), self._count(len(figures.customers))
        for code, one in sorted(figures.currencies.items()):
            yield self.say("open_total"), self.money(one.open, code)
            yield (
                self.say("overdue"),
                f"{self.money(one.overdue, code)} ({self.share(share(one.overdue, one.open))})",
            )

    def _sections(self) -> Iterator[Section]:
        figures = self.judged.figures
        several = len(figures.currencies) > 1
        for code, one in sorted(figures.currencies.items()):
            title = f"{self.say('aging')} · {code}" if several else self.say("aging")
            yield Section(title, (self._aging(code, one), self._over_30(one)))
        yield Section(self.say("repetition"), tuple(self._repetition()))
        yield Section(self.say("sixty"), (self._sixty(),))
        for code, history in sorted(figures.histories.items()):
            if history.settled:
                title = (
                    f"{self.say('history')} · {code}" if len(figures.histories) > 1 else self.say("history")
                )
                yield Section(title, tuple(self._history(code, history)))
        yield Section(self.say("pilot"), (self._pilot(),))
        yield Section(self.say("data"), tuple(self._data()))

    def _aging(self, code: str, one: CurrencyFigures) -> Bars:
        rows = []
        for place, name in enumerate(BUCKETS.names):
            label = self.say("not_due") if place == 0 else name.replace("-", "–")
            texts = (self.money(one.buckets[place], code), self.share(share(one.buckets[place], one.open)),
                     self._count(one.counts[place]))  # fmt: skip
            rows.append((label, float(max(one.buckets[place], 0)), texts))
        headers = (self.say("bucket"), self.say("amount"), self.say("share"), self.say("invoices"))
        return Bars(headers, tuple(rows))

    def _over_30(self, one: CurrencyFigures) -> Facts:
        return Facts(((self.say("over_30"), self.share(one.share_over_30)),))

    def _repetition(self) -> Iterator[Block]:
        found, main = self.judged.assessment.repetition, self.judged.figures.main_currency
        if found is None or main is None:
            yield Words("–")
            return
        yield Facts((
            (self.say("typical"), self.money(found.typical, main)),
            (self.say("share_small"), self.share(found.share_small)),
            (self.say("share_few"), self.share(found.share_few_invoices)),
            (self.say("share_top"), self.share(found.share_top)),
        ))  # fmt: skip

    def _sixty(self) -> Facts:
        figures, rows = self.judged.figures, []
        for code, one in sorted(figures.currencies.items()):
            part = self.share(share(one.over_sixty, one.overdue))
            rows.append((self.say("over_sixty"), f"{self.money(one.over_sixty, code)} ({part})"))
            if one.disputed:
                rows.append((self.say("disputed"), self._count(one.disputed)))
        for history in figures.histories.values():
            reached = history.paid_after_sixty + history.still_open_at_sixty
            if history.settled and reached:
                rows.append((self.say("reached_sixty"), self._count(reached)))
                rows.append((self.say("paid_sixty"), self.share(share(history.paid_after_sixty, reached))))
        return Facts(tuple(rows))

    def _history(self, code: str, history: PaymentHistory) -> Iterator[Block]:
        figures = self.judged.figures
        total = figures.currencies[code].open if code in figures.currencies else 0
        rows = [
            (self.say("settled"), self._count(history.settled)),
            (self.say("share_late"), self.share(history.share_late)),
            (self.say("average_days_late"), self.days(history.average_days_late)),
        ]
        for label, days in (
            ("days_to_settle", history.average_days_to_settle),
            ("dso", history.dso(total)),
            ("count_back_dso", history.count_back_dso(total, figures.day)),
        ):
            if days is not None:
                rows.append((self.say(label), self.days(days)))
        yield Facts(tuple(rows))
        worst = history.worst_payers(WORST)
        if worst:
            yield Words(self.say("worst_payers"))
            headers = tuple(map(self.say, ("customer", "settled", "share_late", "average_days_late")))
            yield Grid(headers, tuple(
                (self.judged.names.get(key) or key, self._count(one.settled), self.share(one.share_late),
                 self.days(one.average_days_late)) for key, one in worst
            ))  # fmt: skip

    def _pilot(self) -> Words:
        pilot = self.judged.assessment.pilot
        if pilot is None:
            return Words(self.say("no_pilot"))
        return Words(self.say("pilot_text").format(
            bracket=pilot.bracket.replace("-", "–"), customers=self._count(pilot.customers),
            steps=", ".join(step.code for step in pilot.steps), first_day=self._count(pilot.first_day),
            a_day=self.days(pilot.a_day),
        ))  # fmt: skip

    def _data(self) -> Iterator[Block]:
        trust = self.judged.assessment.trust
        rows = [
            (self.say("rows_usable"), f"{self.share(trust.share_trusted)} ({trust.trusted} / {trust.rows})")
        ]
        if trust.share_reachable is not None:
            rows.append((self.say("reachable"), self.share(trust.share_reachable)))
        rows.append((self.say("unread"), self._count(self.judged.unread)))
        yield Facts(tuple(rows))
        if self.judged.findings:
            headers = (self.say("finding"), self.say("rows"), self.say("what_to_do"))
            by_count = sorted(self.judged.findings.items(), key=lambda pair: (-pair[1], pair[0]))
            lines = tuple((code, self._count(count), self._hint(code)) for code, count in by_count)
            yield Grid(headers, lines, frozenset((2,)))
        else:
            yield Words(f"{self.say('findings')}: {self.say('no_findings')}")
        for code, values in self.judged.notes:
            yield Words(note_text(code, values, self.language))
        if self.judged.unknown_columns:
            yield Words(f"{self.say('unknown_columns')}: {', '.join(self.judged.unknown_columns)}")

    def _hint(self, code: str) -> str:
        if code in HINTS:
            return HINTS[code].of(self.language)
        return hint(code, self.language) if code in SYNC_HINTS else ""

    def _count(self, number: int) -> str:
        return f"{number:,}".replace(",", separators(self.locale)[0])
