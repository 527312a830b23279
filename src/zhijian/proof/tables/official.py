"""The official tables, recognised by their rows: which indicator each figure states."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhijian.catalogue import Catalogue, Indicator
from zhijian.proof.tables.figures import ReadTable
from zhijian.proof.tables.layout import Row
from zhijian.proof.tables.words import known_unit, measure_of, period_of

_ENOUGH = 3  # rows that must be recognised, besides most of the table's
_RESPONDENTS = re.compile(r"调查人数|样本")


def official_indicators(read: ReadTable, catalogue: Catalogue) -> dict[int, str]:
    """Indicator by the id of the figure; empty for a table that is none of the official ones."""
    rows = [row for row in read.layout.rows if row.cells]
    best: list[tuple[Row, Indicator]] = []
    for table in catalogue.tables:
        pairs = _aligned(rows, catalogue.rows(table.number))
        if len(pairs) > len(best):
            best = pairs
    if len(best) < _ENOUGH or 3 * len(best) < 2 * len(rows):
        return {}
    found: dict[int, str] = {}
    for row, indicator in best:
        for column in read.layout.figures:
            figure = read.at(row, column)
            if figure is None:
                continue
            if any(period_of(head) for head in column.head):
                found[figure.id] = indicator.id
            elif indicator.respondents and _RESPONDENTS.search(column.text):
                found[figure.id] = indicator.respondents
    return found


def _aligned(rows: Sequence[Row], indicators: Sequence[Indicator]) -> list[tuple[Row, Indicator]]:
    """Rows and indicators that match, in the order of both: the alignment with the most agreement."""
    names = [_names(indicator) for indicator in indicators]
    labels: list[str] = []
    for row in rows:
        labels.append(plain(row.label) or (labels[-1] if labels else ""))
    height, width = len(rows), len(indicators)
    best = [[0] * (width + 1) for _ in range(height + 1)]
    for r in range(height - 1, -1, -1):
        for c in range(width - 1, -1, -1):
            score = _agreement(labels[r], rows[r].unit, names[c], indicators[c])
            best[r][c] = max(best[r + 1][c], best[r][c + 1], best[r + 1][c + 1] + score if score else 0)
    pairs = []
    r = c = 0
    while r < height and c < width:
        score = _agreement(labels[r], rows[r].unit, names[c], indicators[c])
        if score and best[r][c] == best[r + 1][c + 1] + score:
            pairs.append((rows[r], indicators[c]))
            r, c = r + 1, c + 1
        elif best[r][c] == best[r + 1][c]:
            r += 1
        else:
            c += 1
    return pairs


def _agreement(label: str, symbol: str, names: frozenset[str], indicator: Indicator) -> int:
    if label not in names:
        return 0
    measured, printed = known_unit(symbol), known_unit(indicator.printed_unit)
    if measured is None:
        return 2
    dimensions = {indicator.unit.dimension, *([printed.dimension] if printed else [])}
    return 3 if measured.dimension in dimensions else 0


def _names(indicator: Indicator) -> frozenset[str]:
    return frozenset(plain(name) for name in (indicator.label["zh"], *indicator.aliases))


def plain(label: str) -> str:
    """A label without what varies in print: class letters, brackets' kind, 数量 for 数."""
    text = measure_of(label).replace("(", "（").replace(")", "）").replace(":", "：")
    return re.sub(r"^[A-D]类：?", "", text)
