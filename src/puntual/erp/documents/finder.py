"""Invoice documents by pattern: a file on a share, or an address. What is not surely this invoice is not given."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from puntual.domain.text import bare
from puntual.erp.documents.safe_xml import BadXml
from puntual.erp.documents.tax_documents import TaxDocument, read_document
from puntual.erp.web import Bounds, check_address, fetch
from puntual.ports.documents import DocumentWanted, InvoiceDocument
from puntual.ports.source import SourceUnreadable

PLACES = ("number", "key", "customer", "tax_id")
MOST_BYTES = 16 * 1024 * 1024
_PLACE = re.compile(r"\{(\w+)\}")
_TYPES = {".pdf": "application/pdf", ".xml": "application/xml"}


@dataclass(frozen=True, slots=True)
class DocumentOptions:
    """paths and urls: patterns with {number}, {key}, {customer} or {tax_id}, ending in .pdf or .xml before any "?".

    token: sent as a bearer token with every url. private_allowed: the urls may lead into the company's network.
    """

    paths: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    token: str = field(default="", repr=False)
    private_allowed: bool = False


def pattern_problem(pattern: str) -> str:
    """What is wrong with a pattern, in words; "" when nothing is."""
    unknown = [name for name in _PLACE.findall(pattern) if name not in PLACES]
    if unknown:
        return f"{{{unknown[0]}}} is not known: use {', '.join(f'{{{name}}}' for name in PLACES)}"
    if not {"number", "key"} & set(_PLACE.findall(pattern)):
        return "it names no invoice: put {number} or {key} where that stands"
    if _suffix(pattern) not in _TYPES:
        return "it must end in .pdf or .xml"
    if "{" in pattern.partition("://")[2].partition("/")[0]:
        return "the server's name may hold no {…}"
    return ""


@dataclass(slots=True)
class PatternDocuments:
    """The InvoiceDocuments port over patterns. Files are opened for reading only."""

    options: DocumentOptions

    def find(self, wanted: DocumentWanted) -> tuple[InvoiceDocument, ...]:
        """The files of that invoice, PDF first; one that shows another invoice or another customer is left out."""
        found: list[InvoiceDocument] = []
        for pattern in (*self.options.paths, *self.options.urls):
            kind = _suffix(pattern)
            if wanted.shared and "{key}" not in pattern and "{customer}" not in pattern:
                continue  # whose it is cannot be told
            raw = self._raw(pattern, wanted)
            if raw is not None and _is_this(raw, kind, wanted):
                found.append(InvoiceDocument(_name(wanted, kind), _TYPES[kind], raw))
        return tuple(sorted(found, key=lambda one: one.media_type != _TYPES[".pdf"]))

    def tax_document(self, wanted: DocumentWanted) -> TaxDocument | None:
        """What the invoice's XML says; None where there is none."""
        for one in self.find(wanted):
            if one.media_type == _TYPES[".xml"]:
                return read_document(one.content)
        return None

    def check(self) -> tuple[str, ...]:
        """Patterns whose folder is not there, or whose address may not be asked."""
        problems = [
            f"[documents] paths: {pattern}: {folder} is no folder that can be read here."
            for pattern in self.options.paths
            if not (folder := _root(pattern)).is_dir()
        ]
        for pattern in self.options.urls:
            try:
                check_address(pattern, "[documents] urls", private_allowed=self.options.private_allowed)
            except SourceUnreadable as error:
                problems.append(str(error))
        return tuple(problems)

    def _raw(self, pattern: str, wanted: DocumentWanted) -> bytes | None:
        values = _values(wanted)
        if any(not values[name] for name in _PLACE.findall(pattern)):
            return None
        if pattern in self.options.urls:
            return self._from_web(_PLACE.sub(lambda m: quote(values[m.group(1)], safe=""), pattern))
        return _from_disk(pattern, values)

    def _from_web(self, url: str) -> bytes | None:
        headers = {"Authorization": f"Bearer {self.options.token}"} if self.options.token else {}
        bounds = Bounds(MOST_BYTES, 20.0, private_allowed=self.options.private_allowed)
        answer = fetch(url, "[documents] urls", bounds, headers=headers)
        if answer.status in (401, 403):
            raise SourceUnreadable(f"[documents] urls: refused (HTTP {answer.status}). Check the token.")
        return answer.body if answer.status == 200 else None


def _values(wanted: DocumentWanted) -> dict[str, str]:
    own = wanted.key.rpartition("/")[0] or wanted.key  # less the instalment that reading added
    return {"number": wanted.number, "key": own, "customer": wanted.customer, "tax_id": wanted.tax_id}


def _from_disk(pattern: str, values: dict[str, str]) -> bytes | None:
    """A value may not lead out of its place: it is one name, and stays below the pattern's own folder."""
    used = {name: values[name] for name in _PLACE.findall(pattern)}
    if any(re.search(r"[/\\\x00]|^\.+$", value) for value in used.values()):
        return None
    path = Path(_PLACE.sub(lambda m: used[m.group(1)], pattern)).resolve()
    if not path.is_relative_to(_root(pattern).resolve()) or not path.is_file():
        return None
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        return path.read_bytes()
    except OSError as error:
        raise SourceUnreadable(f"[documents] paths: a file cannot be read ({error.strerror}).") from None


def _root(pattern: str) -> Path:
    """The folder above the first part that holds a {…}."""
    parts = Path(pattern).parts
    fixed = next((place for place, part in enumerate(parts) if "{" in part), len(parts) - 1)
    return Path(*parts[:fixed]) if fixed else Path()


def _is_this(raw: bytes, kind: str, wanted: DocumentWanted) -> bool:
    """Whether the bytes are whole and, as far as they tell, this customer's invoice."""
    if kind == ".pdf":
        return raw.startswith(b"%PDF-") and b"%%EOF" in raw[-2048:]
    try:
        document = read_document(raw)
    except BadXml:
        return False
    if wanted.tax_id and document.receiver and bare(wanted.tax_id) != bare(document.receiver):
        return False
    return not document.number or not wanted.number or _same_number(document.number, wanted.number)


def _same_number(one: str, other: str) -> bool:
    """Whether two spellings mean one number: "A-00123", "A123" and "123" may, "123" and "0124" or "1123" may not."""
    longer, shorter = sorted((bare(one), bare(other)), key=len, reverse=True)
    folios = [re.findall(r"\d+", each)[-1:] for each in (one, other)]
    if not all(folios) or folios[0][0].lstrip("0") != folios[1][0].lstrip("0"):
        return longer == shorter
    series = [re.sub(r"\d+\D*$", "", each) for each in (longer, shorter)]
    return series[0] == series[1] or not series[1]


def _suffix(pattern: str) -> str:
    return Path(pattern.partition("?")[0]).suffix.lower()


def _name(wanted: DocumentWanted, kind: str) -> str:
    safe = re.sub(r"[^\w.-]+", "-", wanted.number or "factura").strip("-.") or "factura"
    return f"{safe[:60]}{kind}"
