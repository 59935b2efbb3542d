"""The collection story of a customer: case, promises, disputes, claims, holds, escalations, timers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from .portfolio import Customer, Receivable


class Case(models.Model):
    """One customer's collection story; one row per customer, `cycle` counts how often it reopened.

    state: open, human (a person has it), stalled (silence), stopped (cadence ended for a reason), closed.
    next_step_on: day number on which the planner looks again; null when there is nothing to wait for.
    version rises with each change; a decision is kept only against the version that it read.
    """

    customer = models.OneToOneField(Customer, on_delete=models.CASCADE, related_name="case")
    state = models.CharField(max_length=10, default="open")
    cycle = models.IntegerField(default=1)
    version = models.IntegerField(default=0)
    opened_day = models.IntegerField()
    closed_day = models.IntegerField(null=True)
    next_step_on = models.IntegerField(null=True)
    bucket = models.IntegerField(default=0)
    last_step = models.CharField(max_length=10, blank=True)
    unanswered = models.IntegerField(default=0)
    broken_promises = models.IntegerField(default=0)
    priority = models.IntegerField(default=0)
    last_contact_at = models.DateTimeField(null=True)
    last_inbound_at = models.DateTimeField(null=True)
    last_intent = models.CharField(max_length=20, blank=True)
    introduced_at = models.DateTimeField(null=True)
    pending = models.CharField(max_length=20, blank=True)
    pending_facts = models.JSONField(default=dict)
    unclear = models.IntegerField(default=0)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["next_step_on"], name="case_due", condition=Q(state__in=["open", "stalled"]))
        ]


class HoldRow(models.Model):
    """A reason not to push, open while `ended_at` is null. `until_day`: last held day number."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="holds")
    receivable = models.ForeignKey(Receivable, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12)
    until_day = models.IntegerField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    author = models.CharField(max_length=150, default="agent")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["customer"], name="hold_open", condition=Q(ended_at=None))]


class Promise(models.Model):
    """What the customer said they would pay, and by when.

    amount: minor units; who named none promised all that was open. baseline: {receivable id: balance} then.
    state: open, kept, partly_kept, broken, replaced, cancelled. A promise ends exactly once.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="promises")
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    due_day = models.IntegerField()
    made_at = models.DateTimeField()
    baseline = models.JSONField(default=dict)
    state = models.CharField(max_length=12, default="open")
    paid = models.BigIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    plan_part = models.IntegerField(default=0)
    source = models.CharField(max_length=20, default="message")

    class Meta:
        indexes = [models.Index(fields=["due_day"], name="promise_open", condition=Q(state="open"))]


class Dispute(models.Model):
    """The customer contests a receivable, or all of them. state: open, settled."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="disputes")
    receivable = models.ForeignKey(Receivable, null=True, on_delete=models.CASCADE, related_name="+")
    reason = models.TextField(blank=True)
    state = models.CharField(max_length=10, default="open")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)


class Claim(models.Model):
    """The customer says that it is paid. state: open, found, not_found. Never evidence by itself."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="claims")
    claimed_at = models.DateTimeField()
    amount = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3)
    reference = models.CharField(max_length=200, blank=True)
    baseline = models.JSONField(default=dict)
    resolve_after = models.DateTimeField()
    state = models.CharField(max_length=10, default="open")
    closed_at = models.DateTimeField(null=True)


class Escalation(models.Model):
    """A case in a person's queue, with a four-line brief. state: open, taken, closed."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="escalations")
    reason = models.CharField(max_length=40)
    brief = models.TextField()
    state = models.CharField(max_length=8, default="open")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    opened_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["opened_at"], name="escalation_open", condition=~Q(state="closed"))]


class Note(models.Model):
    """What someone of the team wrote down about a case; never sent to anyone."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField()
    at = models.DateTimeField()


class Timer(models.Model):
    """Something to do at an instant. `local` and `zone` say what was meant, `due_at` is that in UTC.

    key makes it unique by meaning. state: waiting, fired, skipped (with its reason), cancelled.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="timers")
    kind = models.CharField(max_length=24)
    key = models.CharField(max_length=200, unique=True)
    due_at = models.DateTimeField()
    local = models.CharField(max_length=25)
    zone = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default="waiting")
    reason = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="timer_waiting", condition=Q(state="waiting"))]


class WorklistEntry(models.Model):
    """What the plan of one day says about one case: contacted, skipped, or for a person, and why."""

    day = models.IntegerField()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="worklist")
    rank = models.IntegerField(default=0)
    action = models.CharField(max_length=20)
    step = models.CharField(max_length=10, blank=True)
    rule = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=300)
    until = models.CharField(max_length=32, blank=True)
    amount = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3, blank=True)
    dpd = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "case"], name="worklist_once")]
        indexes = [models.Index(fields=["day", "rank"], name="worklist_rank")]
