"""Template tags: amounts, dates, times, codes in words, icons. The reader's locale comes from `shell`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from babel import Locale
from django import template
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from puntual.console import formats, words
from puntual.console.briefs import brief_lines
from puntual.console.finding_words import FINDINGS
from puntual.console.notice_words import Told, told
from puntual.console.queries.disputes import can_reopen, can_settle
from puntual.console.queries.places import masked, zone_of
from puntual.domain.aging import Buckets
from puntual.domain.contact import Allowed, Deferred, Verdict
from puntual.domain.money import Money
from puntual.store.models import Customer, Escalation, Notice, WorklistEntry

register = template.Library()

register.filter("zone_of", zone_of)
register.filter("can_settle", can_settle)
register.filter("can_reopen", can_reopen)
register.filter("masked", masked)
register.filter("rule_words", words.rule_words)
register.filter("dpd_words", words.dpd_words)


def _locale(context: Context) -> Locale:
    shell = context["shell"]
    locale = shell["locale"] if isinstance(shell, Mapping) else shell.locale
    assert isinstance(locale, Locale)
    return locale


def _now(context: Context) -> datetime:
    shell = context["shell"]
    now = shell["now"] if isinstance(shell, Mapping) else shell.now
    assert isinstance(now, datetime)
    return now


@register.simple_tag(takes_context=True)
def amount(context: Context, minor: int | Money | None, currency: str = "") -> str:
    """An amount: a Money, or minor units with their currency."""
    if isinstance(minor, Money):
        return formats.amount(minor, _locale(context))
    if minor is None or not currency:
        return ""
    return formats.amount(Money(minor, currency), _locale(context))


@register.simple_tag(takes_context=True)
def brief(context: Context, row: Escalation) -> SafeString:
    """An escalation's brief, a line each, the recommendation last."""
    lines = brief_lines(row, _locale(context))
    return format_html(
        '<ol class="brief">{}</ol>', format_html_join("", "<li>{}</li>", ((n,) for n in lines))
    )


@register.simple_tag(takes_context=True)
def day(context: Context, value: Any) -> str:
    """A date or a day number, short."""
    return formats.day(value, _locale(context)) if value else ""


@register.simple_tag(takes_context=True)
def long_day(context: Context, value: Any) -> str:
    """A date or a day number with its weekday."""
    return formats.long_day(value, _locale(context))


@register.simple_tag(takes_context=True)
def figure(context: Context, value: int) -> str:
    """A whole number, grouped."""
    return formats.number(value, _locale(context))


@register.simple_tag(takes_context=True)
def moment(context: Context, at: datetime | None, zone: str = "UTC") -> SafeString | str:
    """Date, time and zone, with the instant for machines."""
    if at is None:
        return ""
    shown = formats.moment(at, zone, _locale(context))
    return format_html('<time datetime="{}" title="{}">{}</time>', formats.iso(at), zone, shown)


@register.simple_tag(takes_context=True)
def until(context: Context, text: str, zone: str) -> SafeString | str:
    """The planner's `until`, an ISO instant or date, in the customer's zone; as it is if it is neither."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment(context, at, zone) if at.tzinfo else formats.day(at.date(), _locale(context))


@register.simple_tag(takes_context=True)
def why_not(context: Context, row: WorklistEntry) -> SafeString:
    """Beside the rule's words: the planner's own reason where they say less, until when, and the source."""
    parts: list[SafeString | str] = []
    if row.reason and (not words.knows_rule(row.rule) or get_language() == "en"):
        parts.append(row.reason)
    if row.until:
        at = until(context, row.until, zone_of(row.case.customer))
        parts.append(format_html("{} {}", _("until"), at))
    if row.source:
        parts.append(words.source_words(row.rule, row.source))
    return format_html_join(" · ", "{}", ((part,) for part in parts))


@register.simple_tag(takes_context=True)
def clock_time(context: Context, at: datetime, zone: str) -> SafeString:
    """Hour and minute in a zone that a heading names already."""
    shown = formats.clock_time(at, zone, _locale(context))
    return format_html('<time datetime="{}" title="{}">{}</time>', formats.iso(at), zone, shown)


@register.simple_tag(takes_context=True)
def zone_name(context: Context, zone: str) -> str:
    """A zone as its city in the reader's language."""
    return formats.zone_name(zone, _locale(context))


@register.simple_tag(takes_context=True)
def ago(context: Context, at: datetime | None) -> SafeString | str:
    """How long ago: "3 hours ago". The page's script keeps nothing up to date but what it is told to."""
    if at is None:
        return _("never")
    length = formats.span(_now(context) - at, _locale(context))
    return format_html('<time datetime="{}">{}</time>', formats.iso(at), _("%(span)s ago") % {"span": length})


