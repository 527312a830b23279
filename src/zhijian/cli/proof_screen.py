"""Proofed reports on the screen: the notes on one, and many in a table."""

from __future__ import annotations

from collections.abc import Sequence

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from zhijian.cli.screen import COLOURS
from zhijian.cli.wrapping import breaks
from zhijian.findings import Severity
from zhijian.messages import _
from zhijian.proof.output import Line, Proofed, lines_of, side_by_side

_INDENT = {"section": 0, "finding": 2, "summary": 0}  # columns; what else a finding says stands below it
_DETAIL = 6
_NARROWEST = 24  # columns; a narrower terminal breaks the lines itself
_STYLES = {"section": "bold", "place": "dim", "summary": "bold"}
_ROWS = 40  # reports that are listed on a screen; a pipe and the other formats get them all


def indent_of(line: Line) -> int:
    """Columns before a line of the notes."""
    return _INDENT.get(line.kind, _DETAIL)


def show_notes(report: Proofed, out: Console) -> None:
    """The notes, wrapped and indented on a terminal, one to a line in a pipe."""
    for number, line in enumerate(lines_of(report)):
        if number and line.kind in ("section", "summary"):
            out.print()
        text = Text(line.text, style=_STYLES.get(line.kind, ""))
        if line.severity is not None:
            text.stylize(COLOURS[line.severity], 0, line.text.find(" ", line.text.find(" ") + 1))
        if line.kind in ("quote", "finding"):
            text.highlight_regex("【.*?】", "bold reverse")
        indent = indent_of(line)
        places = breaks(line.text, max(out.width - indent, _NARROWEST)) if out.is_terminal else []
        for part in text.divide(places):
            out.print(Text(" " * indent) + part)


def show_side_by_side(proofed: Sequence[Proofed], out: Console) -> None:
    """A row for each report, worst first, and the totals."""
    headings, rows = side_by_side(proofed)
    out.soft_wrap = False
    if out.is_terminal:
        shown = _on_screen(proofed)
        out.print(_table(headings, rows[:shown]))
        if shown < len(rows):
            out.print(_left_out(proofed, len(rows) - shown))
    else:  # a pipe has no width: everything on one line for each report
        for row in (headings, *rows):
            typer.echo("\t".join(" ".join(cell.split()) for cell in row))
    unread = sum(bool(report.problem) for report in proofed)
    totals = [sum(report.summary()[name] for report in proofed) for name in ("error", "warning", "notice")]
    out.print(
        _(
            "共 {n} 份报告，{unread} 份未能读取：错误 {errors}，警告 {warnings}，提示 {notices}。",
            n=len(proofed),
            unread=unread,
            errors=totals[0],
            warnings=totals[1],
            notices=totals[2],
        )
    )


def _on_screen(proofed: Sequence[Proofed]) -> int:
    """How many of the rows, worst first, a person reads on a screen: of many reports those with errors or warnings."""
    if len(proofed) <= _ROWS:
        return len(proofed)
    return min(max(sum(map(_grave, proofed)), 1), _ROWS)


def _grave(report: Proofed) -> bool:
    return bool(report.problem) or any(report.count(severity) for severity in (Severity.error, Severity.warning))


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(show_edge=False, expand=True)
    for number, heading in enumerate(headings):
        first, last = number == 0, number == len(headings) - 1
        ratio = 2 if first else 5 if last else None
        table.add_column(heading, justify="left" if first or last else "right", ratio=ratio)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _left_out(proofed: Sequence[Proofed], count: int) -> str:
    clean = sum(not report.problem and not any(report.told) for report in proofed)
    return _(
        "另有 {n} 份未列，其中 {clean} 份没有发现问题。要看全部，请加 --review 意见.xlsx，或加 --format html --output 文件夹。",
        n=count,
        clean=clean,
    )
