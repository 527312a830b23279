"""What a sentence works out itself: 63个问题中，整改完成52个，整改完成率82.5%; 41起，386.5万元，平均每起9.43万元.

Each manner is read on the sentence with its figures taken out, so that only the words between them count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from zhijian.expressions import Binary, Node, Number
from zhijian.proof.claims.read import Passage
from zhijian.proof.claims.said import Said
from zhijian.proof.claims.saying import name, of_two, plus, said
from zhijian.proof.shapes import Figure, Kind, Relation, Words
from zhijian.quantity import unit

_LIKELY = Fraction(8, 10)
_W = "[^#，,。；;]"  # within a clause
_FROM_TO = (
    rf"(?P<pre>{_W}{{0,10}}?)(?:由|从){_W}{{0,6}}(?P<a>#){_W}{{0,3}}[增减升扩提降缩]{_W}{{0,3}}(?:到|至|为)(?P<b>#)"
)
_FILLERS = re.compile(r"^(?:约为?|为|达到?|仅为?)+|(?:约为?|为|达到?|仅为?)+$|总?(?:人数|户数|数量|数|量)$")
_WHOLLY = re.compile(r"(?:预计|完成|计划|实际|全年)?总?")
_MORE_THAN_ONCE = re.compile(r"(?<!\d)\d{1,2}年|[两三四五六几]个?学?年|个月|学期|连续")
_TASK = re.compile(r"到位|预算|计划|下达|安排")

Terms = Mapping[str, int]
"""The numbers of the figures by the names of a pattern."""


def worked_out(passage: Passage) -> Iterator[Relation]:
    """Relations that the words of one sentence state between figures printed in it."""
    text, numbers = _outline(passage)
    for pattern, read in _MANNERS:
        for found in pattern.finditer(text):
            groups = {group: numbers[found.start(group)] for group in pattern.groupindex if found[group] == "#"}
            figures = [passage.figures[number] for number in groups.values()]
            if all(figure.quantity.high is not None for figure in figures):
                yield from read(found, groups, passage)


def _outline(passage: Passage) -> tuple[str, dict[int, int]]:
    """The text with # for each figure, and which figure each # is."""
    text, at, numbers = "", 0, {}
    for number, each in enumerate(passage.said):
        if each.mention.start < at:
            continue
        text += passage.text[at : each.mention.start].replace("#", " ")
        numbers[len(text)] = number
        text += "#"
        at = each.mention.end
    return text + passage.text[at:].replace("#", " "), numbers


def _of_them(found: re.Match[str], at: Terms, passage: Passage) -> Iterator[Relation]:
    """35个行业中有24个增长，增长面68.6%: the rate is named for what is said of the part."""
    whole, part, rate = (passage.said[at[key]] for key in ("w", "p", "r"))
    words = found["words"] if "#" in found["gap"] else found["words"] + found["gap"]
    if _alike(whole, part) and rate.mention.quantity.unit.symbol == "%" and found["stem"] in words:
        yield _quotient("share", (at["p"], at["w"], at["r"]), passage)


def _named_for(found: re.Match[str], at: Terms, passage: Passage) -> Iterator[Relation]:
    """有效监测366天，…优良天数322天，优良天数比例88.0%."""
    part, rate = passage.said[at["p"]], passage.said[at["r"]]
    if rate.mention.quantity.unit.symbol != "%" or part.role != "value":
        return
    wholes = [
        other
        for other in passage.said[: at["p"]]
        if other.sentence >= part.sentence - 1 and other.head is None and other.role == "value" and _alike(other, part)
    ]
    if len(wholes) != 1 or wholes[0].mention.quantity.value < part.mention.quantity.value:
        return
    planned = found["kind"] == "进度" and _TASK.search(wholes[0].before)
    parted = found["kind"] != "进度" and any(other.head is wholes[0] for other in passage.said[: at["p"]])
    if not planned and not (parted and wholes[0].sentence == part.sentence):
        return  # 男生500人，女生300人: beside it, not the whole of it
    yield _quotient("share", (at["p"], wholes[0].number, at["r"]), passage)