@register.simple_tag(takes_context=True)
def running(context: Context, since: datetime) -> SafeString:
    """Time that runs since an instant, for queues."""
    length = formats.span(_now(context) - since, _locale(context))
    return format_html('<time datetime="{}">{}</time>', formats.iso(since), length)


@register.simple_tag(takes_context=True)
def countdown(context: Context, until: datetime) -> SafeString:
    """Hours and minutes left. The script counts on from what the server says: our clock may be virtual."""
    left = max(until - _now(context), timedelta())
    minutes = int(left.total_seconds()) // 60
    return format_html(
        '<time datetime="{}" data-seconds-left="{}">{} h {} min</time>',
        formats.iso(until),
        int(left.total_seconds()),
        minutes // 60,
        f"{minutes % 60:02d}",
    )


@register.simple_tag
def notices_told(notices: Sequence[Notice]) -> list[Told]:
    """Notices in the reader's words."""
    return told(notices)


@register.simple_tag
def source_words(rule: str, source: str) -> str:
    """Where a rule comes from, for people."""
    return words.source_words(rule, source)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A picture beside words that say the same: hidden from screen readers."""
    sprite = static("console/icons.svg")
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', sprite, name
    )


@register.filter
def called(customer: Customer) -> str:
    """The customer's name; where the source has none, the key it is known by."""
    return customer.name or customer.key


@register.simple_tag
def customer_zone(customer: Customer) -> str:
    """The zone that a customer's times are shown in."""
    return zone_of(customer)


@register.filter
def intent(code: str) -> str:
    """An intent in words; nothing where none was read."""
    return words.words(words.INTENTS, code) if code else ""


@register.filter
def case_state(code: str) -> str:
    """A case's state in words."""
    return words.words(words.CASE_STATES, code)


@register.filter
def message_state(code: str) -> str:
    """A message's state in words."""
    return words.words(words.MESSAGE_STATES, code)


@register.filter
def promise_state(code: str) -> str:
    """A promise's state in words."""
    return words.words(words.PROMISE_STATES, code)


@register.filter
def dispute_state(code: str) -> str:
    """A dispute's state in words."""
    return words.words(words.DISPUTE_STATES, code)


@register.filter
def claim_state(code: str) -> str:
    """A payment claim's state in words."""
    return words.words(words.CLAIM_STATES, code)


@register.filter
def hold_words(code: str) -> str:
    """A hold's kind in words."""
    return words.words(words.HOLDS, code)


@register.filter
def escalation_words(code: str) -> str:
    """Why a case went to a person, in words."""
    return words.words(words.ESCALATIONS, code)


@register.filter
def sync_state(code: str) -> str:
    """A sync's state in words."""
    return words.words(words.SYNC_STATES, code)


@register.filter
def severity_words(code: str) -> str:
    """How grave a finding is, in words."""
    return words.words(words.SEVERITIES, code)


@register.filter
def finding_words(code: str) -> str:
    """A kind of finding in words."""
    return words.words(FINDINGS, code)


@register.filter
def media_words(code: str) -> str:
    """What sort of message came, in words."""
    return words.words(words.MEDIA, code)


@register.filter
def role_words(code: str) -> str:
    """A role in words."""
    return words.words(words.ROLES, code)


@register.filter
def bucket_index(dpd: int) -> int:
    """Which aging bucket `dpd` days past due are in, 0 (not due) to 5 (91 and more): for the age bar."""
    return Buckets().index(dpd)


@register.filter
def minus(one: int, other: int) -> int:
    """The difference of two day numbers."""
    return one - other


@register.filter
def iso(at: datetime) -> str:
    """An instant for an address."""
    return formats.iso(at)


@register.filter
def blocked_words(code: str) -> str:
    """Why a number is never used again, in words."""
    return words.words(words.BLOCKED, code)


@register.filter
def is_allowed(verdict: Verdict) -> bool:
    """Whether the gate said yes."""
    return isinstance(verdict, Allowed)


@register.filter
def is_deferred(verdict: Verdict) -> bool:
    """Whether the gate said: later."""
    return isinstance(verdict, Deferred)


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """The current address's query with some parameters changed; empty ones go."""
    parameters = context["request"].GET.copy()
    for name, value in changes.items():
        parameters.pop(name, None)
        if value not in ("", None):
            parameters[name] = str(value)
    encoded = parameters.urlencode()
    return f"?{encoded}" if encoded else "?"
