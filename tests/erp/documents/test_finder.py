from pathlib import Path

import pytest

from puntual.erp.documents.finder import DocumentOptions, PatternDocuments, pattern_problem
from puntual.ports.documents import DocumentWanted
from tests.erp.documents.samples import CFDI40, PDF


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "facturas").mkdir()
    (tmp_path / "facturas" / "A1042.pdf").write_bytes(PDF)
    (tmp_path / "facturas" / "A1042.xml").write_bytes(CFDI40)
    (tmp_path / "secret.pdf").write_bytes(PDF)
    return tmp_path


def finder(folder: Path, *names: str) -> PatternDocuments:
    return PatternDocuments(DocumentOptions(paths=tuple(f"{folder}/facturas/{name}" for name in names)))


def wanted(number: str = "A1042", **more: object) -> DocumentWanted:
    return DocumentWanted(**{"key": "77/1", "number": number, "customer": "C1", **more})  # type: ignore[arg-type]


def test_both_files_of_an_invoice_are_found_the_pdf_first(folder: Path) -> None:
    found = finder(folder, "{number}.xml", "{number}.pdf").find(wanted())
    assert [(one.name, one.content) for one in found] == [("A1042.pdf", PDF), ("A1042.xml", CFDI40)]


def test_its_lines_are_read_from_the_xml(folder: Path) -> None:
    document = finder(folder, "{number}.xml").tax_document(wanted())
    assert document is not None and len(document.lines) == 2


def test_a_number_cannot_lead_out_of_the_folder(folder: Path) -> None:
    for number in ("../secret", "..", ".", "a/../../secret", "..\\secret", "/etc/passwd", "x\x00"):
        assert finder(folder, "{number}.pdf").find(wanted(number)) == ()


def test_a_link_out_of_the_folder_is_not_followed(folder: Path) -> None:
    (folder / "facturas" / "B1.pdf").symlink_to(folder / "secret.pdf")
    assert finder(folder, "{number}.pdf").find(wanted("B1")) == ()


def test_another_customers_invoice_is_not_given(folder: Path) -> None:
    source = finder(folder, "{number}.xml")
    assert source.find(wanted(tax_id="XIA190128J61"))
    assert source.find(wanted(tax_id="XAX010101000")) == ()


@pytest.mark.parametrize(
    ("said", "given"),
    [
        ("A1042", True),
        ("A-01042", True),
        ("1042", True),
        ("A1043", False),
        ("B1042", False),
        ("A11042", False),
    ],
)
def test_an_xml_of_another_number_is_not_given(folder: Path, said: str, given: bool) -> None:
    (folder / "facturas" / f"{said}.xml").write_bytes(CFDI40)
    assert bool(finder(folder, "{number}.xml").find(wanted(said))) is given


def test_where_two_customers_share_a_number_only_a_key_or_their_code_tells(folder: Path) -> None:
    (folder / "facturas" / "77.pdf").write_bytes(PDF)
    assert finder(folder, "{number}.pdf").find(wanted(shared=True)) == ()
    assert finder(folder, "{key}.pdf").find(wanted(shared=True))


def test_half_a_pdf_is_not_given(folder: Path) -> None:
    (folder / "facturas" / "A1042.pdf").write_bytes(PDF[:-8])
    assert finder(folder, "{number}.pdf").find(wanted()) == ()


def test_a_pattern_without_a_place_for_the_invoice_is_refused() -> None:
    assert pattern_problem("/x/{number}.pdf") == ""
    assert "names no invoice" in pattern_problem("/x/{customer}.pdf")
    assert "{folio}" in pattern_problem("/x/{folio}.pdf")
    assert ".pdf or .xml" in pattern_problem("/x/{number}.docx")
    assert "server's name" in pattern_problem("https://{customer}.example/{number}.pdf")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "no folder" in finder(tmp_path, "{number}.pdf").check()[0]