def _of_plan(_found: re.Match[str], at: Terms, passage: Passage) -> Iterator[Relation]:
    """计划招生1400人，实际报到1436人，完成计划的102.6%."""
    whole, part, rate = (passage.said[at[key]] for key in ("w", "p", "r"))
    if _alike(whole, part) and rate.mention.quantity.unit.symbol == "%":
        yield _quotient("share", (at["p"], at["w"], at["r"]), passage)


def _each_and_all(found: re.Match[str], at: Terms, passage: Passage) -> Iterator[Relation]:
    """每生每年6000元，12名学生，共7.2万元."""
    each, heads, total = (passage.said[at[key]] for key in ("a", "n", "t"))
    if _MORE_THAN_ONCE.search(found.group()):
        return
    if _alike(each, total) and heads.mention.quantity.unit.symbol in {"人", "户", "个"} and heads.role == "value":
        yield _product(at["a"], at["n"], at["t"], passage)


def _in_rounds(_found: re.Match[str], at: Terms, passage: Passage) -> Iterator[Relation]:
    """每年2300元，分2次，每次1150元."""
    if _alike(passage.said[at["a"]], passage.said[at["t"]]):
        yield _product(at["a"], at["n"], at["t"], passage)


def _average(found: re.Match[str], at: Terms, passage: Passage) -> Iterator[Relation]:
    """41起，386.5万元，平均每起9.43万元; 5640户，总投资1.69亿元，户均3万元: where it can be of no others."""
    many, total, each = (passage.said[at[key]] for key in ("n", "t", "q"))
    counted = found["each"] or found["mean"] or found["area"][0]
    printed = passage.text[many.mention.start : many.mention.end]
    what = _FILLERS.sub("", found["what"])
    if area := found["area"]:
        what = "产" if area == "亩产" else what
    of_it = not what or (found["of"].endswith(what) and _WHOLLY.fullmatch(found["of"][: -len(what)]))
    if not printed.endswith(counted) or not _alike(total, each) or not of_it:
        return
    before = [o for o in passage.said[: at["q"]] if o.sentence == each.sentence and o.role in {"value", "per_head"}]
    for one in (many, total):
        if one.role != "value" or one.head is not None or one.mention.quantity.unit.symbol == "%":
            return
        if [other for other in before if _alike(other, one)] != [one]:
            return
    yield _quotient("per_head", (at["t"], at["n"], at["q"]), passage, counted=counted)


def _ratio(found: re.Match[str], at: Terms, passage: Passage) -> Iterator[Relation]:
    """医师432人，护士658人，医护比1∶1.52."""
    first, second, ratio = (passage.said[at[key]] for key in ("a", "b", "r"))
    if ratio.mention.quantity.unit.symbol != ":1" or not _alike(first, second):
        return
    if found["x"] not in found["first"] or found["y"] not in found["second"]:
        return
    above, below = (at["b"], at["a"]) if ratio.mention.inverted else (at["a"], at["b"])
    yield _quotient("ratio", (above, below, at["r"]), passage)


def _rise(found: re.Match[str], at: Terms, passage: Passage) -> Iterator[Relation]:
    """增加编制12名，由186名增加到198名."""
    change, before, after = (passage.said[at[key]] for key in ("d", "a", "b"))
    if not (_alike(change, before) and _alike(before, after)) or not _same_thing(found["pre"], found["what"]):
        return
    figures = passage.figures
    down = found["way"] in {"减少", "净减", "核减"}
    above, below = (figures[at["a"]], figures[at["b"]]) if down else (figures[at["b"]], figures[at["a"]])
    yield _equal(
        "change",
        Binary("-", above.variable, below.variable),
        figures[at["d"]],
        [above, below],
        ("两数之差", "difference"),
    )


