"""Dates that cannot be, and times that end before they begin."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Sequence

from zhijian.findings import Finding, finding
from zhijian.messages import _
from zhijian.proof.form.texts import Piece

_DATE = re.compile(r"(?P<year>(?:19|20|21)\d{2})年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?")
_MONTH = re.compile(r"(?<![\d年])(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_SCHOOL_YEAR = re.compile(r"(?P<first>20\d{2})\s*[-－–—~～至]\s*(?P<second>20\d{2})\s*学年")
_TO = r"\s*(?:[-－–—~～]+|至|到)\s*"
_FROM_TO = re.compile(
    r"(?P<year>20\d{2})年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?"
    rf"{_TO}(?:(?P<last_year>20\d{{2}})年(?P<last_month>\d{{1,2}})月(?:(?P<last_day>\d{{1,2}})日)?"
    r"|(?:(?P<same_month>\d{1,2})月)?(?P<same_day>\d{1,2})日)"
)
_YEARS = re.compile(rf"(?<!\d)(?P<first>20\d{{2}})年?{_TO}(?P<second>20\d{{2}})年(?!级|届|版)")
_LAST_DAY = 31
_AHEAD = 2  # years by which a plan may be ahead
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
_HELD = re.compile(
    r"(?P<year>20\d{2})年\d{1,2}月\d{1,2}日[^。；]{0,20}?(?:举办|举行|召开|承办|参加)[^。；]{0,4}?(?P<other>20\d{2})年"
)

_SHORT_CELL = 8


def check_dates(pieces: Sequence[Piece]) -> Iterator[Finding]:
    """ZJ609."""
    latest = _latest_year(pieces)
    for piece in pieces:
        if piece.kind != "cell" or len(piece.text) > _SHORT_CELL:
            yield from _dates(piece, latest)
            yield from _times(piece)


def _usual_year(pieces: Sequence[Piece]) -> int:
    """The year that the document speaks of most; 0 where it names none."""
    years = Counter(int(year) for piece in pieces for year in _YEAR.findall(piece.text))
    return max(years, key=lambda year: (years[year], year)) if years else 0


def _latest_year(pieces: Sequence[Piece]) -> int:
    """The latest year of which dates are to be expected, besides two more: the usual one, or that of later dates which
    bear each other out, as in a census that is compared with one ten years before; 0 where no year is named."""
    usual = _usual_year(pieces)
    later = [
        year
        for piece in pieces
        for found in _DATE.finditer(piece.text)
        if (year := int(found["year"])) > usual + _AHEAD
    ]
    borne_out = len(later) > 1 and max(later) - min(later) <= _AHEAD
    return max(later) if usual and borne_out else usual


def _dates(piece: Piece, latest: int) -> Iterator[Finding]:
    for found in _DATE.finditer(piece.text):
        year, month, day = int(found["year"]), int(found["month"]), int(found["day"] or 1)
        if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
            yield _date(piece, found, "no_such_day")
        elif found["day"] and latest and year > latest + _AHEAD:
            yield _date(piece, found, "far_ahead")
    for found in _MONTH.finditer(piece.text):
        month, day = int(found["month"]), int(found["day"])
        if not 1 <= month <= 12 or not 1 <= day <= monthrange(2024, month)[1]:
            yield _date(piece, found, "no_such_day")
    for found in _HELD.finditer(piece.text):
        own, other = found["year"], found["other"]
        if abs(int(own) - int(other)) > 1 and sum(a != b for a, b in zip(own, other, strict=True)) == 1:
            yield _date(piece, found, "two_years")


def _times(piece: Piece) -> Iterator[Finding]:
    for found in _SCHOOL_YEAR.finditer(piece.text):
        if int(found["second"]) <= int(found["first"]):
            yield _date(piece, found, "backwards")
    for found in _YEARS.finditer(piece.text):
        if int(found["second"]) < int(found["first"]):
            yield _date(piece, found, "backwards")
    for found in _FROM_TO.finditer(piece.text):
        if _ends_early(found):
            yield _date(piece, found, "ends_early")


def _ends_early(found: re.Match[str]) -> bool:
    """2024年5月至2023年9月, 2024年7月20日至15日; what ends in a month without a year may end a year later."""
    begins = (int(found["year"]), int(found["month"]), int(found["day"] or 1))
    if found["last_year"]:
        return (int(found["last_year"]), int(found["last_month"]), int(found["last_day"] or _LAST_DAY)) < begins
    same_month = int(found["same_month"] or found["month"]) == begins[1]
    return found["day"] is not None and same_month and int(found["same_day"]) < begins[2]


def _date(piece: Piece, found: re.Match[str], kind: str) -> Finding:
    said = {
        "no_such_day": _("没有这一天"),
        "far_ahead": _("比全文所述年份晚得多"),
        "ends_early": _("结束时间早于开始时间"),
        "backwards": _("起止年份颠倒或相同"),
        "two_years": _("与同句中的年份不一致，可能有一位数字有误"),
    }[kind]
    return finding(
        "ZJ609", piece.at(*found.span()), found=found[0], what=said, quote=piece.around(*found.span()), subject=found[0]
    )
