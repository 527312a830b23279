"""Clauses that narrow what a figure counts: 参加培训的专任教师 are not 专任教师."""

from __future__ import annotations

import re

_CLAUSE = re.compile(r"[，,。；;：:！？（）()\n]")
_NARROWS = re.compile(
    r"(?:参加|参与|接受|完成|通过|取得|获得|荣获|具有|具备|持有|从事|担任|服务|面向|对接|属于|纳入|享受|符合|达到|"
    r"来自|毕业于|入选|选派|派出|组织|到|赴)(?P<what>[^，。；、的]{1,16})的$"
)
_RANKED = re.compile(
    r"(?:最[多少高低大小快慢好差]的?[^，。；、\d]{0,6}|其次|再次|依次|第[二三四五])[是为](?P<who>[^，。；\d]{2,24})[，,][^。；\d]{0,24}$"
)
_NO_VERB = re.compile(r"(?:达到|到)了?(?:近|约)?$|^学校|^部门|^教育")


def narrowing(text: str, measure: str) -> str:
    """The clause before the name of what is counted; "" where there is none.

    text: directly before the figure. measure: what the figure was understood to count.
    """
    if ranked := _RANKED.search(text):
        return ranked["who"]  # 最多的是加工制造类，毕业生数为1260人: of it alone
    start = max((found.end() for found in _CLAUSE.finditer(text)), default=0)
    before, found, _after = text[start:].rpartition(measure[:6]) if measure else ("", "", "")
    narrow = _NARROWS.search(before) if found else None
    return "" if narrow is None or _NO_VERB.search(narrow["what"]) else narrow[0].rstrip("的")
