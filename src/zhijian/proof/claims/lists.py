"""The names of a list whose figures follow: 学生、家长和用人单位满意度分别为 95%、96%和97%."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SPLIT = re.compile(r"[、，,]|以及|(?<![中共平附饱总温亲缓])和(?![谐平解])|及(?!格|时|其)|(?<![参给赋])与(?!会)")
_ENDING = re.compile(
    r"(?:总?人数|人次|数量|增加值|总产值|产值|满意度|合格率|就业率|升学率|达标率|完成率|覆盖率|入学率|毛入学率|死亡率|[\u4e00-\u9fff]{1,3}率|占比|比例|比重|"
    r"收入|支出|经费|面积|学生|教师|产业|学校|[\u4e00-\u9fff]数|[\u4e00-\u9fff]额)$"
)


def names_of_list(text: str, count: int, earlier: Sequence[str]) -> list[str]:
    """The ``count`` names in ``text`` before 分别, what they share given to each; empty where they are not so many.

    earlier: the clauses before it without figures, which hold the first names where commas stand between them.
    """
    for taken in range(len(earlier) + 1):
        whole = "、".join([*earlier[len(earlier) - taken :], text])
        names = [name.strip() for name in _SPLIT.split(whole) if name.strip()]
        if len(names) == count:
            return _completed(names)
        if len(names) > count:
            break
    return []


def _completed(names: list[str]) -> list[str]:
    last = names[-1]
    ending = _ENDING.search(last)
    shared = ending.group() if ending and ending.start() > 0 else ""
    if shared and all(not _ENDING.search(name) for name in names[:-1]):
        names = [name + shared for name in names[:-1]] + [last]
    return names
