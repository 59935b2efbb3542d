"""Fewer indexes on the outbox, and room on PostgreSQL's pages for rows that are updated in place."""

from collections.abc import Callable
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Each plan and each sync updates receivables: a page with room takes the new row, and no index is written.
_ROOM = "ALTER TABLE store_receivable SET (fillfactor = %d)"


def _set_room(percent: int) -> Callable[[Any, Any], None]:
    def run(apps: Any, schema_editor: Any) -> None:
        del apps
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(_ROOM % percent)

    return run


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='outboundmessage',
            name='author',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        # Without its index on PostgreSQL, Django drops every index of the column, the unique one too.
        migrations.RemoveConstraint(model_name='outboundmessage', name='obligation_once'),
        migrations.AlterField(
            model_name='outboundmessage',
            name='obligation',
            field=models.CharField(max_length=220),
        ),
        migrations.AddConstraint(
            model_name='outboundmessage',
            constraint=models.UniqueConstraint(
                condition=models.Q(('state__in', ['cancelled', 'shadow']), _negated=True),
                fields=('obligation',),
                name='obligation_once',
            ),
        ),
        migrations.AlterField(
            model_name='outboundmessage',
            name='provider_id',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddIndex(
            model_name='outboundmessage',
            index=models.Index(fields=['obligation'], name='outbox_obligation'),
        ),
        migrations.AddIndex(
            model_name='outboundmessage',
            index=models.Index(fields=['provider_id'], name='outbox_provider'),
        ),
        migrations.RunPython(_set_room(85), _set_room(100)),
    ]
