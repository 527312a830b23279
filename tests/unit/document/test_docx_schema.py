"""The DOCX is valid: by the part of the schema that we use, and by Microsoft's validator."""

import zipfile
from pathlib import Path

import pytest

from support.docx_schema import faults
from support.sample_document import sample_document
from support.tools import open_xml_faults
from zhijian.document import Document
from zhijian.document.write import write_docx


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("docx") / "report.docx"
    write_docx(sample_document(), path, toc_pages={"chapter-1": 2})
    return path


def test_children_stand_where_the_schema_wants_them(report: Path) -> None:
    assert faults(report) == []


def test_an_empty_document_is_valid(tmp_path: Path) -> None:
    path = tmp_path / "empty.docx"
    write_docx(Document("", ()), path)
    assert faults(path) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("<w:cantSplit/><w:tblHeader/></w:trPr>", "<w:tblHeader/></w:trPr><w:trPr/>", "tr: trPr stands twice"),
        ('<w:vAlign w:val="center"/></w:tcPr>', "<w:tcW/></w:tcPr>", "tcPr: tcW comes too late"),
        ("<w:keepNext/>", "<w:keepnext/>", "pPr: keepnext has no place in it"),
        ('r:embed="rId', 'r:embed="no', "blip: no relationship no1"),
        ('<w:bookmarkEnd w:id="1"/>', "", "bookmarks: beginnings and ends do not match"),
        ('w:bookmarkStart w:id="2"', 'w:bookmarkStart w:id="1"', "bookmarkStart: '1' stands 2 times"),
    ],
)
def test_faults_are_found(report: Path, tmp_path: Path, old: str, new: str, fault: str) -> None:
    broken = tmp_path / "broken.docx"
    with zipfile.ZipFile(report) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode())
            target.writestr(name, data)
    assert any(fault in it for it in faults(broken)), faults(broken)


@pytest.mark.needs("ooxml-validator")
def test_the_open_xml_sdk_finds_no_fault(report: Path) -> None:
    assert open_xml_faults(report) == []


@pytest.mark.needs("ooxml-validator")
def test_the_open_xml_sdk_finds_faults(report: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    with zipfile.ZipFile(report) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"<w:keepNext/>", b"<w:keepnext/>"))
    assert open_xml_faults(broken) != []
