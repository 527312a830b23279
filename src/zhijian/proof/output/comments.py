"""A copy of a DOCX with a Word comment at each doubtful figure."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.text.run import Run as WordRun

from zhijian.document import Heading, ListBlock, Paragraph, Table, plain_text
from zhijian.findings import Finding, Location
from zhijian.messages import _
from zhijian.proof.order import span_of
from zhijian.proof.output.proofed import Proofed, suspects_in_words
from zhijian.proof.walk import Place, walk


def annotate(report: Proofed, source: Path, out: Path) -> int:
    """Write ``source`` to ``out`` with the findings of ``report`` as comments; returns how many found their place."""
    word = docx.Document(str(source))
    places = _Places(report, word)
    written = 0
    for finding in report.findings:
        if finding.accepted:
            continue
        paragraph, span = places.find(_doubted(finding))
        if paragraph is None:
            continue
        runs = _runs_at(paragraph, span)
        if runs:
            first, last = (WordRun(run, word) for run in (runs[0], runs[-1]))
            word.add_comment([first, last], text=_text(finding), author=_("职鉴"), initials="ZJ")
            written += 1
    word.save(str(out))
    return written


def _doubted(finding: Finding) -> Location | None:
    """The first suspect's place, else the finding's."""
    return next((s.location for s in finding.suspects if s.location), None) or finding.location


def _text(finding: Finding) -> str:
    lines = [f"{finding.code} {finding.message}", finding.arithmetic, *suspects_in_words(finding), finding.remedy]
    return "\n".join(line for line in lines if line)


class _Places:
    """Where in the Word file the blocks stand: paragraphs by their words in order, cells by row and column."""

    def __init__(self, report: Proofed, word: Any) -> None:
        self.report = report
        body = word.element.body
        self.tables: dict[str, Any] = {}
        self.paragraphs: dict[str, tuple[Any, int]] = {}
        texts = [(paragraph, _words(paragraph)) for paragraph in body.iter(qn("w:p")) if not _in_table(paragraph)]
        tables = list(body.iter(qn("w:tbl")))
        next_text = next_table = 0
        for place in walk(report.document):
            location = getattr(place.block, "location", None)
            if location is None:
                continue
            if isinstance(place.block, Table):
                wanted = "".join(plain_text(cell.runs) for row in place.block.rows for cell in row)
                for number in range(next_table, len(tables)):
                    if _plain("".join(_words(p) for p in tables[number].iter(qn("w:p")))) == _plain(wanted):
                        self.tables[location.address], next_table = tables[number], number + 1
                        break
            else:
                for wanted in _texts(place):
                    for number in range(next_text, len(texts)):
                        start = texts[number][1].find(wanted)
                        if start >= 0:
                            self.paragraphs.setdefault(location.address, (texts[number][0], start))
                            next_text = number + 1
                            break

    def find(self, location: Location | None) -> tuple[Any, tuple[int, int] | None]:
        """The w:p and the characters in it; (None, None) where the place is not found."""
        place = self.report.reading.place(location)
        if place is None or location is None or place.block.location is None:
            return None, None
        address, span = place.block.location.address, span_of(location)
        if address in self.tables:
            return self._cell(self.tables[address], location), None
        paragraph, start = self.paragraphs.get(address, (None, 0))
        return paragraph, (start + span[0], start + span[1]) if span else None

    def _cell(self, table: Any, location: Location) -> Any:
        parts = location.address.partition("[")[0].split("/")
        row = next((int(p[1:]) for p in parts if p[:1] == "r" and p[1:].isdigit()), 1)
        column = next((int(p[1:]) for p in parts if p[:1] == "c" and p[1:].isdigit()), 1)
        rows = table.findall(qn("w:tr"))
        if row > len(rows):
            return None
        at = 1
        for cell in rows[row - 1].findall(qn("w:tc")):
            width = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            at += int(width.get(qn("w:val"))) if width is not None else 1
            if column < at:
                return cell.find(qn("w:p"))
        return None


def _texts(place: Place) -> Iterator[str]:
    match place.block:
        case Heading(runs=runs) | Paragraph(runs=runs):
            yield plain_text(runs)
        case ListBlock(items=items):
            yield from (plain_text(item) for item in items)
        case block:
            yield from (text for text in (getattr(block, "caption", "") or getattr(block, "title", ""),) if text)


def _in_table(paragraph: Any) -> bool:
    return any(above.tag == qn("w:tbl") for above in paragraph.iterancestors())


def _plain(text: str) -> str:
    return "".join(text.split())


def _run_text(run: Any) -> str:
    return "".join(
        (part.text or "") if part.tag == qn("w:t") else "\t" if part.tag == qn("w:tab") else "\n"
        for part in run
        if part.tag in {qn("w:t"), qn("w:tab"), qn("w:br")}
    )


def _words(paragraph: Any) -> str:
    return "".join(_run_text(run) for run in paragraph.iter(qn("w:r")))


def _runs_at(paragraph: Any, span: tuple[int, int] | None) -> list[Any]:
    """The runs that hold just the characters of ``span``, divided where needed; all runs without one."""
    runs = [run for run in paragraph.iter(qn("w:r")) if _run_text(run)]
    if span is None:
        return runs
    chosen, at = [], 0
    for run in runs:
        length = len(_run_text(run))
        start, end = max(span[0] - at, 0), min(span[1] - at, length)
        at += length
        if start < end:
            chosen.append(_divided(run, start, end))
    return chosen or runs


def _divided(run: Any, start: int, end: int) -> Any:
    """The part start:end of a run that is all one text, the rest in runs of their own; else the run itself."""
    texts = [part for part in run if part.tag != qn("w:rPr")]
    if len(texts) != 1 or texts[0].tag != qn("w:t"):
        return run
    text = texts[0].text or ""
    for part, before in ((text[:start], True), (text[end:], False)):
        if part:
            other = deepcopy(run)
            _set_text(other, part)
            (run.addprevious if before else run.addnext)(other)
    _set_text(run, text[start:end])
    return run


def _set_text(run: Any, text: str) -> None:
    element = run.find(qn("w:t"))
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