def _come_and_gone(found: re.Match[str], at: Terms, passage: Passage) -> Iterator[Relation]:
    """新增6个项目，取消2个，项目数由28个增至32个."""
    if not all(_alike(passage.said[at["a"]], passage.said[at[key]]) for key in ("p", "q", "b")):
        return
    if not _same_thing(found["pre"], found["what"]):
        return
    come, gone, before, after = (passage.figures[at[key]] for key in ("p", "q", "a", "b"))
    node = Binary("-", Binary("+", before.variable, come.variable), gone.variable)
    yield _equal(
        "change",
        node,
        after,
        [before, come, gone],
        ("原有数加新增数减去减少数", "earlier number, with those come and without those gone"),
    )


def _rest(_found: re.Match[str], at: Terms, passage: Passage) -> Iterator[Relation]:
    """隐患14处，已销号11处，剩余3处; 应到24人，实到21人，请假3人."""
    whole, done, rest = (passage.said[at[key]] for key in ("a", "b", "c"))
    if not (_alike(whole, done) and _alike(whole, rest)):
        return
    every, one, other = (passage.figures[at[key]] for key in ("a", "b", "c"))
    yield _equal("sum", plus([one.variable, other.variable]), every, [one, other], ("两部分之和", "sum of both"))


def _apart(found: re.Match[str], at: Terms, passage: Passage) -> Iterator[Relation]:
    """最小的16岁，最大的52岁，相差36岁."""
    least, most, apart = (passage.figures[at[key]] for key in ("a", "b", "c"))
    if not all(_alike(passage.said[at["a"]], passage.said[at[key]]) for key in ("b", "c")):
        return
    if (found["way"] in "大高多长") == (found["other"] in "大高多长"):
        return
    if found["way"] in "大高多长":
        least, most = most, least
    yield _equal("change", Binary("-", most.variable, least.variable), apart, [most, least], ("两数之差", "difference"))


def _less(_found: re.Match[str], at: Terms, passage: Passage) -> Iterator[Relation]:
    """出生率6.46‰，死亡率7.78‰，自然增长率-1.32‰; 收入总量…，支出总量…。收支相抵，年终结转…."""
    one, other, left = (passage.figures[at[key]] for key in ("a", "b", "c"))
    if all(_alike(passage.said[at["a"]], passage.said[at[key]]) for key in ("b", "c")):
        yield _equal(
            "change", Binary("-", one.variable, other.variable), left, [one, other], ("两数之差", "difference")
        )


def _alike(one: Said, other: Said) -> bool:
    return one.same_unit(other)


def _same_thing(words: str, others: str) -> bool:
    words = _FILLERS.sub("", words)
    return not words or words in others


def _quotient(kind: Kind, terms: tuple[int, int, int], passage: Passage, *, counted: str = "") -> Relation:
    one, other, result = (passage.figures[number] for number in terms)
    divisor: Node = other.variable
    if counted == "亩":  # a mean per 亩, not per square metre
        divisor = Binary("/", divisor, Number(Fraction(1), unit("亩"), "1亩"))
    return said(
        kind,
        Binary("/", one.variable, divisor),
        "==",
        result.variable,
        figures=[one, other, result],
        confidence=_LIKELY,
        words=of_two(kind, one, other, result),
    )


def _product(each: int, times: int, total: int, passage: Passage) -> Relation:
    one, many, result = (passage.figures[number] for number in (each, times, total))
    return said(
        "per_head",
        Binary("/", result.variable, many.variable),
        "==",
        one.variable,
        figures=[result, many, one],
        confidence=_LIKELY,
        words=Words(
            f"{one.text}与{many.text}之积应为{result.text}", f"{one.text} by {many.text} should be {result.text}"
        ),
    )


def _equal(kind: Kind, node: Node, result: Figure, terms: Sequence[Figure], be: tuple[str, str]) -> Relation:
    return said(
        kind,
        node,
        "==",
        result.variable,
        figures=[*terms, result],
        confidence=_LIKELY,
        words=Words(f"{name(result)}应为{be[0]}", f"{name(result)} should be the {be[1]}"),
    )


