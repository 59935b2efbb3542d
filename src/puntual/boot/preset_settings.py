"""[source] kind = "preset": which system, and its parameters; secrets come from the environment or a file."""

from __future__ import annotations

import os

from puntual.boot.secret import read_secret
from puntual.boot.toml_reading import BadSettings, Section
from puntual.erp.options import Layout, PresetOptions
from puntual.erp.preset import BadPreset, Preset, find_preset


def read_preset_source(section: Section, layout: Layout) -> PresetOptions:
    """The preset that [source] names with its parameters. Raises BadSettings."""
    try:
        preset = find_preset(section.text("preset"), section.file.resolve().parent)
    except BadPreset as error:
        raise BadSettings(f"{section.file}: [source] preset: {error}") from None
    table = section.section("parameters")
    given = _given(table, preset)
    url = os.environ.get(section.text("url_env", ""), "") or section.text("url", "")
    try:
        values = preset.values(given)
    except BadPreset as error:
        if not url:
            raise BadSettings(f"{section.file}: {error}") from None
        values = _defaults(preset) | given  # a whole address stands in for host, user and the like
    return PresetOptions(
        preset,
        values,
        layout,
        url,
        section.number("max_rows", 5_000_000, 1, 50_000_000),
        section.number("statement_seconds", 300, 1, 3600),
        section.flag("private_network", False),
        section.path("ca_file"),
        section.file.resolve().parent,
    )


def _given(table: Section, preset: Preset) -> dict[str, str]:
    given: dict[str, str] = {}
    for name, one in preset.parameters.items():
        if one.secret:
            secret = read_secret(table, name, f"PUNTUAL_ERP_{name.upper()}")
            if secret:
                given[name] = secret.reveal()
        elif table.has(name):
            value = table.values[name]
            if isinstance(value, bool) or not isinstance(value, str | int):
                raise table.wrong(name, f"is {value!r}", "a text in quotes or a whole number")
            given[name] = str(value)
    table.finish()
    return given


def _defaults(preset: Preset) -> dict[str, str]:
    return {name: one.default or "" for name, one in preset.parameters.items()}
