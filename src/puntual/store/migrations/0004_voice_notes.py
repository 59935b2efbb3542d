"""Voice notes on their way to text."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0003_learning"),
    ]

    operations = [
        migrations.CreateModel(
            name="VoiceNote",
            fields=[
                (
                    "message",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="voice_note",
                        serialize=False,
                        to="store.inboundmessage",
                    ),
                ),
                ("media_type", models.CharField(blank=True, max_length=80)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("state", models.CharField(default="waiting", max_length=8)),
                ("tries", models.IntegerField(default=0)),
                ("ready_at", models.DateTimeField()),
                ("claimed_at", models.DateTimeField(null=True)),
                ("claimed_by", models.CharField(blank=True, max_length=60)),
                ("file", models.CharField(blank=True, max_length=80)),
                ("outcome", models.CharField(blank=True, max_length=16)),
                ("why", models.CharField(blank=True, max_length=200)),
                ("language", models.CharField(blank=True, max_length=8)),
                ("seconds", models.IntegerField(default=0)),
                ("model", models.CharField(blank=True, max_length=80)),
                ("heard_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddIndex(
            model_name="inboundmessage",
            index=models.Index(
                condition=models.Q(("state", "hearing")), fields=["identity"], name="inbound_hearing"
            ),
        ),
        migrations.AddIndex(
            model_name="voicenote",
            index=models.Index(
                condition=models.Q(("state", "done"), _negated=True),
                fields=["ready_at"],
                name="voice_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="voicenote",
            index=models.Index(
                condition=models.Q(("file", ""), _negated=True), fields=["heard_at"], name="voice_kept"
            ),
        ),
    ]
