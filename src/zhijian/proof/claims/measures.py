"""What a figure measures: the words before or after it, without what says when, of whom, and how it is said."""

from __future__ import annotations

import re
from functools import cache

from zhijian.proof.claims.masks import masked_spans
from zhijian.proof.claims.periods import periods
from zhijian.proof.claims.vocabulary import blends, either, guarded, words
from zhijian.quantity import Unit

_BRACKETS = re.compile(r"[（(][^（()）]*[)）]|\[\d{1,2}\]")
_MARKS = re.compile(r"[\s“”\"‘’'*＊★☆《》<>【】\[\]·•■◆●▲　—_\x00]+")
_EDGES = "，,、。；;：:的-－–~～/"
_LONGEST = 120  # characters before a figure that can say what it measures

RATE = re.compile(rf"(?:{either('rates')})$")
PER_HEAD = re.compile(either("per_head"))


@cache
def _openings() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{either('openings', 'spans')}|{guarded('openings_unless')}|[，,、：:；;]|[一二三四五六七八九]是|加(?=上[级解年]))+"
    )


@cache
def _endings() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<![收支入出])总计|(?!总计|(?<=[收支入出]总)计){either('copulas', 'adverbs')}|(?<![报签迟])[到至]|[，,、：:；;])+$"
    )


def without_periods(text: str) -> str:
    """The text without the years and periods that it names, and words of comparison."""
    pieces = list(text)
    for period in periods(text):
        for at in range(period.start, period.end):
            pieces[at] = "\x00"
    for start, end in masked_spans(text):
        if re.search(r"\d{4}|月|日", text[start:end]) and "《" not in text[start:end]:
            for at in range(start, end):
                pieces[at] = "\x00"
    kept = re.sub(
        "\x00+(?:底|末|初|期间|以来|同期|秋季|春季|上午|下午|[春秋]季?学期|起|[、和](?=\x00))*", "\x00", "".join(pieces)
    )
    return re.sub(
        r"(?:截至|截止到?|(?<![加少长高升降落低大增缩])(?:到|至)|自|在|与|同比|环比|比|较|同|从|由|相比|相较|较之)?(?:于)?(?:[“\"][^”\"]{1,4}[”\"][末初]?的)?\x00+(?:相比|比较|增长率)?",
        "\x00",
        kept,
    ).replace("\x00", "")


def normal(text: str) -> str:
    """Words of a measure made comparable: no blanks, quotes, stars, brackets; nothing around it that only leads in."""
    bare = _MARKS.sub("", _BRACKETS.sub("", text[-_LONGEST:]))
    while True:
        shorter = bare.strip(_EDGES)
        if found := _openings().match(shorter):
            shorter = shorter[found.end() :]
        if found := _endings().search(shorter):
            shorter = shorter[: found.start()]
        if shorter == bare:
            break
        bare = shorter
    return _without_count_word(_last_of(bare))


_GENERAL = re.compile(
    r"(?:比重|比例|占比|总?人数|数量|总数|总额|金额|学生|教师|人员|情况|面积|得分|部分|增速|企业|专业|学校|毕业生|总?收入|总?支出|职工)$"
)


def _last_of(text: str) -> str:
    """隶属教育部门管理的中等职业学校 measures 中等职业学校; what is general by itself keeps what tells it apart."""
    head, _of, rest = text.rpartition("的")
    return (
        rest if head and len(rest) >= 4 and not _GENERAL.fullmatch(rest) and not re.match(r"[增减下上]", rest) else text
    )


def _without_count_word(text: str) -> str:
    for ending in ("总数量", "总数", "数量", "数"):
        rest = text.removesuffix(ending)
        if (
            rest != text
            and len(rest) >= 2
            and not (ending == "数" and rest[-1] in "人天分次倍系指函参多少级层岁件户班册项台均")
        ):
            return text if rest.endswith("中位") else rest
    return text


def joined(*scopes: str) -> tuple[str, ...]:
    """Scopes without repeats; of two parts of a year the later one."""
    parts = [scope for scope in scopes if scope in words("parts_of_year")]
    return tuple(dict.fromkeys(scope for scope in scopes if scope not in parts[:-1] or scope == parts[-1]))


def without_spans(text: str) -> str:
    """The words before a figure without a part of a year or a span, where nothing else is said: 一季度增长5.2%."""
    return re.sub(rf"^\s*{either('spans')}\s*", "", text)


def leading_kind(text: str) -> str:
    """The kind of organisation that ends a text, if it tells one kind from others: 小学, 普通高中; empty for 学校, 我校."""
    found = re.search(rf"[\u4e00-\u9fff]{{0,6}}?{either('kinds')}$", text)
    return (
        ""
        if found is None or re.fullmatch(r".{0,2}(?:学校|企业|院校|机构|公司)|.*[各该我本全].*", found.group())
        else found.group()
    )


def counts_organisations(of: Unit, measure: str) -> bool:
    """Whether a figure counts schools or hospitals of a kind."""
    symbol = of.symbol.removeprefix("万")
    return (symbol == "所" or (symbol == "个" and _kinds().search(measure) is not None)) and len(measure) >= 2


def topic_of(text: str) -> str:
    """What a clause without figures is about: 专任教师方面, 招生规模持续扩大 and 就业情况如下 are about 专任教师, 招生规模, 就业."""
    topic = normal(_HOW_IT_GOES.sub("", text))
    return topic if 2 <= len(topic) <= 16 and not topic.endswith(("看", "分", "来说", "来讲", "的是")) else ""


