"""The report itself as an HTML page, with the findings in the margin beside the words that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from importlib.resources import files
from urllib.parse import quote

from zhijian.document import (
    Block,
    Case,
    Cell,
    Cover,
    Document,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Table,
    as_read,
    plain_text,
)
from zhijian.document.write.html.blocks import block as as_html
from zhijian.findings import Location, severity_label
from zhijian.messages import _, language
from zhijian.proof.order import Reading, span_of
from zhijian.proof.output.marks import Mark, put_in, written
from zhijian.proof.output.proofed import Proofed, details, likely_suspects
from zhijian.proof.output.text import side_by_side, summary_line
from zhijian.proof.walk import runs_of

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page(title: str, head: str, body: str) -> str:
    """A self-contained page in the looks of a report; it asks for nothing from elsewhere and runs no script."""
    style = files("zhijian.document.write.html").joinpath("report.css").read_text("utf-8")
    style += files(__package__).joinpath("page.css").read_text("utf-8")
    return (
        f'<!DOCTYPE html>\n<html lang="{"en" if language() == "en" else "zh-CN"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#zj-text">{_("跳到正文")}</a>\n'
        f'<header class="top">\n<h1>{escape(title)}</h1>\n{head}</header>\n'
        f'<main class="proof" id="zj-text">\n{body}\n</main>\n</body>\n</html>\n'
    )


def as_page(report: Proofed, document: Document) -> str:
    """The text at the left, notes at the right; on a narrow screen a note stands below its paragraph."""
    notes = _Notes(report, document)
    body = "\n".join(notes.passages(document.blocks))
    head = f"<p>{escape(summary_line(report))}</p>\n{notes.contents()}{notes.unplaced()}"
    return page(f"{_('核查')}：{document.title or report.name}", head, body)


class _Notes:
    """The findings, numbered in reading order: their notes by block, their marks by block and cell."""

    def __init__(self, report: Proofed, document: Document) -> None:
        self._report = report
        self._findings = tuple(report.told)
        self._reading = Reading(document)
        self._notes: dict[str, list[int]] = {}
        self._marks: list[tuple[int, int]] = []  # by key: the finding, and the how manieth mark of it
        self._named: set[int] = set()
        self._at: dict[str, list[tuple[int, tuple[int, int] | None]]] = {}
        for number, finding in enumerate(self._findings):
            self._notes.setdefault(self._block(finding.location), []).append(number)
            doubted = dict.fromkeys(suspect.location for suspect in likely_suspects(finding) if suspect.location)
            for count, location in enumerate(doubted or [finding.location]):
                if location is not None:
                    address = location.address.partition("[")[0]
                    self._at.setdefault(address, []).append((len(self._marks), span_of(location)))
                    self._marks.append((number, count))

    def _block(self, location: Location | None) -> str:
        place = self._reading.place(location)
        found = place.block.location if place is not None else None
        return found.address if found else ""

    def contents(self) -> str:
        """The findings as a list of links."""
        entries = "".join(
            f'<li class="is-{finding.severity.name}"><b>{escape(severity_label(finding.severity))} {finding.code}</b> '
            f'<a href="#zj-n{number}">{escape(self._report.headline(finding))}</a> '
            f'<span class="where">{escape(self._report.spot(finding.location).section)}</span></li>'
            for number, finding in enumerate(self._findings, start=1)
        )
        if not entries:
            return ""
        return f'<details class="findings" open><summary>{_("核查意见")}</summary><ol>{entries}</ol></details>\n'

    def unplaced(self) -> str:
        """Notes on the whole document."""
        notes = "".join(self._note(number) for number in self._notes.get("", []))
        return f'<div class="margin">{notes}</div>\n' if notes else ""

    def passages(self, blocks: Iterable[Block], *, inside: bool = False) -> Iterator[str]:
        """Each block after its notes, which float beside it; a case block by block."""
        for block in blocks:
            address = block.location.address if block.location else ""
            notes = "".join(self._note(number) for number in self._notes.get(address, ())) if address else ""
            margin = f'<div class="margin">{notes}</div>' if notes else ""
            title = isinstance(block, Case)
            text = self._case_title(block) if isinstance(block, Case) else self._text(block)
            text = self._unmarked(self._notes.get(address, ())) + text if address else text
            kind = "passage inside" if inside or title else "passage"
            yield f'<div class="{kind}">{margin}<div class="text">{text}</div></div>'
            if isinstance(block, Case):
                yield from self.passages(block.blocks, inside=True)

    def _unmarked(self, numbers: Iterable[int]) -> str:
        """Where the links of notes lead whose words are not marked: the paragraph."""
        marked = {number for number, count in map(self._marks.__getitem__, self._named) if not count}
        return "".join(f'<span id="zj-m{number + 1}"></span>' for number in numbers if number not in marked)

    def _case_title(self, case: Case) -> str:
        title = escape(" ".join(part for part in (case.number, case.title) if part))
        school = f'<p class="organisation">{escape(case.organisation)}</p>' if case.organisation else ""
        return f'<p class="case-title">{title}</p>{school}'

    def _text(self, block: Block) -> str:
        html = written(as_html(self._with_marks(block)), self._mark).replace(' id=""', "")  # what has no anchor
        return html.replace("<h1>", '<p class="h1">').replace("</h1>", "</p>") if isinstance(block, Cover) else html

    def _note(self, number: int) -> str:
        finding = self._findings[number]
        label = f"{severity_label(finding.severity)} {finding.code}"
        back = f'<a href="#zj-m{number + 1}" aria-label="{_("见文中")}">↑</a>'
        after = (
            f'<a class="other" href="#zj-n{number + 2}" aria-label="{_("下一处")}">↓</a>'
            if number + 1 < len(self._findings)
            else ""
        )
        lines = "".join(f"<p>{escape(line)}</p>" for line in details(self._report, finding))
        return (
            f'<section class="is-{finding.severity.name}" id="zj-n{number + 1}" aria-label="{number + 1} {escape(label)}">'
            f'<p class="head"><b>{number + 1} {escape(label)}</b>{back}{after}</p>'
            f'<p class="what">{escape(self._report.headline(finding))}</p>{lines}</section>'
        )

    def _mark(self, keys: tuple[int, ...], inside: str) -> str:
        """The marked words with a link to each note on them; a mark that a run's end divides is named once."""
        numbers = {self._marks[key][0] for key in keys}
        gravest = max(self._findings[number].severity for number in numbers).name
        links = ""
        for key in keys:
            if key in self._named:
                continue
            self._named.add(key)
            number, count = self._marks[key]
            name = f"zj-m{number + 1}" + (f"-{count + 1}" if count else "")
            label = f"{_('核查意见')} {number + 1}"
            links += f'<a id="{name}" href="#zj-n{number + 1}" aria-label="{label}">{number + 1}</a>'
        return f'<mark class="is-{gravest}">{inside}{links}</mark>'

    def _with_marks(self, block: Block) -> Block:
        match block:
            case Heading() | Paragraph():
                return replace(block, runs=self._runs(block.runs, block.location))
            case ListBlock(items=items):
                return replace(block, items=self._items(block, items))
            case Table(rows=rows):
                return replace(block, rows=tuple(tuple(self._cell(cell) for cell in row) for row in rows))
            case Figure(pictures=pictures):  # a drawing is enough
                return replace(block, pictures=tuple(replace(picture, chart=None) for picture in pictures))
            case _:
                return block

    def _runs(self, runs: Sequence[Run], location: Location | None) -> tuple[Run, ...]:
        return put_in(runs, self._wanted(runs, location)) if location else tuple(runs)

    def _wanted(self, runs: Sequence[Run], location: Location) -> Iterator[Mark]:
        whole = (0, len(plain_text(runs)))
        for key, span in self._at.get(location.address, ()):
            found = as_read(runs, span) if span else whole
            if found is not None:
                yield Mark(*found, (key,))

    def _cell(self, cell: Cell) -> Cell:
        return replace(cell, runs=self._runs(cell.runs, cell.location))

    def _items(self, block: ListBlock, items: Sequence[tuple[Run, ...]]) -> tuple[tuple[Run, ...], ...]:
        """The items with the marks that count the characters of all of them, a line end between each two."""
        wanted = list(self._wanted(runs_of(block), block.location)) if block.location else []
        told, at = [], 0
        for item in items:
            length = len(plain_text(item))
            here = [
                Mark(max(mark.start - at, 0), min(mark.end - at, length), mark.keys)
                for mark in wanted
                if mark.start < at + length and mark.end > at and mark.end - mark.start <= length
            ]
            told.append(put_in(item, here))
            at += length + 1
        return tuple(told)


def as_index(reports: Sequence[Proofed], pages: Mapping[str, str]) -> str:
    """Many reports side by side, worst first, each with a link to its page. pages: file names by report."""
    headings, rows = side_by_side(reports)
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    lines = []
    for name, *cells in rows:
        told = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        problem = cells[0] == "—"
        link = escape(name) if problem else f'<a href="{quote(pages[name])}">{escape(name)}</a>'
        lines.append(f'<tr><th scope="row">{link}</th>{told}</tr>')
    table = (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{_("核查意见")}"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )
    return page(f"{_('核查意见')}（{len(reports)}）", "", table)
