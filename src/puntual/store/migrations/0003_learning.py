"""What people correct in readings, and what the second reader was asked."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0002_fewer_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReadingCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("was", models.JSONField(default=list)),
                ("intents", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="store.inboundmessage",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ModelCall",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("month", models.CharField(max_length=7)),
                ("model", models.CharField(max_length=150)),
                ("outcome", models.CharField(blank=True, max_length=12)),
                ("tokens_in", models.IntegerField()),
                ("tokens_out", models.IntegerField(default=0)),
                ("cost", models.BigIntegerField(default=0)),
                (
                    "identity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="model_calls",
                        to="store.identityrow",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["month"], name="model_calls_of_month")],
            },
        ),
    ]
