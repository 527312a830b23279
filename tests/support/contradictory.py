"""A small report that contradicts itself twice, in every format that can be read."""

from pathlib import Path

from zhijian.document import Document
from zhijian.document.read import read_document
from zhijian.document.write import write_docx, write_html, write_pdf

SAID = "全市专任教师160人。"
LINES = (
    "云岭市中等职业教育质量报告（2024年度）",
    "1 规模",
    "1.1 学校与学生",
    "2023—2024学年，全市中职学校在校生3000人，专任教师150人，生师比为20:1。",
    "1.2 教师",
    SAID,
    "1.3 质量",
    "毕业生合格率92.5%，比上年提高2.1%。",
)


def write_report(path: Path, *, wrong: bool = True) -> Path:
    """Write it in the format of the suffix; returns the path. wrong: 专任教师 160, where it is 150 elsewhere."""
    text = "\n".join(LINES) if wrong else "\n".join(LINES).replace("160人", "150人").replace("2.1%", "2.1个百分点")
    if path.suffix == ".txt":
        path.write_text(text + "\n", "utf-8")
        return path
    document = _document(path.with_suffix(".source.txt"), text)
    if path.suffix == ".html":
        write_html(document, path, notes={})
    else:
        {".docx": write_docx, ".pdf": write_pdf}[path.suffix](document, path)
    return path


def _document(source: Path, text: str) -> Document:
    source.write_text(text, "utf-8")
    document = read_document(source)
    source.unlink()
    return document
