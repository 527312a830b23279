"""What a figure measures: the words before or after it, without what says when, of whom, and how it is said."""

from __future__ import annotations

import re
from functools import cache

from zhijian.proof.claims.mentions import masked_spans
from zhijian.proof.claims.periods import periods
from zhijian.proof.claims.vocabulary import either, words

_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
_MARKS = re.compile(r"[\s“”\"‘’'*＊★☆《》<>【】\[\]·•■◆●▲　—_]+")
_EDGES = "，,、。；;：:的-－–~～/"


@cache
def _openings() -> re.Pattern[str]:
    return re.compile(rf"(?:{either('openings')}|[，,、：:；;]|一是|二是|三是|四是|五是|六是)+")


@cache
def _endings() -> re.Pattern[str]:
    return re.compile(rf"(?:{either('copulas')}|[，,、：:；;])+$")


@cache
def _comparisons() -> re.Pattern[str]:
    return re.compile(
        r"(?:与|同|比|较|相比|相较)(?:于)?(?:上|去|前|往|20\d\d)[^，。；]{0,6}?(?:年度?|学年|同?期|相比)(?:相比|比较|的)?"
        r"|同比|环比|按可比口径|比重"
        r"|(?:相)?比(?:上|去)年"
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
    kept = re.sub("\x00+(?:底|末|初|期间|以来|秋季|春季|上午|下午)?", "\x00", "".join(pieces))
    return re.sub(r"(?:截至|截止到?|到|至|自|在|与|比|较|同|从|由)?\x00+(?:相比|比较)?", "\x00", kept).replace(
        "\x00", ""
    )


def normal(text: str) -> str:
    """Words of a measure made comparable: no blanks, quotes, stars, brackets; nothing around it that only leads in."""
    bare = _MARKS.sub("", _BRACKETS.sub("", text))
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


_GENERAL = re.compile(r"(?:比重|比例|占比|总?人数|数量|总数|总额|金额|学生|教师|人员|情况|面积|得分|部分|增速|企业)$")


def _last_of(text: str) -> str:
    """隶属教育部门管理的中等职业学校 measures 中等职业学校; what is general by itself keeps what tells it apart."""
    head, _of, rest = text.rpartition("的")
    return (
        rest if head and len(rest) >= 4 and not _GENERAL.fullmatch(rest) and not re.match(r"[增减下上]", rest) else text
    )


def _without_count_word(text: str) -> str:
    for ending in ("总数量", "总数", "数量", "数"):
        rest = text.removesuffix(ending)
        if rest != text and len(rest) >= 2 and not (ending == "数" and rest[-1] in "人分次倍系指函参多少级层岁件户班"):
            return rest
    return text


def scope_of(text: str) -> tuple[str, ...]:
    """Words that set a figure apart from others of its name: in brackets, and those of the vocabulary."""
    found = [
        word for word in words("scopes") if word in text and not any(word in longer for longer in _longer(word, text))
    ]
    found += [word for word in words("apart") if re.search(rf"{re.escape(word)}(?!长|加|值)", text)]
    found += [
        inner
        for bracket in _BRACKETS.findall(text)
        if re.match("不?含|不?包括|其中|按", inner := bracket[1:-1].strip())
    ]
    return tuple(dict.fromkeys(found))


def _longer(word: str, text: str) -> list[str]:
    return [other for other in words("scopes") if word in other and word != other and other in text]


_GOES_ON = re.compile(
    r"[，。；：]|(?:已|均|先后|成功|全部|首次|正式|进行|直接|积极)*"
    r"(?:获|取得|与市|与省|通过|达到|被|占|为|分别|比上|较上|同比|共有|合计|成立|开展|参加|参与|参赛|代表|设立|跻身|入选|出席|进行|对(?!口|外|接)|加入|认为|实现|完成|接受|享受|到|在(?!校|线|职|岗|编|建|读|园|册|院)|来自|具有|具备|拥有|用于|纳入|毕业于|升入|从事)"
)


def after_figure(text: str) -> tuple[str, str]:
    """(noun, rest): the noun that follows a figure and its unit, and how the clause goes on: 名[学子][获得国家奖学金]."""
    bare = _MARKS.sub("", _BRACKETS.sub("", text)).lstrip("的、，")
    cut = _GOES_ON.search(bare)
    return (bare[: cut.start()], bare[cut.start() :]) if cut else (bare, "")
