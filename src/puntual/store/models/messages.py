"""Messages out and in, channel identities, contact attempts."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from .collection import Case
from .portfolio import ContactPoint, Customer


class IdentityRow(models.Model):
    """Who writes from where: a phone id and/or a business-scoped id. Many may belong to one customer.

    linked_at: wrote to us, or confirmed who they are. proved_until: end of the last verification.
    """

    phone = models.CharField(max_length=24, null=True, unique=True)
    bsuid = models.CharField(max_length=150, null=True, unique=True)
    customer = models.ForeignKey(Customer, null=True, on_delete=models.SET_NULL, related_name="identities")
    linked_at = models.DateTimeField(null=True)
    proved_until = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    failed_proofs = models.IntegerField(default=0)
    blocked = models.CharField(max_length=30, blank=True)
    opted_out_at = models.DateTimeField(null=True)
    profile_name = models.CharField(max_length=200, blank=True)
    last_inbound_at = models.DateTimeField(null=True)
    pending = models.CharField(max_length=20, blank=True)


class OutboundMessage(models.Model):
    """The outbox: one intent, at most one message.

    id: random and opaque, echoed by the channel. obligation: key of meaning, unique while not cancelled.
    permit: what the gate said, and when it was asked. state: queued, sending, sent, delivered, read, failed,
    rejected, unknown, review, cancelled, shadow, settled. named: receivable ids that the text names;
    stated: their balances as the text states them, by id; about: what else it was written from, so that it can
    be written again in the next approved wording.
    """

    id = models.UUIDField(primary_key=True)
    obligation = models.CharField(max_length=220)
    case = models.ForeignKey(Case, null=True, on_delete=models.CASCADE, related_name="outbound")
    customer = models.ForeignKey(Customer, null=True, on_delete=models.CASCADE, related_name="outbound")
    identity = models.ForeignKey(IdentityRow, null=True, on_delete=models.SET_NULL, related_name="outbound")
    contact_point = models.ForeignKey(ContactPoint, null=True, on_delete=models.SET_NULL, related_name="+")
    purpose = models.CharField(max_length=10)
    actor = models.CharField(max_length=150, default="agent")
    kind = models.CharField(max_length=40)
    step = models.CharField(max_length=10, blank=True)
    day = models.IntegerField()
    priority = models.IntegerField(default=5)
    template = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=8, blank=True)
    parameters = models.JSONField(default=list)
    text = models.TextField()
    named = models.JSONField(default=list)
    stated = models.JSONField(default=dict)
    about = models.JSONField(default=dict)
    permit = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default="queued")
    reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    ready_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=60, blank=True)
    sent_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    provider_id = models.CharField(max_length=200, blank=True)
    error_code = models.CharField(max_length=30, blank=True)
    tries = models.IntegerField(default=0)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["obligation"],
                name="obligation_once",
                condition=~Q(state__in=["cancelled", "shadow"]),
            )
        ]
        # Not db_index, which on PostgreSQL makes a second one for LIKE: this table is written to the most.
        indexes = [
            models.Index(fields=["obligation"], name="outbox_obligation"),
            models.Index(fields=["provider_id"], name="outbox_provider"),
            models.Index(fields=["ready_at"], name="outbox_queued", condition=Q(state="queued")),
            models.Index(
                fields=["state", "claimed_at"],
                name="outbox_open",
                condition=Q(state__in=["sending", "unknown", "review"]),
            ),
        ]


class Attempt(models.Model):
    """One try to reach a customer. `counted` against the caps; false when the provider never took it.

    at: UTC. Imported contacts of other channels stand here too, with `outbound` null.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="attempts")
    outbound = models.OneToOneField(
        OutboundMessage, null=True, on_delete=models.CASCADE, related_name="attempt"
    )
    at = models.DateTimeField()
    channel = models.CharField(max_length=20, default="whatsapp")
    counted = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["customer", "at"], name="attempt_recent")]


class InboundMessage(models.Model):
    """A message from a person, kept before anything is done with it.

    reading: what was understood, with model version. action: what the agent did. state: new, done, failed, or
    hearing while a voice note becomes text. text: of a voice note that was heard, the transcript.
    """

    message_id = models.CharField(max_length=200, unique=True)
    identity = models.ForeignKey(IdentityRow, on_delete=models.CASCADE, related_name="inbound")
    customer = models.ForeignKey(Customer, null=True, on_delete=models.SET_NULL, related_name="inbound")
    kind = models.CharField(max_length=10)
    text = models.TextField(blank=True)
    media_id = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField()
    received_at = models.DateTimeField()
    state = models.CharField(max_length=8, default="new")
    tries = models.IntegerField(default=0)
    handled_at = models.DateTimeField(null=True)
    reading = models.JSONField(default=dict)
    action = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["identity", "sent_at"], name="inbound_new", condition=Q(state="new")),
            models.Index(fields=["identity"], name="inbound_hearing", condition=Q(state="hearing")),
            models.Index(fields=["customer", "sent_at"], name="inbound_by_customer"),
        ]


class VoiceNote(models.Model):
    """A recording on its way to text, and what was heard in it.

    media_type, sha256 (hex): as the webhook announced them. state: waiting, hearing (claimed by `claimed_by` at
    `claimed_at`), done. file: its name in the media folder while it is kept. outcome: how listening ended.
    seconds: length as far as it was listened to. model: what heard it. why: what made it doubtful.
    """

    message = models.OneToOneField(
        InboundMessage, primary_key=True, on_delete=models.CASCADE, related_name="voice_note"
    )
    media_type = models.CharField(max_length=80, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=8, default="waiting")
    tries = models.IntegerField(default=0)
    ready_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=60, blank=True)
    file = models.CharField(max_length=80, blank=True)
    outcome = models.CharField(max_length=16, blank=True)
    why = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=8, blank=True)
    seconds = models.IntegerField(default=0)
    model = models.CharField(max_length=80, blank=True)
    heard_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["ready_at"], name="voice_waiting", condition=~Q(state="done")),
            models.Index(fields=["heard_at"], name="voice_kept", condition=~Q(file="")),
        ]


class ParkedReceipt(models.Model):
    """A status whose message we do not know (yet)."""

    provider_id = models.CharField(max_length=200, db_index=True)
    opaque_id = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10)
    at = models.DateTimeField()
    error_code = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider_id", "state"], name="parked_once")]


class StrangeUpdate(models.Model):
    """A webhook update of a kind that we do not understand: kept and shown."""

    key = models.CharField(max_length=200, unique=True)
    field = models.CharField(max_length=80)
    body = models.BinaryField()
    at = models.DateTimeField()
