"""Word comments in a DOCX that others wrote: at exactly the characters that are meant, and nothing else changes."""

import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from lxml import etree

from support.foreign_docx import foreign_docx
from zhijian.document.read import read_document
from zhijian.document.write.docx.comments import Comment, write_comments
from zhijian.findings import Location

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CASES = yaml.safe_load((Path(__file__).parents[2] / "cases/proof/comments.yaml").read_text("utf-8"))


def commented(path: Path, number: int = 0) -> str:
    """The characters between the marks of a comment."""
    root = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    inside, text = False, ""
    for element in root.iter():
        mine = element.get(f"{W}id") == str(number)
        if element.tag == f"{W}commentRangeStart" and mine:
            inside = True
        elif element.tag == f"{W}commentRangeEnd" and mine:
            return text
        elif inside and element.tag == f"{W}t":
            text += element.text or ""
    return text


def runs(path: Path) -> list[str]:
    """The texts of the runs in the blocks where the comment stands."""
    root = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    (start,) = root.iter(f"{W}commentRangeStart")
    block = next(it for it in start.iterancestors() if it.tag in (f"{W}tc", f"{W}p"))
    block = next((it for it in start.iterancestors() if it.tag == f"{W}tc"), block)
    told = []
    for run in block.iter(f"{W}r"):
        signs = {f"{W}tab": "\t", f"{W}br": "\n"}
        text = "".join(it.text or "" if it.tag == f"{W}t" else signs.get(it.tag, "") for it in run)
        mark = "**" if run.find(f"{W}rPr/{W}b") is not None else "*" if run.find(f"{W}rPr/{W}i") is not None else ""
        if text:
            told.append(f"{mark}{text}{mark}")
    return told


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_a_comment_stands_at_its_characters(case: dict[str, Any], tmp_path: Path) -> None:
    source, target = tmp_path / "theirs.docx", tmp_path / "commented.docx"
    foreign_docx(source, case["body"])
    comments = [Comment(Location("theirs.docx", case["at"]), "错误\n应为1903人")]
    assert write_comments(source, target, comments, author="职鉴", initials="ZJ") == 1
    assert commented(target) == case["marked"]
    assert runs(target) == case["runs"]
    assert read_document(target).blocks == read_document(source).blocks
    assert [comment.text for comment in docx.Document(str(target)).comments] == ["错误\n应为1903人"]


def test_every_other_part_stays_byte_for_byte(tmp_path: Path) -> None:
    source, target = tmp_path / "theirs.docx", tmp_path / "commented.docx"
    foreign_docx(source, "<w:p><w:r><w:t>教师1249人</w:t></w:r></w:p>")
    write_comments(source, target, [Comment(Location("", "#h0/p1[2:6]"), "错误")], author="职鉴", initials="ZJ")
    before, after = zipfile.ZipFile(source), zipfile.ZipFile(target)
    changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert changed == {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert set(after.namelist()) - set(before.namelist()) == {"word/comments.xml"}
    assert after.namelist()[: len(before.namelist())] == before.namelist()
