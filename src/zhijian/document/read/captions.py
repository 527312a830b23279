"""Numbers and captions as people type them: 图2-1 校园, 表 6 落实政策表, 案例3-2：…, 2.3.1 就业情况."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zhijian.document.blocks import Run, Text
from zhijian.document.compare import merged

LONGEST_CAPTION = 80  # characters; a longer paragraph that begins with 图2-1 tells about the figure
_DASH = r"[-－–—‐‑.．]"
_CAPTION = re.compile(rf"\s*((图|表|附图|附表|案例|Figure|Table)\s*\d+(?:{_DASH}\d+)*)[\s:：.．、]*")
_HEADING = re.compile(r"\s*(\d{1,2}(?:[.．]\d{1,2}){0,5}(?![\d%％年月日人个所项万亿]))[.．、]?\s*")
_CHAPTER = re.compile(
    r"\s*(第[一二三四五六七八九十百\d]+[章节]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])\s*"
)
_UNIT = re.compile(r"\s*[（(]?\s*(?:计量)?单位\s*[:：]")


def typed_caption(runs: Iterable[Run]) -> tuple[str, str, tuple[Run, ...]] | None:
    """(label, number, the runs after it) of a caption: (图, 图2-1, …); None if the text does not begin like one."""
    runs = merged(runs)
    text = "".join(run.text for run in runs)
    found = _CAPTION.match(text)
    return (found[2], found[1], without_start(runs, found.end())) if found else None


def typed_heading(runs: Iterable[Run]) -> tuple[str, tuple[Run, ...]]:
    """The number with which the words of a heading begin, empty if there is none, and the runs after it."""
    runs = merged(runs)
    text = "".join(run.text for run in runs)
    found = _HEADING.match(text) or _CHAPTER.match(text)
    if found is None or found.end() == len(text):
        return "", runs
    return found[1].rstrip("、").replace("．", "."), without_start(runs, found.end())


def is_unit_note(text: str) -> bool:
    """Whether a paragraph before a table says the unit of its figures."""
    return len(text) <= 40 and _UNIT.match(text) is not None


def without_start(runs: Iterable[Run], count: int) -> tuple[Run, ...]:
    """The runs without their first ``count`` characters."""
    left: list[Run] = []
    for run in runs:
        cut = min(count, len(run.text))
        count -= cut
        if not cut:
            left.append(run)
        elif isinstance(run, Text) and cut < len(run.text):
            left.append(Text(run.text[cut:], run.bold, run.emphasis))
    return merged(left)
