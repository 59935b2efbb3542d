"""Wiring: settings, and the one place that knows every room."""
