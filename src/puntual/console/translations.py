"""The pages' sentences in Spanish and Portuguese: `python -m puntual.console.translations [update|compile]`.

`update` reads every sentence out of the code and templates into the .po files; `compile` writes the .mo files
that Django reads. Both stand in the repository, so that an installation needs no gettext tools.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

HERE = Path(__file__).parent
LANGUAGES = ("es", "pt_BR")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def sources() -> Catalog:
    """Every sentence that the console can say, in English, with where it stands."""
    catalog = Catalog(project="puntual", charset="utf-8")
    for path, text in _texts():
        name = path.relative_to(HERE).as_posix()
        for _line, message, _comments, context in extract("python", BytesIO(text.encode()), KEYWORDS):
            catalog.add(message, locations=[(name, 0)], context=context)
    return catalog


def catalogue(language: str) -> Catalog:
    """The translations as they stand in the .po file."""
    path = _file(language, "po")
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as source:
        return read_po(source, locale=language)


def compiled(language: str) -> bytes:
    """What the .mo file must hold: nothing of it is fuzzy, nothing is left out."""
    out = BytesIO()
    write_mo(out, catalogue(language))
    return out.getvalue()


def update() -> None:
    """Bring the .po files up to date with the code; sentences that are gone are dropped."""
    found = sources()
    for language in LANGUAGES:
        catalog = catalogue(language)
        catalog.update(found, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        catalog.header_comment = "# The sentences of Puntual's console. Apache-2.0, as the rest of Puntual."
        catalog.msgid_bugs_address = catalog.last_translator = "The Puntual authors"
        path = _file(language, "po")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as out:
            write_po(out, catalog, width=100, no_location=True, omit_header=False, sort_output=True)


def compile_all() -> None:
    """Write the .mo files."""
    for language in LANGUAGES:
        _file(language, "mo").write_bytes(compiled(language))


def _file(language: str, kind: str) -> Path:
    return HERE / "locale" / language / "LC_MESSAGES" / f"django.{kind}"


def _texts() -> Iterator[tuple[Path, str]]:
    for path in sorted(HERE.rglob("*.py")):
        yield path, path.read_text(encoding="utf-8")
    for path in sorted((HERE / "templates").rglob("*.html")):
        yield path, str(templatize(path.read_text(encoding="utf-8"), origin=str(path)))


if __name__ == "__main__":
    {"update": update, "compile": compile_all}[sys.argv[1]]()
