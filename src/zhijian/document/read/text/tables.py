"""Tables in a text file: lines of cells between tabs or bars, and cells that stand one to a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from zhijian.document.blocks import Cell, Table, Text, plain_text
from zhijian.document.read.text.columns import flattened_rows, is_number, is_value
from zhijian.document.read.text.kinds import title_of
from zhijian.document.read.text.lines import Line, stripped, without_start

_LONGEST_CELL = 40
_SENTENCE = re.compile(r"[。；！？]")
_RULE = re.compile(r"[\s|+:=-]+")


def row_of_marks(line: Line) -> tuple[tuple[Text, ...], ...]:
    """The cells of a line in which tabs, bars or wide gaps stand between short cells; empty if it is none."""
    text = line.text
    if text.count("|") >= 2:
        return tuple(_divided(line.runs, r"\s*\|\s*", outer=True))
    cells = line.cells if "\t" in text else tuple(_divided(line.runs, r"[ \u3000]{2,}", outer=False))
    if (
        sum(map(bool, cells)) < 2
        or any(len(plain_text(cell)) > _LONGEST_CELL for cell in cells)
        or _SENTENCE.search(text)
    ):
        return ()
    return cells


def even(rows: Sequence[tuple[tuple[Text, ...], ...]]) -> list[tuple[tuple[Text, ...], ...]]:
    """The rows of one table, as wide as the widest: an editor drops tabs at the end of a line. A first column that is
    empty throughout is the indent of the table."""
    width = max(map(len, rows))
    full = [(*row, *((),) * (width - len(row))) for row in rows]
    return full if any(row[0] for row in full) else [row[1:] for row in full]


def is_rule(line: Line) -> bool:
    """A line that only rules a table: |---|---|."""
    return len(line.text) > 2 and _RULE.fullmatch(line.text) is not None


def cell_lines(lines: Sequence[Line], start: int) -> int:
    """The end of the run of lines from ``start`` that may be cells, one to a line; ``start`` if there is none."""
    end = start
    led = lines[start].led
    for at in range(start, len(lines)):
        line = lines[at]
        text = line.text
        if not text:
            if not line.led and at - end > 3:
                break
            continue
        if len(text) > _LONGEST_CELL or _SENTENCE.search(text) or "\t" in text:
            break
        if not line.led and led and (is_value(text) or len(text) > 12 or title_of(text)):
            break
        title = title_of(text)
        if title is not None and at > start and not (title.kind == "heading" and line.led and led):
            break
        end = at + 1
    return end


def flattened(lines: Sequence[Line], number: str, caption: str, unit_note: str) -> list[Table] | None:
    """The tables that the lines are, one cell each; None where they are none. A header that comes again begins anew."""
    groups = _groups(lines)
    flat = [cell for group in groups for cell in group]
    texts = [plain_text(cell) for cell in flat]
    figures = sum(map(is_number, texts))
    if len(texts) < 6 or 4 * figures < sum(1 for text in texts if text) or (not texts[0] and not any(texts[:3])):
        return None
    tables: list[Table] = []
    for part in _parts(groups):
        rows = flattened_rows([[plain_text(cell) for cell in group] for group in part])
        if rows is None:
            return None
        cells = [cell for group in part for cell in group]
        named = (number, caption, unit_note) if not tables else ("", "", "")
        tables.append(table([[cells[at] if at >= 0 else () for at in row] for row in rows], *named))
    return tables


def table(rows: Sequence[Sequence[tuple[Text, ...]]], number: str, caption: str, unit_note: str) -> Table:
    """A table of these cells. The rows before the first that states a figure are its header."""
    header = next((at for at, row in enumerate(rows) if any(is_number(plain_text(cell)) for cell in row)), 1)
    header = min(max(header, 1), 3)
    heads = [_spanning(row, rows[at + 1]) for at, row in enumerate(rows[: header - 1])]
    body = [
        tuple(
            Cell(cell, header=at < header, align="left" if not is_value(plain_text(cell)) else "center") for cell in row
        )
        for at, row in enumerate(rows[header - 1 :], start=header - 1)
    ]
    made = (*heads, *body)
    return Table(made, "", number, caption, header, unit_note=unit_note)


def _spanning(row: Sequence[tuple[Text, ...]], below: Sequence[tuple[Text, ...]]) -> tuple[Cell, ...]:
    """A row of a header of several: what has nothing beside it stands over as many columns as are named below it."""
    cells: list[Cell] = []
    for at, runs in enumerate(row):
        over = at < len(below) and bool(below[at])
        if cells and not runs and over and plain_text(cells[-1].runs):
            cells[-1] = replace(cells[-1], columns=cells[-1].columns + 1)
        else:
            cells.append(Cell(runs, header=True, align="left"))
    return tuple(cells)


def looks_like_header(text: str) -> bool:
    """Whether a table written one cell to a line may begin with this cell, without a caption before it."""
    return text in {"序号", "指标", "项目", "指标项目", "年份", "指标名称", "类别", "单位", "地区", "学校"}


def _groups(lines: Sequence[Line]) -> list[list[tuple[Text, ...]]]:
    """The cells between blank lines. A line without a tab among lines with one goes on with the cell before it."""
    led = sum(line.led for line in lines if line.text) * 2 > sum(1 for line in lines if line.text)
    groups: list[list[tuple[Text, ...]]] = [[]]
    for line in lines:
        if not line.text and not (line.led and led):
            groups.append([])
        elif led and not line.led and groups[-1]:
            groups[-1][-1] = (*groups[-1][-1], *line.runs)
        else:
            groups[-1].append(line.runs)
    return [group for group in groups if any(group)]


def _parts(groups: list[list[tuple[Text, ...]]]) -> list[list[list[tuple[Text, ...]]]]:
    """The groups cut before each 序号, with which a table begins."""
    parts: list[list[list[tuple[Text, ...]]]] = [[]]
    for group in groups:
        parts[-1].append([])
        for cell in group:
            if plain_text(cell) == "序号" and any(parts[-1]):
                parts.append([[]])
            parts[-1][-1].append(cell)
    return [[group for group in part if group] for part in parts]


def _divided(runs: tuple[Text, ...], mark: str, *, outer: bool) -> list[tuple[Text, ...]]:
    text = plain_text(runs)
    cells, at = [], 0
    for found in [*re.finditer(mark, text), None]:
        end = found.start() if found else len(text)
        cells.append(stripped(_cut(runs, at, end)))
        at = found.end() if found else end
    if outer:
        cells = cells[1:] if text.startswith("|") else cells
        cells = cells[:-1] if text.endswith("|") else cells
    return cells


def _cut(runs: tuple[Text, ...], start: int, end: int) -> tuple[Text, ...]:
    kept: list[Text] = []
    for run in without_start(runs, start):
        room = end - start - sum(len(done.text) for done in kept)
        if room > 0:
            kept.append(Text(run.text[:room], at=run.at))
    return tuple(kept)
