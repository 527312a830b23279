"""Of whom a figure is said: organisations and places at the beginning of a clause, and which of them is the report's."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from zhijian.proof.claims.vocabulary import either

_HAN = r"[\u4e00-\u9fff]"


@cache
def _organisation() -> re.Pattern[str]:
    return re.compile(rf"(?:{_HAN}|[A-Za-z]){{2,14}}?{either('organisation_ends')}(?!{_ATTACHED})")


@cache
def _place() -> re.Pattern[str]:
    return re.compile(rf"{_HAN}{{1,4}}?{either('place_ends')}(?!{_ATTACHED}|[级直场民属]|域|内|外|政府)")


_ATTACHED = "群|数|类|人才|课|教师|学生|布点|设置|建设|技术|毕业|大类|点|带头|级|班"


_NOT_IN_NAMES = re.compile("[的有和与及为在了其等每是将被从对向由]|新增|" + either("not_in_names"))


def subject_at(text: str, own: frozenset[str]) -> tuple[str, int]:
    """(subject, where it ends) at the beginning of ``text``; the subject is "" for the report's own, and the end 0
    where the text begins with no name."""
    if found := re.match(either("own"), text):
        return "", found.end()
    for name in sorted(own, key=len, reverse=True):
        if text.startswith(name):
            return "", len(name)
    if (found := _organisation().match(text)) and _is_name(found.group()):
        return found.group(), found.end()
    found = _place().match(text)
    if found and found.group().endswith(("省", "自治区")) and any(not name.endswith("省") for name in own):
        return "", 0  # 广东省名师 in a city's report: of what kind, not of whom
    if found and len(found.group()) >= 3 and _is_name(found.group()):
        return found.group(), found.end()
    return "", 0


def _is_name(text: str) -> bool:
    """Whether something particular is left of a name without the words that every such name may have."""
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
