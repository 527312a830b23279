"""A small report with two contradictions, as a Word file and as it looks when it was proofed."""

from fractions import Fraction
from pathlib import Path

import docx

from zhijian.document.read import read_document
from zhijian.findings import Figure, Finding, Location, Severity, Suspect
from zhijian.proof.output import Proofed, spots_of

TEXT = "全市专任教师1249人，生师比为17.6:1。教师结构持续优化。"


def write_report(path: Path) -> None:
    """Two sections and a table; the doubtful figure stands in the middle of a run."""
    word = docx.Document()
    word.add_heading("1 规模", level=1)
    paragraph = word.add_paragraph("全市专任")
    paragraph.add_run("教师1249人，").bold = True
    paragraph.add_run("生师比为17.6:1。教师结构持续优化。")
    word.add_heading("2 资源", level=1)
    table = word.add_table(rows=2, cols=3)
    for row, words in enumerate((("指标", "单位", "2024年"), ("教学资源库", "个", "34"))):
        for column, text in enumerate(words):
            table.cell(row, column).text = text
    word.save(str(path))


def proofed(path: Path) -> Proofed:
    """What a proof of that file says."""
    document = read_document(path)
    sentence = Location(path.name, "#h1(1)/p1[6:11]")
    cell = Location(path.name, "#t1/r2/c3")
    findings = (
        Finding(
            "ZJ501",
            Severity.error,
            "专任教师前后不一致：33577 ÷ 1249 ＝ 26.9 ≠ 17.6",
            sentence,
            figures=(Figure("1249人", sentence), Figure("1903人")),
            arithmetic="33577 ÷ 1249 ＝ 26.9 ≠ 17.6",
            suspects=(
                Suspect(
                    "1249人", sentence, Fraction(7, 8), (Fraction(1903), Fraction(1903)), "1903人", "与上年的数相同"
                ),
            ),
            remedy="请核对。",
            subject="teachers",
        ),
        Finding("ZJ502", Severity.warning, "0 ＋ 5 ＋ 30 ≠ 34", cell, figures=(Figure("34", cell),), subject="=sum"),
    )
    return Proofed(
        path.name, findings, figures=12, relations=5, spots=spots_of(document, findings), title=document.title
    )
