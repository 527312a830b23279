"""Tables without upright lines: what is set apart in the lines of a page, below one another, is a column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from zhijian.document.read.pdf.cells import Found
from zhijian.document.read.pdf.drawing import Rule
from zhijian.document.read.pdf.lines import Line, bare
from zhijian.document.read.pdf.rows import OF_ONE_ROW, body_of, columns_of, head_of, last_words
from zhijian.document.read.pdf.rules import NEAR
from zhijian.document.read.text.columns import is_number, is_value
from zhijian.document.read.text.kinds import title_of

_FEWEST = 2  # rows with figures that make a table
_FARTHEST = 4  # times a line's height: how far apart the lines of one table may be
_NEXT = 1.99  # times a line's height: how far the first line of a page is thought to be below the last one before it
_LONGEST_CELL, _LONGEST_LABEL, _LONGEST_END = 40, 30, 12  # characters
_SENTENCE = ("。", "；")
_YEAR = re.compile(r"(?:19|20)\d\d")


def tables_of(lines: Sequence[Line], rules: Sequence[Rule]) -> tuple[list[Found], list[Line]]:
    """The tables in the lines of a page, and the lines that are in none. rules: level ones, from top to bottom.

    The first may be the rest, and the last the head, of one that goes on over the page.
    """
    found: list[Found] = []
    left: list[Line] = []
    at = 0
    while at < len(lines):
        begins = not found and all(map(_ends_a_label, left))
        table = _found_at(lines, at, rules, begins=begins)
        if table is None:
            left.append(lines[at])
            at += 1
            continue
        at += len(table.source)
        if begins and not table.header:  # the row that the page broke
            table, left = replace(table, source=(*left, *table.source)), []
        found.append(table)
    return found, left


def _found_at(lines: Sequence[Line], at: int, rules: Sequence[Rule], *, begins: bool) -> Found | None:
    """The table that begins with line ``at``. begins: nothing but the end of a label stands before it on its page."""
    end = _end(lines, at, rules)
    if end == at:
        return None
    run, after = lines[at:end], lines[end : end + 3]
    named = at > 0 and _names_a_table(lines[at - 1])
    table = _table(run, after, rules, fewest=1 if named else _FEWEST)
    if table is None and begins and (rest := _table(run, after, rules, fewest=1)):
        return replace(rest, alone=False)
    if table is None and named and all(map(_ends_a_label, lines[end:])):
        return _head_alone(lines[at:])
    return table


def _ends_a_label(line: Line) -> bool:
    return (
        len(line.text) <= _LONGEST_END and len(line.parts) == 1 and title_of(line.text) is None and _may_be_label(line)
    )


def continued(table: Found, below: Found) -> Found | None:
    """Both as one where ``below``, which begins a page, is the rest of ``table``, which ends the one before it."""
    repeated = 0
    for above, line in zip(table.source, below.source, strict=False):
        if bare(above.text) != bare(line.text) or states_figures(line):
            break
        repeated += 1
    if below.header and not repeated:
        return None
    lines = below.source[repeated:]
    if not lines:
        return table
    last = table.source[-1]
    down = last.base - _NEXT * max(last.size, lines[0].size) - lines[0].base
    whole = _table([*table.source, *(line.lowered(down) for line in lines)], (), (), fewest=1)
    return whole if whole is not None and (whole.header or not table.header) else None


def _end(lines: Sequence[Line], start: int, rules: Sequence[Rule]) -> int:
    """The end of the run of lines from ``start`` that may be rows; ``start`` where there is none."""
    end = start
    figures = False
    for at in range(start, len(lines)):
        line = lines[at]
        if at > start and not _near(lines[at - 1], line, rules):
            break
        if _may_be_row(line):
            if figures and at > end and not any(is_value(part.text) for part in line.parts):  # the head of another
                break
            figures = figures or states_figures(line)
            end = at + 1
        elif at == start or not _may_be_label(line):
            break
    return end


def _near(above: Line, below: Line, rules: Sequence[Rule]) -> bool:
    """Whether two lines may be of one table: a ruling line between them holds together what stands farther apart."""
    gap = (above.base - below.base) / max(above.size, below.size)
    return gap <= _FARTHEST or (
        gap <= 2 * _FARTHEST
        and any(below.base < it.at < above.base and it.start <= above.left and above.right <= it.end for it in rules)
    )


def _may_be_row(line: Line) -> bool:
    """Whether it has parts, all of which may be cells: none is a sentence, a caption or a unit."""
    return len(line.parts) > 1 and all(
        len(part.text) <= _LONGEST_CELL
        and not part.text.endswith(_SENTENCE)
        and ((title := title_of(part.text)) is None or title.kind == "heading")
        for part in line.parts
    )


def _may_be_label(line: Line) -> bool:
    """Whether a line may be one cell of a row: the second line of a label, the name of a group of rows."""
    title = title_of(line.text)
    return (
        len(line.text) <= _LONGEST_LABEL
        and not line.text.endswith((*_SENTENCE, "：", "，"))
        and (title is None or title.kind == "heading")
    )


def states_figures(line: Line) -> bool:
    """Whether it is a row of figures: behind its first part stand some, and they are not years."""
    texts = [part.text for part in line.parts[1:]]
    figures = [text for text in texts if is_number(text)]
    return (
        bool(figures)
        and not all(_YEAR.fullmatch(text) for text in figures)
        and 2 * sum(map(is_value, texts)) >= len(texts)
    )


def _names_a_table(line: Line) -> bool:
    title = title_of(line.parts[-1].text) or title_of(line.text)
    return title is not None and title.kind in ("表", "unit")


def _table(lines: Sequence[Line], after: Sequence[Line], rules: Sequence[Rule], *, fewest: int) -> Found | None:
    """The table of these lines. after: what follows, which may be the end of the last label."""
    rows = [line for line in lines if states_figures(line)]
    columns = columns_of(rows)
    if len(columns) < 2 or not _aligned(rows, len(columns)):
        return None
    lines = [*lines, *last_words(lines, list(takewhile(_may_be_label, after)), columns)]
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    top, bottom = lines[0].top, lines[-1].bottom
    across = [
        rule.at
        for rule in rules
        if rule.start <= left + 2 * NEAR and rule.end >= right - 2 * NEAR and bottom < rule.at < top
    ]
    ruled = [at for at in across if at > rows[0].base]
    if len(rows) < (1 if ruled else fewest):
        return None
    first = ruled[-1] if ruled else rows[0].base + OF_ONE_ROW * rows[0].size
    head = [line for line in lines if line.base > first]
    spots, header = head_of(head, columns)
    more, count = body_of(lines[len(head) :], columns, across, header)
    edges = (*(start for start, _end in columns), right)
    return Found(
        lines[0].page, (left, bottom, right, top), edges, header + count, (*spots, *more), header, source=tuple(lines)
    )


def _head_alone(lines: Sequence[Line]) -> Found | None:
    """The head of a table whose rows are on the next page."""
    columns = columns_of([max(lines, key=lambda line: len(line.parts))])
    spots, header = head_of(lines, columns)
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    edges = (*(start for start, _end in columns), right)
    return Found(
        lines[0].page,
        (left, lines[-1].bottom, right, lines[0].top),
        edges,
        header,
        tuple(spots),
        header,
        source=tuple(lines),
    )


def _aligned(rows: Sequence[Line], columns: int) -> bool:
    """Whether most rows fill most columns: gaps that only happen to stand below one another leave many empty."""
    return 2 * sum(len(row.parts) for row in rows) > columns * len(rows)
