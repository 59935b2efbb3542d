"""People who use the console, and switches of the whole installation."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """Someone of the company. Role decides what they may do; language is the console's, for them."""

    class Role(models.TextChoices):
        VIEWER = "viewer"
        COLLECTOR = "collector"
        SUPERVISOR = "supervisor"
        ADMIN = "admin"

    role = models.CharField(max_length=12, choices=Role.choices, default=Role.COLLECTOR)
    language = models.CharField(max_length=8, default="es")


class Switch(models.Model):
    """A named state of the installation: "pause" (all pushes), "planning", "sender", "inbox", "schedule"."""

    name = models.CharField(max_length=60, primary_key=True)
    on = models.BooleanField(default=False)
    value = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    author = models.CharField(max_length=150, blank=True)
    since = models.DateTimeField(null=True)


class TemplateState(models.Model):
    """What the channel says about a template: approved, pending, paused, rejected, disabled, hold; missing where it
    holds none of that name."""

    name = models.CharField(max_length=120)
    language = models.CharField(max_length=8)
    state = models.CharField(max_length=12)
    reason = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "language"], name="template_once")]


class Notice(models.Model):
    """Something that the team should see: a held sync, a stopped sender, a calendar that runs out."""

    code = models.CharField(max_length=60)
    text = models.CharField(max_length=500)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    key = models.CharField(max_length=120, unique=True)
