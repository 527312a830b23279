"""One measure with and without something: 不含取暖费为1200元，含取暖费为1460元. Neither is a part of the other."""

from __future__ import annotations

import re

_LEFT_OUT = re.compile(r"不含|不包括|不包含|不计|未含|未计|未包括|扣除|剔除")
_WITH = re.compile(
    r"(?P<with>(?:(?P<without>不含|不包括|不包含|不计入?|未含|未计入?|未包括)|含|包括|包含|计入|加上)"
    r"[^，。；：、（）()的有\d]{1,16}?)(?:在内|之?后|之?外|以外|的)?(?P<copula>[则就]?(?:为|达到?|是|共有?|共计|合计|总数为?|约))?[:\s]*$"
)


_OF_MORE = re.compile(
    r"\s*(?:含|包括|包含)[^，。；：、\d]{2,16}的[^，。；：、\d的]{2,12}(?:共?为|达到?|是|共有?|共计|合计|总数为?)\s*$"
)


def includes_more(text: str) -> bool:
    """Whether a clause names a whole by what it includes: 含技工学校的在校生为36355人 is more than 技工学校在校生."""
    return _OF_MORE.match(text) is not None


def leaves_out(text: str) -> bool:
    """Whether words set something apart that the figures after them do not count."""
    return _LEFT_OUT.search(text) is not None


def inclusion(text: str, *, beside: bool) -> tuple[int, str] | None:
    """(where it begins, the words) of 含取暖费为 or 不含取暖费 directly before a figure; None for a part (含外聘教师18人).

    beside: words before left something out, so that what has it is told as well.
    """
    found = _WITH.search(text)
    if found is None or not (found["without"] or found["copula"] or beside):
        return None
    return found.start(), found["with"]
