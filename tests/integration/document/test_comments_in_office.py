"""An annotated report as Word's validator and LibreOffice see it."""

import zipfile
from pathlib import Path

import docx
import pytest

from support.libreoffice import converted
from support.sample_document import sample_document
from support.tools import open_xml_faults
from zhijian.document import Table
from zhijian.document.read import read_document
from zhijian.document.write import write_docx
from zhijian.document.write.docx.comments import Comment, write_comments
from zhijian.findings import Location


@pytest.fixture(scope="module")
def annotated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our sample report with comments at two figures of a paragraph, in a cell, at a caption, and nowhere."""
    folder = tmp_path_factory.mktemp("comments")
    write_docx(sample_document(), folder / "report.docx")
    table = next(block for block in read_document(folder / "report.docx").blocks if isinstance(block, Table))
    places = [
        "#h3(1.1)/p1[2:5]",
        "#h3(1.1)/p1[3:8]",
        "#h3(1.1)/p1",
        str(table.rows[1][1].location),
        str(table.location),
        None,
    ]
    comments = [
        Comment(Location("report.docx", "#" + place.partition("#")[2]) if place else None, f"意见{number}\n请核对。")
        for number, place in enumerate(places)
    ]
    placed = write_comments(folder / "report.docx", folder / "annotated.docx", comments, author="职鉴", initials="ZJ")
    assert placed == len(places) - 1
    return folder / "annotated.docx"


def test_it_is_read_as_before(annotated: Path) -> None:
    assert read_document(annotated).blocks == read_document(annotated.with_name("report.docx")).blocks


def test_comments_upon_comments(annotated: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.docx"
    write_comments(annotated, again, [Comment(None, "再看一遍")], author="职鉴", initials="ZJ")
    texts = [comment.text for comment in docx.Document(str(again)).comments]
    assert len(texts) == 7
    assert texts[-1] == "再看一遍"


@pytest.mark.needs("ooxml-validator")
def test_word_finds_no_fault(annotated: Path) -> None:
    assert open_xml_faults(annotated) == []


@pytest.mark.needs("soffice")
def test_libreoffice_keeps_the_comments_where_they_are(annotated: Path, tmp_path: Path) -> None:
    saved = converted(annotated, tmp_path, "odt")
    text = zipfile.ZipFile(saved).read("content.xml").decode()
    assert text.count("<office:annotation ") == 6
    assert text.count("<office:annotation-end ") == 6
    for number in range(6):
        assert f"意见{number}" in text
