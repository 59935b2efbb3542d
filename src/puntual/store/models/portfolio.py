"""What the ERP said: customers, contact points, receivables, and what was wrong with them."""

from __future__ import annotations

from django.db import models


class SyncRun(models.Model):
    """One reading of the source. `state`: running, done, held (changed too much), failed."""

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12)
    counts = models.JSONField(default=dict)
    message = models.TextField(blank=True)
    change_share = models.FloatField(default=0.0)
    accepted_by = models.CharField(max_length=150, blank=True)


class SyncFigures(models.Model):
    """What one reading that was taken over looked like: the baseline of the next, and the trend of its quality.

    medians: currency -> minor units, of as many open invoices as `of_currency` says. findings: code -> count.
    block, warn, note: findings by severity.
    """

    run = models.OneToOneField(SyncRun, on_delete=models.CASCADE, primary_key=True, related_name="figures")
    customers = models.IntegerField()
    rows = models.IntegerField()
    debtors = models.IntegerField()
    without_phone = models.IntegerField()
    medians = models.JSONField(default=dict)
    of_currency = models.JSONField(default=dict)
    findings = models.JSONField(default=dict)
    block = models.IntegerField(default=0)
    warn = models.IntegerField(default=0)
    note = models.IntegerField(default=0)


class Customer(models.Model):
    """Who owes. `key` is the ERP's own; never a phone number.

    zones: candidate IANA zones, comma separated, every one of which must allow a push.
    fingerprint: hash of the row as read, so that a sync writes only what changed.
    """

    key = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=300)
    trade_name = models.CharField(max_length=300, blank=True)
    tax_id = models.CharField(max_length=60, blank=True)
    country = models.CharField(max_length=2)
    subdivision = models.CharField(max_length=10, blank=True)
    city = models.CharField(max_length=120, blank=True)
    zones = models.CharField(max_length=300)
    language = models.CharField(max_length=8)
    salesperson = models.CharField(max_length=200, blank=True)
    since_day = models.IntegerField(null=True)
    preferred_channel = models.CharField(max_length=120, blank=True)
    segment = models.CharField(max_length=20, default="new")
    fingerprint = models.CharField(max_length=64, blank=True)
    in_source = models.BooleanField(default=True)
    data_hold = models.CharField(max_length=80, blank=True)
    opted_out_at = models.DateTimeField(null=True)
    opted_in_at = models.DateTimeField(null=True)
    excluded = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.key


class ContactPoint(models.Model):
    """One way to reach a customer. `blocked`: why it is never used again ("wrong_number", ...)."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=12, default="phone")
    raw = models.CharField(max_length=120)
    e164 = models.CharField(max_length=20, blank=True, db_index=True)
    verdict = models.CharField(max_length=20)
    shared = models.BooleanField(default=False)
    consent_on = models.DateField(null=True)
    consent_evidence = models.CharField(max_length=300, blank=True)
    blocked = models.CharField(max_length=30, blank=True)
    unreachable = models.IntegerField(default=0)
    in_source = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer", "raw"], name="contact_point_once")]


class Receivable(models.Model):
    """One instalment of an invoice, with its own due date and balance.

    amount, balance: minor units of `currency`. status: open, paid, cancelled, draft, gone (left the open set).
    step_done: day of the highest dunning step that a message covered or that yielded; null before the first.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="receivables")
    key = models.CharField(max_length=200, unique=True)
    number = models.CharField(max_length=120)
    instalment = models.IntegerField(default=1)
    issued_day = models.IntegerField(null=True)
    due_day = models.IntegerField()
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField()
    balance = models.BigIntegerField()
    status = models.CharField(max_length=10, default="open")
    salesperson = models.CharField(max_length=200, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    first_seen = models.DateTimeField()
    settled_day = models.IntegerField(null=True)
    disputed = models.BooleanField(default=False)
    step_done = models.IntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["customer", "due_day", "balance"],
                name="receivable_open",
                condition=models.Q(status="open"),
            )
        ]

    def __str__(self) -> str:
        return self.key


class Application(models.Model):
    """Money that the ERP applied to a receivable, in minor units."""

    receivable = models.ForeignKey(Receivable, on_delete=models.CASCADE, related_name="applications")
    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20, default="payment")
    day = models.IntegerField()
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)


class Credit(models.Model):
    """The customer's money that the ERP has not applied. Shown, never netted silently."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="credits")
    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)


class InvoiceLine(models.Model):
    """One line of an invoice as the source described it, fetched on demand."""

    receivable = models.ForeignKey(Receivable, on_delete=models.CASCADE, related_name="lines")
    position = models.IntegerField()
    description = models.CharField(max_length=300)
    quantity = models.CharField(max_length=30, blank=True)
    total = models.BigIntegerField()
    currency = models.CharField(max_length=3)


class Finding(models.Model):
    """Something wrong or odd that the last sync found; `resolved_at` once a later sync no longer does."""

    code = models.CharField(max_length=60)
    severity = models.CharField(max_length=8)
    row = models.IntegerField(default=0)
    customer_key = models.CharField(max_length=200, blank=True, db_index=True)
    receivable_key = models.CharField(max_length=200, blank=True)
    value = models.CharField(max_length=300, blank=True)
    hint = models.CharField(max_length=300)
    first_run = models.ForeignKey(SyncRun, on_delete=models.CASCADE, related_name="+")
    resolved_at = models.DateTimeField(null=True)
