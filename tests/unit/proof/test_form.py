"""Form and numbering: each case of tests/cases/proof/form.yaml is a small document and what is said of it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from zhijian.document import Block, Case, Cell, Document, Figure, Heading, Paragraph, Table, Text
from zhijian.findings import Severity
from zhijian.messages import use_language
from zhijian.proof.form import check_form

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases/proof/form.yaml").read_text(encoding="utf-8"))


def document(text: str, container: str = "report.docx") -> Document:
    from zhijian.document.read.locating import located

    blocks: list[Block] = []
    for number, line in enumerate(text.splitlines()):
        anchor = f"a{number}"
        if heading := re.fullmatch(r"(#+) (\S+) (.+)", line):
            blocks.append(Heading(len(heading[1]), (Text(heading[3]),), anchor, heading[2]))
        elif caption := re.fullmatch(r"\[((?:图|表|案例).+?)\] ?(.*)", line):
            label, title = caption[1], caption[2]
            if label.startswith("图"):
                blocks.append(Figure((), anchor, label, title))
            elif label.startswith("表"):
                blocks.append(Table((), anchor, label, title))
            else:
                blocks.append(Case(title, anchor, (), label))
        elif line.startswith("|"):
            table = blocks.pop()
            assert isinstance(table, Table)
            row = tuple(Cell((Text(cell.strip()),)) for cell in line.strip("|").split("|"))
            blocks.append(replace(table, rows=(*table.rows, row)))
        else:
            blocks.append(Paragraph((Text(line),)))
    written = (replace(it, rows=it.rows or ((Cell(()),),)) if isinstance(it, Table) else it for it in blocks)
    return located(Document("", tuple(written)), container)


@pytest.mark.parametrize("case", CASES, ids=[case["it"] for case in CASES])
def test_form(case: dict[str, str]) -> None:
    told = [f"{finding.code} {finding.message}" for finding in check_form(document(case["document"]))]
    assert told == case.get("expected", [])


@pytest.mark.parametrize("case", CASES, ids=[case["it"] for case in CASES])
def test_form_in_english(case: dict[str, str]) -> None:
    with use_language("en"):
        told = check_form(document(case["document"]))
    assert [finding.code for finding in told] == [line[:5] for line in case.get("expected", [])]


def test_a_finding_points_at_the_words() -> None:
    (finding,) = check_form(document("# 2 人才培养\n合格率96.4%，比上年提高1.5%。"))
    assert str(finding.location) == "report.docx#h1(2)/p1[14:18]"


def test_a_title_missing_in_a_text_file_may_be_the_fault_of_the_extraction() -> None:
    text = "# 1 规模\n[图1-1] 甲\n[图1-3] 乙"
    assert [f.severity for f in check_form(document(text))] == [Severity.warning]
    assert [f.severity for f in check_form(document(text, "report.txt"))] == [Severity.notice]
