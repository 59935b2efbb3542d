"""What people say that a message meant, and what the second reader was asked."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .messages import IdentityRow, InboundMessage


class ReadingCorrection(models.Model):
    """A person's word on what a message meant: a labelled line. The newest one of a message holds.

    was: the intents that were understood; intents: those that hold, the deciding one first. Equal lists mean
    that the reading was right. The words themselves stay with the message, and go with it.
    """

    message = models.ForeignKey(InboundMessage, on_delete=models.CASCADE, related_name="corrections")
    was = models.JSONField(default=list)
    intents = models.JSONField(default=list)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    at = models.DateTimeField()


class ModelCall(models.Model):
    """One question to the second reader. What it may cost at most is written down before it is asked.

    month: "2026-04" in the company's zone. outcome: empty until it is known. cost: in millionths of the
    currency of the company's prices.
    """

    identity = models.ForeignKey(IdentityRow, on_delete=models.CASCADE, related_name="model_calls")
    at = models.DateTimeField()
    month = models.CharField(max_length=7)
    model = models.CharField(max_length=150)
    outcome = models.CharField(max_length=12, blank=True)
    tokens_in = models.IntegerField()
    tokens_out = models.IntegerField(default=0)
    cost = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["month"], name="model_calls_of_month")]
