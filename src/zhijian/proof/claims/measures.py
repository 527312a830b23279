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
    return re.compile(rf"(?:{either('copulas')}|比例为|人数为|[，,、：:；;])+$")


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
    return _without_count_word(bare)


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


def after_figure(text: str) -> str:
    """The noun that follows a figure and its unit, up to where the clause goes on: 个[紧缺专业]."""
    bare = _MARKS.sub("", _BRACKETS.sub("", text)).lstrip("的、，")
    cut = re.search(r"(?:，|。|；|、|：|获得?|取得|通过|达到|被评为|占|为|分别|比上|较上|同比|共有|合计)", bare)
    return bare[: cut.start()] if cut else bare
