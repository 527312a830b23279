"""A table that was written down one cell per line: its header found, its columns recovered.

Where empty cells were kept, or rows are set apart by blank lines, the rows are told as they stand. Else a header
says what each column may hold, and the cells are laid into the columns in the cheapest way: a row may lack its
sequence number (其中), its unit, its label (学时), and what it lacks is left empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from zhijian.quantity.units import known_symbols

Sort = Literal["sequence", "label", "unit", "value", "any"]

_NUMBER = re.compile(r"[+\-−－]?\d[\d,，]*(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d\s*(?:[-—–－~至]\s*(?:19|20)?\d\d\s*)?(?:学年|年度|年底|年末|年)")
_PLACEHOLDER = re.compile(r"[-—－–/／…]+|无|不适用|暂?无数据|仅高职填报|仅中职填报|\*+|N/?A", re.IGNORECASE)
_UNIT_WORDS = frozenset(known_symbols()) | {"——", "—", "-", "/", "元/生", "个/生", "册/生", "平方米/生", "万元", "亿元"}
_VALUE_COLUMN = re.compile(
    _YEAR.pattern
    + r"|.*(?:数|人数|人次|数量|占比|比例|比重|比率|金额|面积|增长|增幅|增减|变化|合计|小计|总计|得分|率|值|额|[（(].*[）)])|.*届"
)
_WIDEST = 16
_NEVER = 1 << 30


def flattened_rows(groups: Sequence[Sequence[str]]) -> list[list[int]] | None:
    """The rows of a table, each a list of places of cells in all the texts of ``groups`` counted from 0, -1 for none.

    groups: the lines between blank lines; empty texts are cells that were kept empty. None if no header and columns
    can be made out.
    """
    starts, count = [], 0
    for group in groups:
        starts.append(count)
        count += len(group)
    width = len(groups[0]) if groups else 0
    if width >= 2 and len(groups) >= 3 and all(len(group) == width for group in groups):
        return [[start + at for at in range(width)] for start in starts]
    if (headed := _under_two_rows(groups, starts)) is not None:
        return headed
    flat = [text for group in groups for text in group]
    full = [at for at, text in enumerate(flat) if text]
    texts = [flat[at] for at in full]
    breaks = {full.index(start) for start in starts if start in full} if len(groups) > 2 else set()
    width = _header_width(texts, breaks)
    if width < 2:
        return None
    laid = _lay(texts, _sorts(texts[:width]), width, breaks)
    if laid is None:
        return None
    rows = [list(range(width)), *laid]
    return [[full[at] if at >= 0 else -1 for at in row] for row in rows]


def _under_two_rows(groups: Sequence[Sequence[str]], starts: Sequence[int]) -> list[list[int]] | None:
    """The rows of a table whose header has two: 地区, 床位, 人员 above 2023年, 2024年, 2023年, 2024年."""
    if len(groups) < 4 or any(is_number(text) for group in groups[:2] for text in group):
        return None
    upper, lower, width = len(groups[0]), len(groups[1]), len(groups[2])
    labels = width - lower
    over = upper - labels
    if labels < 1 or over < 1 or lower <= over or lower % over or any(len(group) != width for group in groups[2:]):
        return None
    first = list(range(labels))
    for at in range(labels, upper):
        first += [at] + [-1] * (lower // over - 1)
    second = [-1] * labels + [starts[1] + at for at in range(lower)]
    return [first, second, *([start + at for at in range(width)] for start in starts[2:])]


def is_value(text: str) -> bool:
    """Whether a cell states a figure, or stands where one would."""
    return is_number(text) or _PLACEHOLDER.fullmatch(text) is not None


def is_number(text: str) -> bool:
    """Whether a cell begins with a figure and is hardly more than that."""
    found = _NUMBER.match(text.replace(" ", "").lstrip("约近超逾"))
    return found is not None and len(text) <= found.end() + 6 and not _YEAR.fullmatch(text)


def is_unit(text: str) -> bool:
    """Whether a cell names a unit."""
    return text in _UNIT_WORDS


def _header_width(texts: Sequence[str], breaks: set[int]) -> int:
    """How many of the first cells are the header; 0 if that cannot be told."""
    plain = 0
    while plain < min(len(texts), _WIDEST) and not is_number(texts[plain]):
        plain += 1
    if "序号" in texts[0]:
        return plain if plain < len(texts) and texts[plain] == "1" else 0
    candidates = [at for at in range(2, _WIDEST + 1) if at in breaks and at < len(texts)]
    if candidates and candidates[0] <= plain:
        return candidates[0]
    best, fit = 0, 0.8
    for width in range(2, min(plain, _WIDEST) + 1):
        body = texts[width:]
        if len(body) < 2 * width or len(body) % width:
            continue
        columns = [body[at::width] for at in range(width)]
        alike = [max(sum(_class(t) == kind for t in column) for kind in "ntu") / len(column) for column in columns]
        figures = sum(sum(map(is_value, column)) for column in columns)
        score = sum(alike) / width
        if score > fit and 3 * figures >= len(body) and not is_value(columns[0][0]):
            best, fit = width, score
    return best


def _class(text: str) -> str:
    return "u" if is_unit(text) else "n" if is_value(text) else "t"


def _sorts(header: Sequence[str]) -> list[Sort]:
    sorts: list[Sort] = []
    for text in header:
        bare = "".join(text.split())
        if bare in {"序号", "编号", "行次", "排名"}:
            sorts.append("sequence")
        elif bare in {"单位", "计量单位"}:
            sorts.append("unit")
        elif _VALUE_COLUMN.fullmatch(bare) and "label" in sorts:
            sorts.append("value")
        elif "label" not in sorts:
            sorts.append("label")
        else:
            sorts.append("any")
    return sorts


def _lay(texts: Sequence[str], sorts: Sequence[Sort], width: int, breaks: set[int]) -> list[list[int]] | None:
    """Rows of places; the cheapest way over all cells, None where it is no better than guessing."""
    count = len(texts)
    # cost[i][c]: the cells before i are laid and column c is next; laid[i][c]: the last step to there laid a cell.
    cost = [[_NEVER] * (width + 1) for _ in range(count + 1)]
    laid = [[False] * (width + 1) for _ in range(count + 1)]
    cost[width][0] = 0
    for at in range(width, count + 1):
        row = cost[at]
        _skip_on(row, laid[at], sorts)
        row[0] = min(row[0], row[width])
        begun = _skip_on(row, laid[at], sorts)  # the columns reached without a cell in this row
        for column in range(width) if at < count else ():
            torn = 4 if at in breaks and column > begun else 0
            step = row[column] + _fit(sorts[column], texts[at]) + torn
            if step < cost[at + 1][column + 1]:
                cost[at + 1][column + 1], laid[at + 1][column + 1] = step, True
    return _traced(cost, laid, width, count)


def _skip_on(row: list[int], laid: list[bool], sorts: Sequence[Sort]) -> int:
    """Leaves columns empty where that is cheaper; returns how many from the first were reached so."""
    reached = 0
    for column, sort in enumerate(sorts):
        skipped = row[column] + _skip(sort)
        if skipped < row[column + 1]:
            row[column + 1], laid[column + 1] = skipped, False
            reached += reached == column
    return reached


def _traced(cost: list[list[int]], laid: list[list[bool]], width: int, count: int) -> list[list[int]] | None:
    rows: list[list[int]] = []
    at, column, row = count, width, [-1] * width
    if cost[count][width] > 3 * (count - width):
        return None
    while at > width or column > 0:
        if column == 0:
            rows.append(row)
            row, column = [-1] * width, width
        if laid[at][column]:
            at -= 1
            row[column - 1] = at
        column -= 1
    rows.append(row)
    return [found for found in reversed(rows) if any(place >= 0 for place in found)]


def _skip(sort: Sort) -> int:
    return {"sequence": 1, "label": 4, "unit": 2, "value": 7, "any": 4}[sort]


def _fit(sort: Sort, text: str) -> int:
    number, unit = is_number(text), is_unit(text)
    match sort:
        case "sequence":
            return 0 if re.fullmatch(r"\d{1,3}", text) else 20
        case "label":
            return 12 if is_value(text) else 5 if unit else 0
        case "unit":
            return 0 if unit else 12 if number else 9
        case "value":
            return 0 if number else 1 if is_value(text) or len(text) <= 8 else 14
        case _:
            return 1 if unit else 0
