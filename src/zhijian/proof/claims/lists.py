"""The names of a list whose figures follow: 学生、家长和用人单位满意度分别为 95%、96%和97%."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhijian.proof.claims.vocabulary import either, partitions

_SPLIT = re.compile(r"[、，,]|以及|(?<![中共平附饱总温亲缓])和(?![谐平解])|及(?!格|时|其)|(?<![参给赋])与(?!会)")
_ENDING = re.compile(
    r"(?:(?:类专业|大类)?(?:总?人数|人次|数量|增加值|总产值|产值|满意度|[\u4e00-\u9fff]{1,3}率|占比|比例|比重|收入|支出|经费|面积|在校生|毕业生|"
    r"招生|学生|教师|产业|学校|课题|项目|专业|[\u4e00-\u9fff]数|[\u4e00-\u9fff]额|[\u4e00-\u9fff]量))$"
)
_BLEND = re.compile("城乡|进出口")
_ORDINALS = re.compile(r"第?[一二三四五]")


def names_of_list(text: str, count: int, earlier: Sequence[str]) -> list[str]:
    """The ``count`` names in ``text`` before 分别, what they share given to each; empty where they are not so many.

    earlier: the clauses before it without figures, which hold the first names where commas stand between them.
    """
    for taken in range(len(earlier) + 1):
        whole = "、".join([*earlier[len(earlier) - taken :], text])
        names = [name.strip() for name in _SPLIT.split(whole) if name.strip()]
        if len(names) == count:
            return _completed(names)
        if not taken and len(names) == 1 and count == 2 and (blend := _BLEND.search(names[0])):
            first, second = ("城镇", "农村") if blend.group() == "城乡" else ("进口", "出口")
            return [names[0].replace(blend.group(), word, 1) for word in (first, second)]
        if len(marked := _by_marks(whole)) == count > 2:
            return _completed(marked)
        if len(names) > count:
            break
    return []


_LAST = re.compile(r"以及|和|与|及")


def _by_marks(text: str) -> list[str]:
    """The names between the marks 、 alone, and the last two: 电子与信息大类、旅游大类和医药卫生大类."""
    *first, last = [name.strip() for name in re.split("[、，,]", text) if name.strip()] or [""]
    found = list(_LAST.finditer(last))
    if not found or re.match("上|下|格|时|其", last[found[-1].end() :]):
        return [*first, last]
    return [*first, last[: found[-1].start()].strip(), last[found[-1].end() :].strip()]


def _completed(names: list[str]) -> list[str]:
    """国家级、省级、市级课题 are 国家级课题, 省级课题, 市级课题."""
    *first, last = names
    if all(_ORDINALS.fullmatch(name) for name in first) and _ORDINALS.match(last):
        rest = _ORDINALS.sub("", last, count=1)  # 第一、二、三产业
        return [f"第{name.removeprefix('第')}{rest}" for name in names[:-1]] + [f"第{last.removeprefix('第')}"]
    shared = _after_parallel(first[-1], last) or _after_opposite(first[-1], last) or _ending(first, last)
    return [name if name.endswith(shared) else name + shared for name in first] + [last] if shared else names


def _after_parallel(name: str, last: str) -> str:
    """What follows in ``last`` the ending that ``name`` has too: 省[级] and 市[级]课题."""
    for size in (3, 2, 1):
        at = last.rfind(name[-size:])
        if len(name) >= size and 0 < at < len(last) - size and not (size == 1 and name[-1] in "人数业生"):
            return last[at + size :]
    if re.search(either("place_ends") + "$", name) and (
        found := re.match(rf"[\u4e00-\u9fff]{{1,6}}?{either('place_ends')}", last)
    ):
        return last[found.end() :]
    return ""


def _after_opposite(name: str, last: str) -> str:
    """What follows the other of two words that go together: 男、女生, 城镇和农村居民."""
    for group in partitions():
        mine = next((word for word in group if name.endswith(word)), None)
        if mine is None:
            continue
        for other in group - {mine}:
            if last.startswith(other) and len(last) > len(other):
                return last[len(other) :]
    return ""


def _ending(first: Sequence[str], last: str) -> str:
    ending = _ENDING.search(last)
    shared = ending.group() if ending and ending.start() > 0 else ""
    if re.search("学校|机构|企业", shared) and any(re.search(either("kinds") + "$", name) for name in first):
        return ""  # 幼儿园、小学和中等职业学校
    return shared if not any(name.endswith(shared) or _same_kind(name, shared) for name in first) else ""


def _same_kind(name: str, shared: str) -> bool:
    """Whether a name ends in a word of the same kind as ``shared`` (满意度 and 合格率) and so is whole by itself."""
    found = _ENDING.search(name)
    return found is not None and found.start() > 0 and found.group()[-1] == shared[-1]
