"""Of whom a figure is said: organisations and places at the beginning of a clause, and which of them is the report's."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from zhijian.proof.claims.vocabulary import either, levels

_HAN = r"[\u4e00-\u9fff]"


@cache
def _organisation() -> re.Pattern[str]:
    return re.compile(rf"(?:{_HAN}|[A-Za-z]){{2,14}}?{either('organisation_ends')}(?!{_ATTACHED})")


@cache
def _place() -> re.Pattern[str]:
    return re.compile(rf"{_HAN}{{1,4}}?{either('place_ends')}(?!{_ATTACHED}|[级直场民属]|域|内|外|政府)")


_ATTACHED = "生|劳动|中小学|的?比赛|赛|签约|群|数|类|人才|课|教师|学生|布点|设置|建设|技术|毕业|大类|点|带头|级|班"


@cache
def _some() -> re.Pattern[str]:
    return re.compile(rf"某(?:校|院|{_HAN}{{0,4}}?{either('organisation_ends', 'place_ends')})")  # 某校, 某县: unnamed


_NOT_IN_NAMES = re.compile("[的有和与及为在了其等每是将被从对向由]|新增|" + either("not_in_names"))


_THIS = re.compile(
    r"(?:全|我|本|该)(?:校|院)(?!际|级)|学校(?=现有|共有|占地|建筑面积|校舍|图书|教学|在校|有|开设|建有|设有)"
)
# 机电系现有: a part of a school, as a subject where what it has follows
_DEPARTMENT = re.compile(
    rf"{_HAN}{{2,8}}?(?:系|专业部|学部|教研室|实训中心)(?=现有|共有|在校生|专任教师|拥有|有|开设|设有|毕业生|2\d{{3}}届)"
)
# 全国 of a contest or an honour is not of whom something is said.
_OF_AN_EVENT = re.compile(
    r"[^，。；]{0,14}?(?:赛|奖|评|大会|展|示范|先进|优秀|文明|百强|第|首|前|平台|系统|规划|名|重点|平均)"
)


def subject_at(text: str, own: frozenset[str], current: str = "") -> tuple[str, int]:
    """(subject, where it ends) at the beginning of ``text``; the subject is "" for the report's own, and the end 0
    where the text begins with no name.

    current: of whom was spoken before. In a city's report 全校 means the school that was named last.
    """
    if found := _THIS.match(text):
        named = current if re.search(either("organisation_ends") + "$", current) else ""
        return named or _one_of_others(found.group(), own), found.end()
    if found := _some().match(text):
        return found.group(), found.end()
    if (word := next((w for w in levels("own_levels") if text.startswith(w)), "")) and not text.startswith("全市场"):
        return _of_level(word, text, own)
    if found := re.match(either("own"), text):
        return "", found.end()
    for name in sorted(own, key=len, reverse=True):
        if text.startswith(name):
            return _under(name, text)
    if (found := _organisation().match(text)) and _is_name(found.group()):
        return ("", 0) if _ANOTHER.match(text, found.end()) else (found.group(), found.end())
    if (found := _DEPARTMENT.match(text)) and not re.search("[体联关派]系", found.group()):
        return found.group(), found.end()
    found = _place().match(text)
    if found and found.group().endswith(("省", "自治区")) and any(not name.endswith("省") for name in own):
        return "", 0  # 广东省名师 in a city's report: of what kind, not of whom
    if found and len(found.group()) >= 3 and _is_name(found.group()):
        return ("", 0) if _ANOTHER.match(text, found.end()) else (found.group(), found.end())
    return "", 0


def _one_of_others(word: str, own: frozenset[str]) -> str:
    """该校 in the report of a place is a school of it, whichever."""
    of_place = bool(own) and not any(re.search(either("organisation_ends") + "$", name) for name in own)
    return word if word.startswith("该") and of_place else ""


def _under(own: str, text: str) -> tuple[str, int]:
    """云岭市财经学校 and 云岭市第一中学 are not 云岭市, 云岭市中等职业学校 is."""
    found = _organisation().match(text, len(own))
    if found and (_is_name(found.group()) or re.match("第[一二三四五六七八九十]", found.group())):
        return text[: found.end()], found.end()
    return "", len(own)


_ANOTHER = re.compile(r"、|和(?=[\u4e00-\u9fff]{2,8}(?:学校|学院|职校|中专|医院|公司|县|区)\d)")


def _of_level(word: str, text: str, own: frozenset[str]) -> tuple[str, int]:
    """全省 in a city's report is another subject than the city."""
    ends = levels("level_ends")
    mine = max((level for name in own for end, level in ends.items() if name.endswith(end)), default=0)
    if mine and levels("own_levels")[word] > mine:
        return ("", 0) if _OF_AN_EVENT.match(text, len(word)) else (word, len(word))
    return "", len(word)


def after_own_level(text: str, own: frozenset[str]) -> str:
    """What follows the word for the report's own place (全市 in a city's report); the text where it begins with none."""
    ends = levels("level_ends")
    mine = {level for name in own for end, level in ends.items() if name.endswith(end)}
    word = next((word for word in levels("own_levels") if text.startswith(word)), "")
    return text[len(word) :] if word and levels("own_levels")[word] in mine else text


def _is_name(text: str) -> bool:
    """Whether something particular is left of a name without the words that every such name may have."""
    text = text.replace("有限", "")
    rest = re.sub(either("general", "place_ends", "organisation_ends"), "", text)
    return len(rest) >= 2 and not re.search(_NOT_IN_NAMES, text)


def own_names(organisation: str, title: str, text: str) -> frozenset[str]:
    """What the report calls its own place or organisation: from its title, or the place that it names most."""
    own = {organisation} if organisation else set()
    for where in (title, organisation):
        own.update(re.findall(rf"{_HAN}{{2,3}}(?:省|市|县|区|州)", where[:30]))
    if not own:
        counts: Counter[str] = Counter()
        for size in (2, 3):
            counts.update(re.findall(rf"(?=({_HAN}{{{size}}}(?:省|市|县|区)))", text))
        ranked = [(name, count) for name, count in counts.most_common(12) if count >= 3 and _is_name(name + "一")]
        if ranked:
            name, count = ranked[0]
            longer = next(
                (other for other, n in ranked if other.endswith(name) and len(other) > len(name) and n >= 0.8 * count),
                "",
            )
            own.add(longer or name)
    return frozenset(name for name in own if name)
