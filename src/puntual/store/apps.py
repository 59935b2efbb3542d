"""The Django app that owns every table."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Registered as `puntual.store`, label `store`."""

    name = "puntual.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
