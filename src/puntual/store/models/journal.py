"""The journal: one hash-chained line per fact, in the same transaction as the change."""

from __future__ import annotations

from django.db import models


class JournalEntry(models.Model):
    """One fact. `body` is canonical JSON with ids and codes, no personal data.

    hash = SHA-256 over the previous hash of the shard and this entry's own fields.
    """

    shard = models.IntegerField()
    seq = models.BigIntegerField()
    at = models.CharField(max_length=32)
    kind = models.CharField(max_length=40)
    customer_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=150)
    body = models.TextField()
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shard", "seq"], name="journal_order")]
        indexes = [models.Index(fields=["customer_id", "id"], name="journal_customer")]


class JournalHead(models.Model):
    """The end of each shard's chain. Locked while a transaction appends."""

    shard = models.IntegerField(primary_key=True)
    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64)
