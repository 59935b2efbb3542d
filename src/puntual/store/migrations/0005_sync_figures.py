"""What each reading of the source looked like."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0004_voice_notes"),
    ]

    operations = [
        migrations.CreateModel(
            name="SyncFigures",
            fields=[
                (
                    "run",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="figures",
                        serialize=False,
                        to="store.syncrun",
                    ),
                ),
                ("customers", models.IntegerField()),
                ("rows", models.IntegerField()),
                ("debtors", models.IntegerField()),
                ("without_phone", models.IntegerField()),
                ("medians", models.JSONField(default=dict)),
                ("of_currency", models.JSONField(default=dict)),
                ("findings", models.JSONField(default=dict)),
                ("block", models.IntegerField(default=0)),
                ("warn", models.IntegerField(default=0)),
                ("note", models.IntegerField(default=0)),
            ],
        ),
    ]
