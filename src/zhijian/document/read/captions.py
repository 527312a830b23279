"""Numbers and captions as people type them: 图2-1 校园, 表 6 落实政策表, 案例3-2：…, 2.3.1 就业情况."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zhijian.document.blocks import Run, Text
from zhijian.document.compare import merged

LONGEST_CAPTION = 80  # characters; a longer paragraph that begins with 图2-1 tells about the figure
_LONGEST_NOTE = 60
DASH = r"[-－–—‐‑.．]"  # between the numbers of a chapter and of a caption in it
_CAPTION = re.compile(rf"\s*((图|表|附图|附表|案例|Figure|Table)\s*\d+(?:{DASH}\d+)*)[\s:：.．、]*")
# Forms of a ministry have a number before 表 and are called by their name alone: 公开01表 收入支出决算总表
FORM = re.compile(r"\s*((?:公开|财决|预算)\s*\d{1,2}\s*表)[\s:：]*(?=\S{2,40}表\s*$)")
_HEADING = re.compile(r"\s*(\d{1,2}(?:[.．]\d{1,2}){0,5}(?![\d%％年月日人个所项万亿]))[.．、]?\s*")
_CHAPTER = re.compile(
    r"\s*(第[一二三四五六七八九十百\d]+[章节]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])\s*"
)
# The unit may stand beside who filled the form in: 编制单位：市教育局  金额单位：万元
UNIT_NOTE = re.compile(
    r"\s*(?:(?:编制|填报|填表|公开)?(?:单位|部门)(?:名称)?\s*[:：]\s*\S{2,30}\s+)?"
    r"[（(]?\s*(?:计量|金额|货币|数量|人数)?单位\s*[:：]"
)


def typed_caption(runs: Iterable[Run]) -> tuple[str, str, tuple[Run, ...]] | None:
    """(label, number, the runs after it) of a caption: (图, 图2-1, …); None if the text does not begin like one."""
    runs = merged(runs)
    text = "".join(run.text for run in runs)
    if form := FORM.match(text):
        return "表", form[1], without_start(runs, form.end())
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
    return len(text) <= _LONGEST_NOTE and UNIT_NOTE.match(text) is not None


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
