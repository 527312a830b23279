"""Slips that a sentence shows by itself: % for 个百分点, dates that cannot be, remains of a template."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Sequence

from zhijian.findings import Finding, Severity, finding
from zhijian.messages import _
from zhijian.proof.form.texts import Piece

_PERCENT = r"\d+(?:\.\d+)?\s*[%％]"
_THAN = (
    r"(?:比|较|同比|环比|与)\s*(?:去年|上年|上一?年度?|上学年|上一学年|上届|上一[轮届次期]|前一年|\d{4}年(?:度|同期)?)?"
    r"\s*(?:同期|度)?\s*(?:相比)?[，,]?\s*"
)
_POINTS = re.compile(
    rf"(?P<level>{_PERCENT})\s*[，,（(、]\s*{_THAN}(?P<verb>高出|高|提高|提升|上升|降低|下降|低|回落|增长|增加|减少)了?"
    rf"\s*(?P<change>{_PERCENT})"
)
_SURE_VERBS = {
    "高出",
    "高",
    "低",
    "提高",
    "提升",
    "上升",
    "降低",
    "下降",
    "回落",
}  # 增长 of a rate may be meant in percent
_RATE = re.compile(r"(?:率|占|比重|比例|度|份额)[^，,。；;、]{0,12}$")
_OF_AN_AMOUNT = re.compile(r"\d[\d.,]*[万亿]?[\u4e00-\u9fff]{1,4}[，,]占[^，,。；;、]{0,20}$")  # 5亿元，占75%，增长5%
_PLANNED = re.compile(r"(?:预算|计划|目标|任务|同期|上年|去年)[数额]?(?:\d[\d,.]*[\u4e00-\u9fff]{1,3})?的?$")
_FROM_TO = re.compile(
    rf"(?:由|从)[^，。；]{{0,12}}?(?P<low>{_PERCENT})\s*(?:提高|提升|上升|增加|增长|下降|降低|减少)[到至为]\s*(?P<high>{_PERCENT})"
    rf"[，,]\s*(?:提高|提升|上升|增加|增长|下降|降低|减少)了?\s*(?P<change>{_PERCENT})"
)
_DATE = re.compile(r"(?P<year>(?:19|20|21)\d{2})年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?")
_MONTH = re.compile(r"(?<![\d年])(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_SCHOOL_YEAR = re.compile(r"(?P<first>20\d{2})\s*[-－–—~～至]\s*(?P<second>20\d{2})\s*学年")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
_HELD = re.compile(
    r"(?P<year>20\d{2})年\d{1,2}月\d{1,2}日[^。；]{0,20}?(?:举办|举行|召开|承办|参加)[^。；]{0,4}?(?P<other>20\d{2})年"
)
_REMAINS = re.compile(
    r"(?<![A-Za-z0-9+])[XxＸ×✕]{2,}(?![A-Za-z])|\{\{|\}\}|(?<![A-Za-z])(?:TODO|TBD|FIXME|Lorem ipsum)(?![A-Za-z])"
    r"|待(?:补充|完善|核实|填写|定稿)(?=[）)】\]。]|$)|[（(【\[](?:请|此处|待)[^）)】\]]{0,20}[）)】\]]"
    r"|(?:单击|点击)此处(?:输入|添加)|_{4,}|＿{3,}"
)


def check_wording(pieces: Sequence[Piece]) -> Iterator[Finding]:
    """ZJ608 to ZJ610."""
    usual = _usual_year(pieces)
    for piece in pieces:
        if piece.kind in {"paragraph", "item"}:
            yield from _percentage_points(piece)
        if piece.kind != "cell" or len(piece.text) > 8:
            yield from _dates(piece, usual)
        yield from _remains(piece)


def _percentage_points(piece: Piece) -> Iterator[Finding]:
    for found in _POINTS.finditer(piece.text):
        before = piece.text[: found.start()]
        if _PLANNED.search(before):  # 为预算的99.4%，增长4.9% tells of the amount
            continue
        of_either = found["verb"] not in _SURE_VERBS or found["verb"] == "下降"
        if of_either and _OF_AN_AMOUNT.search(before):
            continue
        if found["verb"] in _SURE_VERBS:
            yield _points(piece, found, Severity.warning)
        elif _RATE.search(before):
            yield _points(piece, found, Severity.notice)
    for found in _FROM_TO.finditer(piece.text):
        yield _points(piece, found, Severity.warning)


def _points(piece: Piece, found: re.Match[str], severity: Severity) -> Finding:
    start, end = found.span("change")
    change = found["change"].rstrip("%％ ")
    return finding(
        "ZJ608",
        piece.at(start, end),
        severity=severity,
        quote=piece.around(*found.span()),
        found=found["change"],
        expected=f"{change}个百分点",
        subject=found[0],
    )


def _usual_year(pieces: Sequence[Piece]) -> int:
    """The year that the document speaks of most; 0 where it names none."""
    years = Counter(int(year) for piece in pieces for year in _YEAR.findall(piece.text))
    return max(years, key=lambda year: (years[year], year)) if years else 0


def _dates(piece: Piece, usual: int) -> Iterator[Finding]:
    for found in _DATE.finditer(piece.text):
        year, month, day = int(found["year"]), int(found["month"]), int(found["day"] or 1)
        if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
            yield _date(piece, found, "no_such_day")
        elif found["day"] and usual and year > usual + 2:
            yield _date(piece, found, "far_ahead")
    for found in _MONTH.finditer(piece.text):
        month, day = int(found["month"]), int(found["day"])
        if not 1 <= month <= 12 or not 1 <= day <= monthrange(2024, month)[1]:
            yield _date(piece, found, "no_such_day")
    for found in _SCHOOL_YEAR.finditer(piece.text):
        if int(found["second"]) <= int(found["first"]):
            yield _date(piece, found, "backwards")
    for found in _HELD.finditer(piece.text):
        own, other = found["year"], found["other"]
        if abs(int(own) - int(other)) > 1 and sum(a != b for a, b in zip(own, other, strict=True)) == 1:
            yield _date(piece, found, "two_years")


def _date(piece: Piece, found: re.Match[str], kind: str) -> Finding:
    said = {
        "no_such_day": _("没有这一天"),
        "far_ahead": _("比全文所述年份晚得多"),
        "backwards": _("起止年份颠倒或相同"),
        "two_years": _("与同句中的年份不一致，可能有一位数字有误"),
    }[kind]
    return finding(
        "ZJ609", piece.at(*found.span()), found=found[0], what=said, quote=piece.around(*found.span()), subject=found[0]
    )


def _remains(piece: Piece) -> Iterator[Finding]:
    for found in _REMAINS.finditer(piece.text):
        yield finding(
            "ZJ610", piece.at(*found.span()), found=found[0], quote=piece.around(*found.span()), subject=found[0]
        )
