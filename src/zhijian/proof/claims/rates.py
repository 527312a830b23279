"""Rates and portions that a sentence works out of two counts: 63个问题中，整改完成52个，整改完成率82.5%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhijian.proof.claims.manners import LIKELY, Manner, Terms, W, terms
from zhijian.proof.claims.read import Passage
from zhijian.proof.claims.saying import quotient
from zhijian.proof.shapes import Relation

_TASK = re.compile(r"到位|预算|计划|下达|安排")


def _of_them(found: re.Match[str], at: Terms, passage: Passage) -> Iterator[Relation]:
    """35个行业中有24个增长，增长面68.6%: the rate is named for what is said of the part."""
    whole, part, rate = (passage.said[at[key]] for key in ("w", "p", "r"))
    words = found["words"] if "#" in found["gap"] else found["words"] + found["gap"]
    if whole.same_unit(part) and rate.mention.quantity.unit.symbol == "%" and found["stem"] in words:
        yield quotient("share", terms(passage, at["p"], at["w"], at["r"]), LIKELY)


def _named_for(found: re.Match[str], at: Terms, passage: Passage) -> Iterator[Relation]:
    """有效监测366天，…优良天数322天，优良天数比例88.0%."""
    part, rate = passage.said[at["p"]], passage.said[at["r"]]
    if rate.mention.quantity.unit.symbol != "%" or part.role != "value":
        return
    wholes = [
        other
        for other in passage.said[: at["p"]]
        if other.sentence >= part.sentence - 1
        and other.head is None
        and other.role == "value"
        and other.same_unit(part)
    ]
    if len(wholes) != 1 or wholes[0].mention.quantity.value < part.mention.quantity.value:
        return
    planned = found["kind"] == "进度" and _TASK.search(wholes[0].before)
    parted = found["kind"] != "进度" and any(other.head is wholes[0] for other in passage.said[: at["p"]])
    if not planned and not (parted and wholes[0].sentence == part.sentence):
        return  # 男生500人，女生300人: beside it, not the whole of it
    yield quotient("share", terms(passage, at["p"], wholes[0].number, at["r"]), LIKELY)


def _of_plan(_found: re.Match[str], at: Terms, passage: Passage) -> Iterator[Relation]:
    """计划招生1400人，实际报到1436人，完成计划的102.6%."""
    whole, part, rate = (passage.said[at[key]] for key in ("w", "p", "r"))
    if whole.same_unit(part) and rate.mention.quantity.unit.symbol == "%":
        yield quotient("share", terms(passage, at["p"], at["w"], at["r"]), LIKELY)


MANNERS: tuple[Manner, ...] = (
    (
        re.compile(
            rf"(?P<w>#){W}{{0,14}}(?<![其集初高])中[，,]?(?P<words>{W}{{0,12}})(?P<p>#)(?P<gap>[^。；;]{{0,40}}?)"
            rf"[，,](?:其|总体|整体|总)?(?P<stem>[\u4e00-\u9fff]{{2,6}})(?:率|面|比例|占比|进度)(?:约为?|为|达到?)?(?P<r>#)"
        ),
        _of_them,
    ),
    (
        re.compile(
            r"(?<![\u4e00-\u9fff])(?P<stem>[\u4e00-\u9fff]{2,8})(?P<p>#)[，,](?P=stem)(?P<kind>比例|占比|进度)"
            r"(?:约为?|为|达到?)?(?P<r>#)"
        ),
        _named_for,
    ),
    (
        re.compile(
            rf"计划[^#，,。；;]{{0,6}}(?P<w>#)[，,]实际?{W}{{0,6}}(?P<p>#)[，,](?:超额)?完成"
            r"(?:年度|全年)?(?:计划|任务|目标)?的?(?P<r>#)"
        ),
        _of_plan,
    ),
)