_Reader = Callable[[re.Match[str], Terms, Passage], Iterator[Relation]]
_MANNERS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (
        re.compile(
            rf"(?P<w>#){_W}{{0,14}}(?<![其集初高])中[，,]?(?P<words>{_W}{{0,12}})(?P<p>#)(?P<gap>[^。；;]{{0,40}}?)"
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
            rf"计划[^#，,。；;]{{0,6}}(?P<w>#)[，,]实际?{_W}{{0,6}}(?P<p>#)[，,](?:超额)?完成"
            r"(?:年度|全年)?(?:计划|任务|目标)?的?(?P<r>#)"
        ),
        _of_plan,
    ),
    (
        re.compile(
            r"每[人名生位户所](?:每年|每学年)?[^#，,。；;月天日次期每]{0,6}(?P<a>#)[，,]"
            rf"[^#。；;]{{0,14}}(?P<n>#){_W}{{0,10}}[，,](?:共计|合计|总计|共){_W}{{0,6}}(?P<t>#)"
        ),
        _each_and_all,
    ),
    (re.compile(rf"每(?:学?年|学期|月)(?P<t>#)[，,]?分(?P<n>#){_W}{{0,4}}[，,]每次{_W}{{0,3}}(?P<a>#)"), _in_rounds),
    (
        re.compile(
            rf"(?P<n>#){_W}{{0,10}}[，,](?:{_W}{{0,8}}[比较]{_W}{{0,10}}#[，,])?(?P<of>{_W}{{0,10}})(?P<t>#){_W}{{0,6}}[，,]"
            rf"(?:平均)?(?:每(?P<each>[\u4e00-\u9fff])|(?P<mean>[人户校班村])均|(?P<area>亩[均产]))(?P<what>{_W}{{0,8}})(?P<q>#)"
        ),
        _average,
    ),
    (
        re.compile(
            rf"(?P<first>{_W}{{1,12}})(?P<a>#){_W}{{0,4}}[，,、](?P<second>{_W}{{1,12}})(?P<b>#){_W}{{0,4}}[，,、]"
            r"(?P<x>[\u4e00-\u9fff])(?P<y>[\u4e00-\u9fff])(?:性别)?比(?:例)?(?:约为?|为|达到?)?(?P<r>#)"
        ),
        _ratio,
    ),
    (
        re.compile(rf"(?P<way>增加|减少|净增|净减|核增|核减)(?P<what>{_W}{{0,10}})(?P<d>#){_W}{{0,6}}[，,]{_FROM_TO}"),
        _rise,
    ),
    (
        re.compile(
            rf"新增(?P<what>[^#。；;]{{0,30}}(?P<p>#){_W}{{0,6}})[，,](?:取消|撤销|淘汰|减少|撤并|停招|退出){_W}{{0,6}}"
            rf"(?P<q>#){_W}{{0,6}}[，,]{_FROM_TO}"
        ),
        _come_and_gone,
    ),
    (
        re.compile(
            rf"应[到参出]{_W}{{0,2}}(?P<a>#)[，,]实[到参出]{_W}{{0,2}}(?P<b>#)[，,](?:请假|缺席|缺勤|未到)(?P<c>#)"
            rf"(?![，,、]{_W}{{0,6}}(?:假|缺|未到|出差))"
        ),
        _rest,
    ),
    (
        re.compile(
            rf"(?P<a>#){_W}{{0,14}}[，,]已{_W}{{0,8}}(?P<b>#){_W}{{0,6}}[，,](?:剩余|尚余|还剩|余下|其余|剩下)的?(?P<c>#)"
        ),
        _rest,
    ),
    (
        re.compile(
            rf"最(?P<way>[小低少短大高多长])的?{_W}{{0,4}}(?P<a>#)[，,]{_W}{{0,4}}最(?P<other>[小低少短大高多长])的?"
            rf"{_W}{{0,4}}(?P<b>#)[，,](?:两者)?相差(?P<c>#)"
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
)