_HOW_IT_GOES = re.compile(
    r"(?:方面|工作|情况|(?:完成|发展|变化|基本|总体)情况|如下|明显|显著|稳步|持续|不断|大幅|进一步|继续|连续[一二两三四五六七八九十\d]+年|逐年|日益|总体|整体|保持"
    r"|增幅|降幅|增速|增长|增加|减少|下降|降低|提高|提升|上升|扩大|优化|改善|深化|丰富|健全|完善|向好|领先|居|位居|位列|较上|比上|与上|最[多高大低少])[^，。；]*$"
)


_WITHIN = re.compile(r"含[^，。；]{1,10}?在内")


@cache
def _scopes() -> re.Pattern[str]:
    return re.compile(either("scopes"))


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(either("apart") + "(?!长|加|值)")


# 服务第二产业的专业布点 and 参加培训的专任教师 are some of them: what they do sets them apart from all.
_DOING = re.compile(
    r"(?:(?<!公共)服务(?!业|中心|对象)|参加|参与|接受|承担|从事|来自|到企业|赴|具有|具备|持有|取得|获得|获评|享受|担任|面向(?!全))"
    r"[^，。；、：的]{2,14}(?=的$)"
)


def scope_of(text: str) -> tuple[str, ...]:
    """Words that set a figure apart from others of its name: in brackets, what they do, and those of the vocabulary."""
    bracketed = [
        inner
        for bracket in _BRACKETS.findall(text)
        if re.match("不?含|不?包括|其中|按", inner := bracket[1:-1].strip())
    ]
    outside = _BRACKETS.sub("", text)
    bare = _MARKS.sub("", outside)
    left_out = bare.removesuffix(_last_of(bare))  # by what the figure measures
    found = [
        *_scopes().findall(outside),
        *_WITHIN.findall(outside),
        *_apart().findall(outside),
        *_DOING.findall(left_out),
    ]
    return tuple(dict.fromkeys([*found, *bracketed]))


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(
        rf"[，。；:：]|(?:已|均|先后|成功|全部|首次|正式|进行|直接|积极|顺利|同时|分别|每年)*(?:{either('predicates')}"
        rf"|(?<![国所私公特共])有(?!限|关|效|机)|是(?!非)|由|将(?!来|军)|向(?!前)|都(?!市)|以(?!上|下|内|外)|与[^，。；、与]{{2,10}}?(?:对接|合作|共建|签订|联合)|合作(?![社企单办项银方])|对(?!口|外|接)|到(?!校)|在(?!校|线|职|岗|编|建|读|园|册|院|籍)|(?:{either('up', 'down')})(?![值率]))"
    )


def after_figure(text: str) -> tuple[str, str]:
    """(noun, rest): the noun that follows a figure and its unit, and how the clause goes on: 名[学子][获得国家奖学金]."""
    bare = _MARKS.sub("", _BRACKETS.sub("", text[:_LONGEST])).lstrip("的、，")
    cut = _goes_on().search(bare)
    noun, rest = (bare[: cut.start()], bare[cut.start() :]) if cut else (bare, "")
    inner, of, last = noun.rpartition("的")
    if of and len(last) >= 2:
        noun = last if len(inner) > 6 or re.search("符合|具有|从事|来自", inner) else noun
    return re.sub(r"(?<=[\u4e00-\u9fff]{2})(?:之?中|里|当中|[与和同向由对及])$", "", noun), rest


@cache
def _attributes() -> re.Pattern[str]:
    return re.compile(either("attributes") + "$")


@cache
def _kinds() -> re.Pattern[str]:
    return re.compile(either("kinds") + "$")


@cache
def _leading_kind() -> re.Pattern[str]:
    return re.compile(rf"^[\u4e00-\u9fff]{{0,6}}?{either('kinds')}(?=[\u4e00-\u9fff]{{2}})")


def is_attribute(text: str) -> bool:
    """Whether a name only tells apart and names no thing: 公办, 国家级."""
    return _attributes().search(text) is not None


@cache
def _differences() -> re.Pattern[str]:
    return re.compile(either("differences") + "$")


def is_difference(text: str) -> bool:
    """Whether what is measured is a difference of two others, which is no part of what they make: 贸易顺差."""
    return _differences().search(text) is not None


@cache
def _directions() -> re.Pattern[str]:
    return re.compile(either("up", "down", "up_compared", "down_compared"))


def direction_word(text: str) -> bool:
    """Whether a text begins with a word of rise or fall."""
    return _directions().match(text) is not None


def composed(part: str, whole: str) -> str:
    """What a part of a whole measures: 公办 of 中等职业学校 is 公办中等职业学校; what names a thing itself stays as it is."""
    if not part or not whole or whole in part:
        return part
    for blend, of in blends():
        if part in of and blend in whole:
            return whole.replace(blend, part)  # 进口 of 进出口总额
    for size in range(min(len(part), len(whole)), 1, -1):
        rest = whole[size:]
        if part.endswith(whole[:size]) and (
            _kinds().search(part) or _attributes().search(part) or re.fullmatch("总?人数|总?数量?", rest)
        ):
            return part + re.sub("^及?以[上下]", "", rest)  # 公立医院 of 医院病床使用率, 市级 of 市级以上基地
    if _attributes().search(part) and len(part) <= 8:
        at = whole.find(part)
        return part + (whole[at + len(part) :] if at > 0 else whole)
    if _kinds().search(part) and not _kinds().search(whole):
        return part + _leading_kind().sub("", whole)  # 医院 of 医疗卫生机构床位
    return part
