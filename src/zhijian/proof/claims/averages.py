"""Averages, products and ratios that a sentence works out: 41起，386.5万元，平均每起9.43万元."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from zhijian.expressions import Binary, Number
from zhijian.proof.claims.manners import FILLERS, LIKELY, Manner, Terms, W, terms
from zhijian.proof.claims.read import Passage
from zhijian.proof.claims.said import Said
from zhijian.proof.claims.saying import quotient, said
from zhijian.proof.shapes import Relation, Words
from zhijian.quantity import unit

_ACRE = Number(Fraction(1), unit("亩"), "1亩")
_EACH = rf"(?:平均)?(?:每(?P<each>[\u4e00-\u9fff])|(?P<mean>人次|[人户校班村案店])均|(?P<area>亩[均产]|单产))(?P<what>{W}{{0,8}})(?P<q>#)"
_NAMED = frozenset("校班案店")  # 班级86个: counted by a word that says nothing of what it counts
_COUNTERS = {"人": ("人", "名", "位")}
_WHOLLY = re.compile(r"(?:预计|完成|计划|实际|全年)?总?")
_MORE_THAN_ONCE = re.compile(r"(?<!\d)\d{1,2}年|[两三四五六几]个?学?年|个月|学期|连续")


def _each_and_all(found: re.Match[str], at: Terms, passage: Passage) -> Iterator[Relation]:
    """每生每年6000元，12名学生，共7.2万元."""
    each, heads, total = (passage.said[at[key]] for key in ("a", "n", "t"))
    if _MORE_THAN_ONCE.search(found.group()):
        return
    if each.same_unit(total) and heads.mention.quantity.unit.symbol in {"人", "户", "个"} and heads.role == "value":
        yield _product(at["a"], at["n"], at["t"], passage)


def _in_rounds(_found: re.Match[str], at: Terms, passage: Passage) -> Iterator[Relation]:
    """每年2300元，分2次，每次1150元."""
    if passage.said[at["a"]].same_unit(passage.said[at["t"]]):
        yield _product(at["a"], at["n"], at["t"], passage)


def _average(found: re.Match[str], at: Terms, passage: Passage) -> Iterator[Relation]:
    """41起，386.5万元，平均每起9.43万元; 5640户，总投资1.69亿元，户均3万元: where it can be of no others."""
    many, total, each = (passage.said[at[key]] for key in ("n", "t", "q"))
    counted = found["each"] or found["mean"] or "亩"
    printed = passage.text[many.mention.start : many.mention.end]
    what = FILLERS.sub("", found["what"])
    if area := found["area"]:
        what = "产" if area.endswith("产") else what
    of = FILLERS.sub("", found["of"])
    of = of.removesuffix("量") if area else of
    of_it = not what or (of.endswith(what) and _WHOLLY.fullmatch(of[: -len(what)]))
    heads = printed.endswith(_COUNTERS.get(counted, (counted,))) or (counted in _NAMED and counted in many.measure)
    whole_unit = _over(total, many) == dict(each.mention.quantity.unit.dimension)  # 公斤/亩
    if not heads or not (total.same_unit(each) or whole_unit) or not of_it:
        return
    before = [o for o in passage.said[: at["q"]] if o.sentence == each.sentence and o.role in {"value", "per_head"}]
    for one in (many, total):
        if one.role != "value" or one.head is not None or one.mention.quantity.unit.symbol == "%":
            return
        if [other for other in before if other.same_unit(one)] != [one]:
            return
    yield quotient(
        "per_head",
        terms(passage, at["t"], at["n"], at["q"]),
        LIKELY,
        per=_ACRE if counted == "亩" and not whole_unit else None,
    )


def _over(above: Said, below: Said) -> dict[str, int]:
    """The dimension of one figure by another."""
    powers = Counter(dict(above.mention.quantity.unit.dimension))
    powers.subtract(dict(below.mention.quantity.unit.dimension))
    return {base: power for base, power in powers.items() if power}


def _ratio(found: re.Match[str], at: Terms, passage: Passage) -> Iterator[Relation]:
    """医师432人，护士658人，医护比1∶1.52."""
    first, second, ratio = (passage.said[at[key]] for key in ("a", "b", "r"))
    if ratio.mention.quantity.unit.symbol != ":1" or not first.same_unit(second):
        return
    if found["x"] in found["first"] and found["y"] in found["second"]:
        above, below = at["a"], at["b"]
    elif found["x"] in found["second"] and found["y"] in found["first"]:
        above, below = at["b"], at["a"]  # 普通高中8642人、职业高中4644人，职普比0.54∶1
    else:
        return
    if ratio.mention.inverted:
        above, below = below, above
    yield quotient("ratio", terms(passage, above, below, at["r"]), LIKELY)


def _of_town_and_country(_found: re.Match[str], at: Terms, passage: Passage) -> Iterator[Relation]:
    """城镇居民人均收入41250元…，农村居民人均收入22680元…。城乡居民收入比为1.82."""
    if passage.said[at["a"]].same_unit(passage.said[at["b"]]) and passage.said[
        at["r"]
    ].mention.quantity.unit.symbol in {
        "",
        ":1",
    }:
        yield quotient("ratio", terms(passage, at["a"], at["b"], at["r"]), LIKELY)


def _product(each: int, times: int, total: int, passage: Passage) -> Relation:
    one, many, result = (passage.figures[number] for number in (each, times, total))
    return said(
        "per_head",
        Binary("/", result.variable, many.variable),
        "==",
        one.variable,
        figures=[result, many, one],
        confidence=LIKELY,
        words=Words(
            f"{one.text}与{many.text}之积应为{result.text}", f"{one.text} by {many.text} should be {result.text}"
        ),
    )


MANNERS: tuple[Manner, ...] = (
    (
        re.compile(
            r"每[人名生位户所](?:每年|每学年)?[^#，,。；;月天日次期每]{0,6}(?P<a>#)[，,]"
            rf"[^#。；;]{{0,14}}(?P<n>#){W}{{0,10}}[，,](?:共计|合计|总计|共){W}{{0,6}}(?P<t>#)"
        ),
        _each_and_all,
    ),
    (re.compile(rf"每(?:学?年|学期|月)(?P<t>#)[，,]?分(?P<n>#){W}{{0,4}}[，,]每次{W}{{0,3}}(?P<a>#)"), _in_rounds),
    (
        re.compile(
            rf"(?P<n>#){W}{{0,10}}(?:[，,](?:{W}{{0,8}}[比较]{W}{{0,10}}#[，,])?)?(?P<of>{W}{{0,10}})(?P<t>#){W}{{0,6}}[，,]"
            rf"(?:{W}{{0,6}}(?:增长|下降|提高)#[，,])?{_EACH}"
        ),
        _average,
    ),
    (re.compile(rf"(?P<of>{W}{{0,14}})(?P<t>#){W}{{0,4}}[，,]{W}{{0,10}}(?P<n>#){W}{{0,10}}[，,]{_EACH}"), _average),
    (
        re.compile(
            r"城镇(?:常住)?居民[^#。]{0,12}(?P<a>#)[^。]{0,30}?农村(?:常住)?居民[^#。]{0,12}(?P<b>#)[^。]{0,30}?。?\s*"
            r"城乡[^#。，]{0,12}收入[^#。，]{0,4}比(?:[由从][^#。，]{0,8}#)?[^#。，由从]{0,8}(?P<r>#)"
        ),
        _of_town_and_country,
    ),
    (
        re.compile(
            rf"(?P<first>{W}{{1,12}})(?P<a>#){W}{{0,4}}[，,、](?P<second>{W}{{1,12}})(?P<b>#){W}{{0,4}}[，,、]"
            r"(?P<x>[\u4e00-\u9fff])(?P<y>[\u4e00-\u9fff])(?:性别)?比(?:例)?(?:约为?|为|达到?)?(?P<r>#)"
        ),
        _ratio,
    ),
)
