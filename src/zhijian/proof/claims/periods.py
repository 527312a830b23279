"""When a figure holds: years, school years, months in the text, and 上年 as seen from them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_DASH = r"\s*[-—–－~～至]+\s*"
_YEAR = r"(?:19|20)\d\d"
_PERIOD = re.compile(
    rf"(?P<from>{_YEAR}){_DASH}(?P<to>{_YEAR}|\d\d)\s*(?P<school>学年)?(?P<span>年度?|年)?"
    rf"|(?P<year>{_YEAR})\s*(?:年度?|届)(?:\s*(?P<month>1?\d)\s*月(?:份)?(?P<end>底|末)?(?:\s*[1-3]?\d\s*[日号])?)?"
    r"|(?P<relative>上一?学年度?|上年度?同?期?|去年同?期?|上一年度?|前一年|上期|上一轮)"
)
_BEFORE_AGAINST = re.compile(r"(?:比|较|同比|环比|与|同|由|从|相对|相较|相较于|较之)(?:于)?\s*$")
_AFTER_AGAINST = re.compile(r"\s*(?:相比|比较|对比)")


@dataclass(frozen=True, slots=True)
class Period:
    """A period that a text names. label: 2024, 2023-2024, 2024-10, or 上年. against: it is compared with."""

    start: int
    end: int
    label: str
    against: bool
    origin: bool  # 由, 从: the figure that follows is of this period


def periods(text: str) -> list[Period]:
    """The periods named in ``text``, in order; spans of several years are none."""
    found = []
    for match in _PERIOD.finditer(text):
        before, after = text[max(0, match.start() - 4) : match.start()], text[match.end() :]
        led = _BEFORE_AGAINST.search(before)
        origin = led is not None and led.group().strip() in {"由", "从"}
        relative = match["relative"] is not None
        against = (led is not None and not origin) or _AFTER_AGAINST.match(after) is not None
        label = _label(match)
        if label:
            found.append(Period(match.start(), match.end(), label, against, origin or (relative and not against)))
    return found


def _label(match: re.Match[str]) -> str:
    if match["relative"]:
        return "上年"
    if match["from"]:
        first, last = int(match["from"]), match["to"]
        second = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
        return f"{first}-{second}" if match["school"] or (second == first + 1 and match["span"] == "年度") else ""
    if match["month"] and not match["end"]:
        return f"{match['year']}-{int(match['month']):02}"
    return str(match["year"])


def previous(period: str) -> str:
    """The period before: 2023 of 2024, 2022-2023 of 2023-2024, 2023-10 of 2024-10; empty for none."""
    parts = period.split("-")
    if not parts[0].isdigit():
        return ""
    if len(parts) == 2 and len(parts[1]) == 4:
        return f"{int(parts[0]) - 1}-{int(parts[1]) - 1}"
    return "-".join([str(int(parts[0]) - 1), *parts[1:]])


def own_period(title: str, text: str) -> str:
    """The year that a report is about: the one in its title, else the one it names most; empty if none is named."""
    for where in (title, text):
        years: Counter[str] = Counter(re.findall(rf"({_YEAR})\s*年", where))
        if years:
            return years.most_common(1)[0][0]
    return ""
