"""LibreOffice opens the DOCX, shows the same text and numbers, and saves it without loss."""

import re
import subprocess
from pathlib import Path

import pytest

from support.libreoffice import converted
from support.sample_document import body, cells, sample_document
from zhijian.document import Cover, Document, Heading, PageBreak, Table, Text, Toc
from zhijian.document.compare import text_of
from zhijian.document.read import read_document
from zhijian.document.write import write_docx

pytestmark = pytest.mark.needs("soffice", "pdftotext")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("docx") / "report.docx"
    write_docx(sample_document(), path)
    return path


def pages(pdf: Path) -> list[str]:
    """The text of every page, without white space."""
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    return ["".join(page.split()).replace("\u2011", "-") for page in text.split("\f")[:-1]]


def test_pages_hold_everything_with_the_same_numbers(report: Path, tmp_path: Path) -> None:
    found = pages(converted(report, tmp_path))
    text = "".join(found)
    assert "—I—" in found[1]
    assert "—1—" in found[2]
    for piece in text_of(sample_document()):
        # A paragraph may go on on the next page, after page number and running head.
        for sentence in re.split("(?<=[。；])", piece):
            assert sentence in text or all(half in text for half in (sentence[:8], sentence[-8:])), sentence


def test_page_breaks_add_no_empty_page(tmp_path: Path) -> None:
    table = Table((cells("甲"),), "t", header_rows=0)
    blocks = (
        *(Cover("题"), PageBreak(), Toc(), PageBreak()),
        *(
            Heading(1, (Text("一"),), "a", "1"),
            body("文"),
            PageBreak(),
            Heading(1, (Text("二"),), "b", "2"),
            body("文"),
        ),
        *(PageBreak(), table, PageBreak(), body("末页")),
    )
    path = tmp_path / "report.docx"
    write_docx(Document("题", blocks), path)
    found = pages(converted(path, tmp_path))
    assert len(found) == 6
    assert found[-1].startswith("末页")


def test_saved_by_libreoffice_it_still_says_the_same(report: Path, tmp_path: Path) -> None:
    saved = read_document(converted(report, tmp_path, "docx"))
    assert text_of(saved) == text_of(sample_document())
    assert [type(it) for it in saved.blocks] == [
        type(it) for it in sample_document().blocks if not isinstance(it, PageBreak)
    ]
    headings = [(it.number, it.anchor) for it in saved.blocks if isinstance(it, Heading)]
    assert headings == [(it.number, it.anchor) for it in sample_document().blocks if isinstance(it, Heading)]
