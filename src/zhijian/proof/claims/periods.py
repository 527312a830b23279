"""When a figure holds: years, school years, months in the text, and 上年 as seen from them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from zhijian.proof.claims.masks import DASH, YEAR

PREVIOUS, CURRENT = "上年", "今年"
EARLIER = "此前"  # of a time before, which one is not said

_YEARS = rf"(?P<from>{YEAR}){DASH}(?P<to>{YEAR}|\d\d)\s*(?P<school>学年)?(?P<span>年度?|年)?"
_PERIOD = re.compile(
    rf"{_YEARS}(?P<since>以来)?"
    rf"|(?P<year>{YEAR})\s*(?:(?P<one_school>学年度?)|年度?(?:末|底)?|届|(?=(?:[、和]\s*{YEAR})+\s*年))"
    r"(?P<more>(?:\s*(?P<part>1?\d\s*[-—–~至]\s*1?\d\s*月份?)|\s*(?P<month>1?\d)\s*月(?:份)?(?P<end>底|末)?(?:\s*[1-3]?\d\s*[日号])?)?)"
    r"(?:以来|(?=起)|(?P<term>[春秋]季?学期))?"
    r"|(?P<relative>上一?学年度?|上年同期|上年度|上年末|上年(?!级|纪|龄|限|结转|结余|实际|决算)|(?<=[比较])上年(?=实际|决算)|去年同期|去年底|去年末|去年|上一年度?|前一年|上一?届(?=\s*(?:$|毕业生|学生|的))|上期|上一轮|往年|年初|上半年|前三季度|一季度|二季度|三季度|上学期|上季度|上月末?|期初)"
    r"|(?<![年\d.])(?P<months>(?:1?\d\s*[-—–~至]\s*)?1?\d\s*月(?:[末底](?<!12月.))?)份?(?=\s*(?:$|[,，])|(?:全|累计|我)[市省县区])"
    r"|(?P<current>今年以来|今年|本年度|本学年度?|本年(?!级|龄))"
)
_BEFORE_AGAINST = re.compile(
    r"(?:比|较|同比|环比|与|同|由|从|自|相对|相较|相较于|较之|截至|截止)(?:于)?(?:[“\"][^”\"]{1,4}[”\"][末初]?的)?\s*$"
)
_AFTER_AGAINST = re.compile(r"\s*(?:相比|比较|对比|相同)")
_SPAN_HOLDS = re.compile(r"\s*(?:$|[，,]|期间|年?间|共|累计|全|我|本)")
_NO_YEAR = frozenset({"上学期", "上季度", "上月", "上月末", "上一轮", "上期"})
OTHER_TERMS = frozenset({"往年", "上半年", "前三季度", "一季度", "二季度", "三季度"})
_ONLY_COMPARED = frozenset({"年初", "期初", "上期", "上一轮", *OTHER_TERMS})
_ORIGIN = frozenset({"由", "从"})


_SINCE = (
    ("环比", re.compile("环比|上一?(?:月|季)")),
    ("年初", re.compile("[年期]初|[上去]年[末底]")),
    ("同比", re.compile("同比|同期")),
)


def since(text: str) -> str:
    """Which earlier time words compare with, 同比, 年初 or 环比: that of half a year is not the same; "" where unsaid."""
    return next((name for name, pattern in _SINCE if pattern.search(text)), "")


@dataclass(frozen=True, slots=True)
class Period:
    """A period that a text names.

    label: 2024, 2023-2024, 2024-10, 上年, 今年; "" for a span of years or a part of one. against: it is compared
    with. origin: the figure that follows is of it and no other (由2023年的120人, 上年为118人). scope: what sets a
    figure of a span or a part of a year apart from the year's own (2021—2023年, 1—6月, 2019年以来).
    """

    start: int
    end: int
    label: str
    against: bool
    origin: bool
    scope: str = ""


def periods(text: str) -> list[Period]:
    """The periods named in ``text``, in order."""
    found = []
    for match in _PERIOD.finditer(text):
        before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 4]
        led = _BEFORE_AGAINST.search(before)
        lead = led.group().strip() if led else ""
        origin = lead in _ORIGIN
        against = (led is not None and not origin and not lead.startswith(("自", "截"))) or bool(
            _AFTER_AGAINST.match(after)
        )
        since = match.group().endswith("以来") or (lead == "自" and match["year"] is not None)
        label, scope = _label(match), _scope(match, since=since)
        if since:
            label = ""
        relative = match["relative"] is not None
        if match["relative"] in _ONLY_COMPARED and not against:
            continue
        found.append(Period(match.start(), match.end(), label, against, origin or (relative and not against), scope))
    return found


def _scope(match: re.Match[str], *, since: bool) -> str:
    if match["current"]:
        return ""
    if match["months"]:
        return re.sub(r"\s", "", match["months"])
    spans = match["from"] and not _label(match) and _SPAN_HOLDS.match(match.string, match.end())
    if since or match["part"] or (spans and match.string[match.start() - 1 : match.start()] not in {"（", "(", "《"}):
        return re.sub(r"\s", "", match.group())
    return match["relative"] if match["relative"] in _NO_YEAR else ""


def _label(match: re.Match[str]) -> str:
    if match["relative"] in _NO_YEAR or match["months"]:
        return ""
    if match["relative"] in OTHER_TERMS:
        return str(match["relative"])
    if match["relative"] or match["current"]:
        return PREVIOUS if match["relative"] else CURRENT
    if match["from"]:
        first, last = int(match["from"]), match["to"]
        second = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
        return f"{first}-{second}" if second == first + 1 and (match["school"] or match["span"] != "年") else ""
    if match["one_school"]:
        return f"{match['year']}-{int(match['year']) + 1}"
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
    """The year that a report is about: the one in its title, else the one it names most, of two the later; "" if none."""
    for where in (title, text):
        years: Counter[str] = Counter(re.findall(rf"(?<![比较与同由从])({YEAR})\s*年", where))
        if years:
            return max(years, key=lambda year: (years[year], year))
    return ""
