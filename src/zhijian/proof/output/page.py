"""The report itself as an HTML page, with the findings in the margin beside the words that they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape
from importlib.resources import files

from zhijian.document import Block, Case, Heading, ListBlock, Paragraph, Run, Table, Text
from zhijian.document.write.html.blocks import block as as_html
from zhijian.findings import Finding, Location
from zhijian.messages import _, language
from zhijian.proof.order import span_of
from zhijian.proof.output.proofed import Proofed, suspects_in_words
from zhijian.proof.output.review import severity_label
from zhijian.proof.output.text import summary_line

# Private-use characters that travel through the HTML writer and become <mark> afterwards
_OPEN, _NUMBER_END, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARK = re.compile(f"{_OPEN}(\\d+){_NUMBER_END}(.*?){_CLOSE}", re.DOTALL)
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def as_page(report: Proofed) -> str:
    """One self-contained file: the text at the left, notes at the right (below the paragraph on a narrow screen)."""
    notes = _Notes(report)
    body = "\n".join(notes.rows(report.document.blocks))
    whole = "".join(notes.note(number) for number in notes.unplaced())
    title = escape(report.document.title or report.name)
    style = files(__package__).joinpath("page.css").read_text("utf-8")
    return (
        f'<!DOCTYPE html>\n<html lang="{"en" if language() == "en" else "zh-CN"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_('核查')}：{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"<header><h1>{title}</h1><p>{escape(summary_line(report))}</p>{whole}</header>\n<main>\n{body}\n</main>\n"
        "</body>\n</html>\n"
    )


class _Notes:
    """The findings by the block they stand in, numbered in reading order."""

    def __init__(self, report: Proofed) -> None:
        self.report = report
        self.findings = [finding for finding in report.findings if not finding.accepted]
        self.at: dict[str, list[int]] = {}
        for number, finding in enumerate(self.findings):
            place = report.reading.place(finding.location)
            location = getattr(place.block, "location", None) if place else None
            self.at.setdefault(location.address if location else "", []).append(number)

    def unplaced(self) -> list[int]:
        return self.at.get("", [])

    def rows(self, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            location = getattr(block, "location", None)
            numbers = self.at.get(location.address, []) if location else []
            notes = "".join(self.note(number) for number in numbers)
            aside = f'<aside class="margin">{notes}</aside>' if notes else ""
            if isinstance(block, Case):
                title = " ".join(part for part in (block.number, block.title) if part)
                yield f'<div class="row case"><div class="text"><h4>{escape(title)}</h4></div>{aside}</div>'
                yield from self.rows(block.blocks)
            else:
                html = _MARK.sub(self._marked, as_html(self._with_marks(block, numbers)))
                yield f'<div class="row"><div class="text">{html}</div>{aside}</div>'

    def note(self, number: int) -> str:
        finding = self.findings[number]
        details = [finding.arithmetic, *suspects_in_words(finding), finding.remedy]
        lines = "".join(f"<p>{escape(text)}</p>" for text in details if text)
        return (
            f'<section class="note {finding.severity.name}" id="n{number}"><p class="head"><a href="#m{number}">'
            f"{number + 1}</a> {escape(severity_label(finding.severity))} {finding.code}</p>"
            f"<p><strong>{escape(finding.message)}</strong></p>{lines}</section>"
        )

    def _marked(self, found: re.Match[str]) -> str:
        number = int(found[1])
        kind = self.findings[number].severity.name
        return f'<mark class="{kind}" id="m{number}">{found[2]}<sup><a href="#n{number}">{number + 1}</a></sup></mark>'

    def _with_marks(self, block: Block, numbers: Sequence[int]) -> Block:
        spans = {number: self._marked_place(self.findings[number]) for number in numbers}
        if not spans:
            return block
        match block:
            case Paragraph() | Heading():
                return replace(block, runs=_put_in(block.runs, [(span_of(at), n) for n, at in spans.items()]))
            case Table(rows=rows):
                cells = {at.address.partition("[")[0]: n for n, at in reversed(spans.items()) if at}
                return replace(
                    block,
                    rows=tuple(
                        tuple(
                            replace(cell, runs=_put_in(cell.runs, [(None, cells[cell.location.address])]))
                            if cell.location and cell.location.address in cells
                            else cell
                            for cell in row
                        )
                        for row in rows
                    ),
                )
            case ListBlock():
                return block
            case _:
                return block

    def _marked_place(self, finding: Finding) -> Location | None:
        """The first suspect's place where it is in the same block as the finding, else the finding's."""
        here = self.report.reading.place(finding.location)
        for suspect in finding.suspects:
            place = self.report.reading.place(suspect.location)
            if place is not None and here is not None and place.index == here.index:
                return suspect.location
        return finding.location


def _put_in(runs: Sequence[Run], marks: Iterable[tuple[tuple[int, int] | None, int]]) -> tuple[Run, ...]:
    """The runs with the marked characters between sentinels; a mark without a span takes all of them."""
    length = sum(len(run.text) for run in runs)
    wanted: list[tuple[int, int, int]] = []
    for span, number in sorted(marks, key=lambda mark: (mark[0] or (0, 0), mark[1])):
        start, end = span or (0, length)
        if start < end <= length and (not wanted or start >= wanted[-1][1]):  # one that overlaps keeps its note only
            wanted.append((start, end, number))
    told: list[Run] = []
    at = 0
    for run in runs:
        inside = [
            (max(a - at, 0), min(b - at, len(run.text)), n) for a, b, n in wanted if a < at + len(run.text) and b > at
        ]
        at += len(run.text)
        if not inside:
            told.append(run)
            continue
        text, last = "", 0
        for start, end, number in inside:
            text += run.text[last:start] + f"{_OPEN}{number}{_NUMBER_END}{run.text[start:end]}{_CLOSE}"
            last = end
        bold, emphasis = getattr(run, "bold", False), getattr(run, "emphasis", False)
        told.append(Text(text + run.text[last:], bold, emphasis))
    return tuple(told)
