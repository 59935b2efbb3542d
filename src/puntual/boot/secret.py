"""Secrets: read from the environment or a file, never from puntual.toml, and never shown."""

from __future__ import annotations

import os
from dataclasses import dataclass

from puntual.boot.toml_reading import Section


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """A secret that shows itself only when asked. Empty where none is set."""

    _value: str = ""

    def reveal(self) -> str:
        """The secret itself."""
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __repr__(self) -> str:
        return "Secret(***)" if self._value else "Secret(not set)"

    __str__ = __repr__


def read_secret(section: Section, name: str, default_env: str) -> Secret:
    """The secret from the file that `<name>_file` names, else from the variable that `<name>_env` names."""
    path = section.path(f"{name}_file")
    variable = section.text(f"{name}_env", default_env)
    if section.has(name):
        raise section.wrong(
            name,
            "stands in the file",
            f"{name}_env (a variable's name) or {name}_file: a secret has no place here",
        )
    if path is None:
        return Secret(os.environ.get(variable, "").strip())
    try:
        return Secret(path.read_text("utf-8").strip())
    except OSError as error:
        raise section.wrong(f"{name}_file", f"cannot be read ({error.strerror})") from None
