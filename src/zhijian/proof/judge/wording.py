"""How findings name figures, places and doubts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhijian.findings import Figure as Shown
from zhijian.findings import Suspect
from zhijian.messages import language
from zhijian.proof.shapes import Figure

_NUMBERED = re.compile(r"附?表")
_ORDINAL = re.compile(r"[#/]t(\d+)(?=[/(]|$)")
_MOST_NAMED = 3
_MOST_OTHERS = 4  # alternatives beyond which naming them helps nobody


def in_words(zh: str, en: str) -> str:
    return en if language() == "en" else zh


def place_of(figure: Figure) -> str:
    """Where a reader finds a figure: 表6“专任教师总数”2024年, 2.4.4."""
    if figure.table:
        name = table_of(figure)
        row, column = (_without_unit(label, figure) for label in (figure.row or figure.measure, figure.column))
        if column and not column[0].isdigit():  # 2024年 is told without marks
            column = in_words(f"“{column}”列", f" “{column}”")
        return f"{name}“{row}”{column}"
    number = figure.section.strip("、.．:：()（） ")
    if not number:
        return ""
    numbered = any(c.isdigit() for c in number)
    return in_words(f"{number}节" if numbered else f"第{number}部分", f"section {number}")


def table_of(figure: Figure) -> str:
    """表6; 第5张表 of one without a number."""
    if _NUMBERED.match(figure.table):
        return figure.table
    ordinal = _ORDINAL.search(figure.location.address)
    return in_words(f"第{ordinal[1]}张表", f"table {ordinal[1]}") if ordinal else in_words("表格", "table")


def _without_unit(label: str, figure: Figure) -> str:
    """A label without the unit in brackets that is printed with the figure anyway: 床位（张）2024年."""
    symbol = re.escape(figure.quantity.unit.symbol)
    return re.sub(rf"[（(](?:单位[:：]?)?{symbol}[）)]", "", label) if symbol else label


def shown(figure: Figure) -> Shown:
    """The figure as a finding lists it, its interval in its own unit."""
    quantity = figure.quantity
    return Shown(figure.text, figure.location, quantity.low, quantity.high, quantity.unit.symbol)


def named(figure: Figure) -> str:
    """A figure with what it measures and where it stands: “专任教师”1249人（2.4.4节）, “专任教师”增加33人."""
    place = place_of(figure)
    name = "" if figure.table or not figure.measure else f"“{_own_name(figure)}”"
    amount = figure.text if figure.table else said(figure, figure.direction, figure.text)
    return name + amount + in_brackets(place)


def _own_name(figure: Figure) -> str:
    """What tells a part of a list apart, without the words of the whole: 第一产业 of 就业的毕业生."""
    return figure.measure.removesuffix(figure.of) or figure.measure


def in_brackets(text: str) -> str:
    """（text）, in 〔〕 where brackets stand in it already; "" for nothing."""
    if not text:
        return ""
    return f"〔{text}〕" if "（" in text else f"（{text}）"


def said(figure: Figure, direction: int, amount: str) -> str:
    """A change with the word for its direction: 增加33人, 下降1.8%, 提高2.1个百分点."""
    if not direction or figure.role not in ("change", "growth"):
        return amount
    up, down = ("增长", "下降") if figure.role == "growth" else ("增加", "减少")
    if figure.quantity.unit.symbol in ("%", "个百分点") and figure.role == "change":
        up, down = "提高", "下降"
    word = in_words(up, "up ") if direction > 0 else in_words(down, "down ")
    return word + amount.lstrip("-－")


def named_few(figures: Sequence[Figure]) -> str:
    """The figures by name, of many the first with how many there are: …等15个数."""
    text = in_words("、", ", ").join(named(figure) for figure in figures[:_MOST_NAMED])
    if len(figures) <= _MOST_NAMED:
        return text
    return text + in_words(f"等{len(figures)}个数", f" and others, {len(figures)} figures in all")


@dataclass(frozen=True, slots=True)
class Told:
    """A suspect as a reader is told of it.

    figure: the id; of a word that says something of a figure, that one's. label: how it is named. slip: a slip of the
    pen tells how it came about. thought: it would take more to be wrong than the others. copies: the ids of figures
    that state the same and are wrong with it. word: it is a word and no figure.
    """

    figure: int
    label: str
    suspect: Suspect
    certain: bool
    slip: bool
    thought: bool = False
    copies: tuple[int, ...] = ()
    word: bool = False


def doubt(told: Sequence[Told], figures: Mapping[int, Figure]) -> str:
    """Which figures to doubt, in a sentence; of too many that may be wrong alike none is named."""
    certain = [_doubted(each, figures) for each in told if each.certain]
    either = [each for each in told if not (each.certain or each.thought)]
    likeliest = [each for each in either if each.slip]
    parts = []
    if certain:
        parts.append(in_words("疑为" + "；".join(certain), "doubtful: " + "; ".join(certain)))
    if len(likeliest) == 1:
        others = [_doubted(each, figures) for each in either if not each.slip]
        first = _doubted(likeliest[0], figures)
        rest = others if len(others) < _MOST_OTHERS else []
        parts.append(
            in_words(
                f"最可能是{first}" + (f"；也可能是{'；或'.join(rest)}" if rest else ""),
                f"most probably {first}" + (f"; or else {'; or '.join(rest)}" if rest else ""),
            )
        )
    elif 0 < len(either) <= _MOST_OTHERS:
        named_ones = [_doubted(each, figures) for each in either]
        parts.append(in_words("其中一个有误：" + "；或".join(named_ones), "one is wrong: " + "; or ".join(named_ones)))
    text = in_words("；另", "; besides, ").join(parts)
    mirrored = {each.suspect.text for each in told if each.certain}
    thoughts = [
        _doubted(each, figures)
        for each in told
        if each.thought and each.suspect.suggestion and each.suspect.suggestion not in mirrored
    ]
    if text and 0 < len(thoughts) <= _MOST_OTHERS:
        text += in_words("；如无误，则" + "；或".join(thoughts), "; if not, then " + "; or ".join(thoughts))
    return text


def _doubted(told: Told, figures: Mapping[int, Figure]) -> str:
    suspect = told.suspect
    should = in_words("应" if suspect.suggestion.startswith("不") else "应为", "should be ")
    right = f"“{suspect.suggestion}”" if told.word else suspect.suggestion
    notes = [should + right] if suspect.suggestion else []
    notes += [suspect.cause] if suspect.cause else []
    places = [place for number in told.copies if (place := place_of(figures[number]))]
    if places:
        notes.append(in_words(f"{'、'.join(places)}的同一数字须一并核改", f"likewise in {', '.join(places)}"))
    separator = in_words("，", ", ")
    return separator.join([told.label, *notes])
