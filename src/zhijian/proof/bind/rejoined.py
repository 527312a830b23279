"""Names that a text seems to part into an organisation and a measure where a table prints them whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from zhijian.proof.bind.names import loose
from zhijian.proof.shapes import Figure

_REACHED = re.compile(r"^(?:共?实现|完成|取得|达到)")
_LEAST = 6  # characters of a name that no organisation's name and measure make by accident


def rejoined(figures: Sequence[Figure]) -> list[Figure]:
    """归属于母公司股东的净利润 is a measure where a row is called so, not a profit of 归属于母公司."""
    rows = {loose(f.measure): f.measure for f in figures if f.table and not f.subject and len(f.measure) >= _LEAST}
    return [_rejoined(figure, rows) for figure in figures]


def _rejoined(figure: Figure, rows: dict[str, str]) -> Figure:
    if figure.table or not figure.subject:
        return figure
    measure = rows.get(loose(_REACHED.sub("", figure.subject + figure.measure)))
    return figure if measure is None else replace(figure, subject="", measure=measure)
