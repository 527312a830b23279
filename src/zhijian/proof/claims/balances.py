"""What came, went and is left, as a sentence works it out: 隐患14处，已销号11处，剩余3处; 相差36岁."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhijian.expressions import Binary
from zhijian.proof.claims.manners import FILLERS, LIKELY, Manner, Terms, W, equal, terms
from zhijian.proof.claims.read import Passage
from zhijian.proof.claims.saying import plus, quotient
from zhijian.proof.shapes import Relation

_FROM_TO = rf"(?P<pre>{W}{{0,10}}?)(?:由|从){W}{{0,6}}(?P<a>#){W}{{0,3}}[增减升扩提降缩]{W}{{0,3}}(?:到|至|为)(?P<b>#)"
_GONE = rf"(?:取消|撤销|淘汰|减少|撤并|停招|退出|解约|退休|调出|辞职|离职|注销|关停){W}{{0,6}}"


def _rise(found: re.Match[str], at: Terms, passage: Passage) -> Iterator[Relation]:
    """增加编制12名，由186名增加到198名."""
    change, before, after = (passage.said[at[key]] for key in ("d", "a", "b"))
    if not (change.same_unit(before) and before.same_unit(after)) or not _same_thing(found["pre"], found["what"]):
        return
    figures = passage.figures
    down = found["way"] in {"减少", "净减", "核减"}
    above, below = (figures[at["a"]], figures[at["b"]]) if down else (figures[at["b"]], figures[at["a"]])
    yield equal(
        "change",
        Binary("-", above.variable, below.variable),
        figures[at["d"]],
        [above, below],
        ("两数之差", "difference"),
    )


def _come_and_gone(found: re.Match[str], at: Terms, passage: Passage) -> Iterator[Relation]:
    """新增6个项目，取消2个，项目数由28个增至32个."""
    if not all(passage.said[at["a"]].same_unit(passage.said[at[key]]) for key in ("p", "q", "b")):
        return
    if not _same_thing(found["pre"], found["what"]):
        return
    come, before, after = (passage.figures[at[key]] for key in ("p", "a", "b"))
    gone = [passage.figures[at[key]] for key in ("q", "s") if key in at]
    node = Binary("-", Binary("+", before.variable, come.variable), plus([each.variable for each in gone]))
    yield equal(
        "change",
        node,
        after,
        [before, come, *gone],
        ("原有数加新增数减去减少数", "earlier number, with those come and without those gone"),
    )


def _rest(_found: re.Match[str], at: Terms, passage: Passage) -> Iterator[Relation]:
    """隐患14处，已销号11处，剩余3处; 应到24人，实到21人，请假3人."""
    whole, done, rest = (passage.said[at[key]] for key in ("a", "b", "c"))
    if not (whole.same_unit(done) and whole.same_unit(rest)):
        return
    every, one, other = (passage.figures[at[key]] for key in ("a", "b", "c"))
    yield equal("sum", plus([one.variable, other.variable]), every, [one, other], ("两部分之和", "sum of both"))


def _apart(found: re.Match[str], at: Terms, passage: Passage) -> Iterator[Relation]:
    """最小的16岁，最大的52岁，相差36岁."""
    least, most, apart = (passage.figures[at[key]] for key in ("a", "b", "c"))
    if not all(passage.said[at["a"]].same_unit(passage.said[at[key]]) for key in ("b", "c")):
        return
    if (found["way"] in "大高多长") == (found["other"] in "大高多长"):
        return
    if found["way"] in "大高多长":
        least, most = most, least
    yield equal("change", Binary("-", most.variable, least.variable), apart, [most, least], ("两数之差", "difference"))


def _less(_found: re.Match[str], at: Terms, passage: Passage) -> Iterator[Relation]:
    """出生率6.46‰，死亡率7.78‰，自然增长率-1.32‰; 收入总量…，支出总量…。收支相抵，年终结转…."""
    one, other, left = (passage.figures[at[key]] for key in ("a", "b", "c"))
    if all(passage.said[at["a"]].same_unit(passage.said[at[key]]) for key in ("b", "c")):
        yield equal("change", Binary("-", one.variable, other.variable), left, [one, other], ("两数之差", "difference"))


def _left_over(found: re.Match[str], at: Terms, passage: Passage) -> Iterator[Relation]:
    """总收入860万元，总支出840万元，本年盈余20万元，收支结余率2.33%."""
    yield from _less(found, at, passage)
    if "r" in at and passage.said[at["r"]].percent and passage.said[at["a"]].same_unit(passage.said[at["c"]]):
        yield quotient("share", terms(passage, at["c"], at["a"], at["r"]), LIKELY)


def _level(_found: re.Match[str], at: Terms, passage: Passage) -> Iterator[Relation]:
    """收入总计5436万元，支出总计5436万元，收支平衡."""
    one, other = (passage.figures[at[key]] for key in ("a", "b"))
    if passage.said[at["a"]].same_unit(passage.said[at["b"]]):
        yield equal("sum", one.variable, other, [one], ("与收入相等的数", "same as the revenue"))


def _same_thing(words: str, others: str) -> bool:
    words = FILLERS.sub("", words)
    return not words or words in others or not re.search("[\u4e00-\u9fff]", others)


MANNERS: tuple[Manner, ...] = (
    (
        re.compile(rf"(?P<way>增加|减少|净增|净减|核增|核减)(?P<what>{W}{{0,10}})(?P<d>#){W}{{0,6}}[，,]{_FROM_TO}"),
        _rise,
    ),
    (
        re.compile(
            rf"(?:新(?:增|签约?|吸收|入驻|招聘?|进|建|设)|补充|招聘|引进)(?P<what>[^#。；;]{{0,30}}(?P<p>#){W}{{0,6}})[，,]"
            rf"{_GONE}(?P<q>#)(?:{W}{{0,6}}[，,、]{_GONE}(?P<s>#))?{W}{{0,6}}[，,]{_FROM_TO}"
            rf"(?!{W}{{0,6}}[，,](?:另|此外|还|其中))"
        ),
        _come_and_gone,
    ),
    (
        re.compile(
            rf"应[到参出]{W}{{0,2}}(?P<a>#)[，,]实[到参出]{W}{{0,2}}(?P<b>#)[，,](?:请假|缺席|缺勤|未到)(?P<c>#)"
            rf"(?![，,、]{W}{{0,6}}(?:假|缺|未到|出差))"
        ),
        _rest,
    ),
    (
        re.compile(
            rf"(?P<a>#){W}{{0,14}}[，,]已{W}{{0,8}}(?P<b>#){W}{{0,6}}[，,](?:剩余|尚余|还剩|余下|其余|剩下)的?(?P<c>#)"
        ),
        _rest,
    ),
    (
        re.compile(
            rf"最(?P<way>[小低少短大高多长])的?{W}{{0,4}}(?P<a>#)[，,]{W}{{0,4}}最(?P<other>[小低少短大高多长])的?"
            rf"{W}{{0,4}}(?P<b>#)[，,](?:两者)?相差(?P<c>#)"
        ),
        _apart,
    ),
    (
        re.compile(
            r"出生率为?(?P<a>#)[^。；;]{0,30}?[；;]?[^。]{0,20}?死亡率为?(?P<b>#)[^。]{0,16}?自然增长率为?(?P<c>#)"
        ),
        _less,
    ),
    (
        re.compile(
            r"收入(?:总量|总计|合计)为?(?P<a>#)[^。]{0,160}?支出(?:总量|总计|合计)为?(?P<b>#)[^。]{0,120}。?\s*"
            r"收支(?:相抵|轧抵)后?[，,]?(?:年终|年末)?(?:滚存)?(?:结转|结余)为?(?P<c>#)"
        ),
        _less,
    ),
    (
        re.compile(
            rf"收入(?P<a>#)[，,；;](?:{W}{{0,8}}#[，,；;])?(?:总|经费)?支出(?P<b>#)[，,；;](?:{W}{{0,8}}#[，,；;])?"
            r"(?:(?:当[年期]|本[年期])?(?:收支)?(?:结余|盈余|节余)|(?:当[年期]|本[年期])结存)为?(?P<c>#)"
            r"(?:[，,](?:收支)?(?:结余|盈余|节余)率为?(?P<r>#))?"
        ),
        _left_over,
    ),
    (
        re.compile(
            r"收入(?:总计|合计|总量)?为?(?P<a>#)[，,；;]支出(?:总计|合计|总量)?为?(?P<b>#)[，,；;]收支(?:相等|平衡)"
        ),
        _level,
    ),
    (
        re.compile(
            rf"(?:排查|发现|查出|受理|收到|交办|查摆|梳理){W}{{0,10}}(?P<a>#){W}{{0,6}}[，,](?:已|完成|其中)*{W}{{0,4}}"
            rf"(?:整改|办结|销号|处理|审结|解决|化解|答复){W}{{0,6}}(?P<b>#){W}{{0,4}}[，,](?:{W}{{0,4}}率{W}{{0,3}}#[，,])?"
            rf"(?:尚有|尚余|尚剩|剩余|还剩|余下|其余|未(?:整改|办结|审结|销号)){W}{{0,4}}(?P<c>#)"
        ),
        _rest,
    ),
    (
        re.compile(
            r"(?<!进)出口(?:总[额值])?(?P<a>#)[^。]{0,24}?进口(?:总[额值])?(?P<b>#)[^。]{0,24}?。?\s*(?:贸易|进出口)?顺差(?P<c>#)"
        ),
        _less,
    ),
)
