"""The Django app of the console: pages for people."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    """Registered as `puntual.console`."""

    name = "puntual.console"
    label = "console"
