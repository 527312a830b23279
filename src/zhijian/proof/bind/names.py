"""What a figure counts, by the catalogue's labels and aliases or by its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction

from zhijian.catalogue import Catalogue, Indicator
from zhijian.proof.shapes import Figure
from zhijian.quantity import Unit
from zhijian.quantity.units import UnknownUnit, unit

_ENDS = re.compile(r"(?:总人数|总数量|总数|人数|数量|个数|总量|总值|规模|数|总)$")
_STARTS = re.compile(
    r"^(?:全市|全省|全县|全区|全校|我市|我省|我县|我区|我校|本市|本校|各地|各校|市|省|各)?(?:各?中等?职业?(?:技术)?学校|中职学校|中职|职业院校)?"
    r"(?:共有|现有|共|有|在籍|拥有|开设|建有|建成)?"
)
_COUNTED = re.compile(r"(?:人次|台次|量)$")
_WHO_ANSWERS = re.compile(r"^(?:在校)?学?生对(?=.{2,}满意度$)")  # 在校生对课堂育人的满意度
_ALIKE = (
    ("所占比例", "比例"),
    ("占比", "比例"),
    ("比率", "比例"),
    ("双师型", "双师"),
    ("的", ""),
    ("、", ""),
    ("“", ""),
    ("”", ""),
)
_THINGS = {"item", "project", "course", "title", "school"}  # 个, 项, 门, 本, 所: one thing is counted in either

SURE, LIKELY = Fraction(95, 100), Fraction(85, 100)


@dataclass(frozen=True, slots=True)
class Named:
    """The indicator that a figure states, and how sure that is."""

    indicator: str
    confidence: Fraction


class Names:
    """The names of a catalogue's indicators, as they are printed and as they may be shortened."""

    def __init__(self, catalogue: Catalogue | None) -> None:
        self._catalogue = catalogue
        self._exact: dict[str, set[str]] = {}
        self._loose: dict[str, set[str]] = {}
        for indicator in catalogue.indicators.values() if catalogue is not None else ():
            if indicator.higher_only or indicator.slices:
                continue
            for label in (indicator.label["zh"], *indicator.aliases):
                self._exact.setdefault(plain(label), set()).add(indicator.id)
                self._loose.setdefault(loose(label), set()).add(indicator.id)

    def indicator(self, figure: Figure) -> Named | None:
        """The only indicator of that name whose unit fits; None where there is none, or several."""
        if self._catalogue is None:
            return None
        for index, name, confidence in (
            (self._exact, plain(figure.measure), SURE),
            (self._loose, loose(figure.measure), LIKELY),
        ):
            fitting = [i for i in sorted(index.get(name, ())) if fits(figure, self._catalogue[i])]
            if len(fitting) == 1:
                return Named(fitting[0], confidence)
            if fitting:
                return None
        return None

    def holds(self, indicator: str, words: Iterable[str]) -> bool:
        """Whether the label of an indicator has these words itself: 公共基础课（不含思想政治课）."""
        return self._catalogue is not None and all(word in self._catalogue[indicator].label["zh"] for word in words)

    def changed(self, figure: Figure) -> list[str]:
        """The only indicator whose change or growth a figure can state; empty where there is none, or several."""
        if self._catalogue is None:
            return []
        for index, name in ((self._exact, plain(figure.measure)), (self._loose, loose(figure.measure))):
            found = [i for i in sorted(index.get(name, ())) if changes_of(figure, self._catalogue[i])]
            if found:
                return found if len(found) == 1 else []
        return []


def plain(label: str) -> str:
    """A name without what varies in print."""
    text = re.sub(r"[\s*＊“”\"·]", "", label).replace("(", "（").replace(")", "）")
    return re.sub(r"^[A-D]类[：:]?", "", text)


def loose(label: str) -> str:
    """A name without the words that may be left out: 全市中职学校专任教师总数 is 专任教师."""
    text = plain(label)
    for word, other in _ALIKE:
        text = text.replace(word, other)
    text = _STARTS.sub("", _WHO_ANSWERS.sub("", text), count=1) or text
    shorter = _ENDS.sub("", text)
    return shorter if len(shorter) >= 2 else text


def bare(name: str) -> str:
    """A loose name without the word that says how it is counted: 门急诊量 is 门急诊, 出院人次 is 出院."""
    shorter = _COUNTED.sub("", name)
    return shorter if len(shorter) >= 2 else name


def fits(figure: Figure, indicator: Indicator) -> bool:
    """Whether a figure can state the indicator: the unit counts the same things, and it is no change of it."""
    if figure.role not in ("value", "ratio", "per_head", "share"):
        return False
    stated = figure.quantity.unit
    if stated.symbol == "个百分点":
        return False
    known: list[Unit] = [indicator.unit]
    if indicator.printed_unit:
        with suppress(UnknownUnit):
            known.append(unit(indicator.printed_unit))
    if "/" in indicator.unit.symbol:
        known.append(unit(indicator.unit.symbol.partition("/")[0]))
    return any(same_things(stated, other) for other in known)


def changes_of(figure: Figure, indicator: Indicator) -> bool:
    """Whether a change or growth can be one of the indicator: a rate grows by 个百分点, anything else in its unit."""
    stated = figure.quantity.unit
    if indicator.unit.symbol == "%":
        return figure.role == "change" and stated.symbol in {"个百分点", "%"}
    return figure.role == "growth" or same_things(stated, indicator.unit)


def same_things(one: Unit, other: Unit) -> bool:
    """Whether two units count or measure the same: 个 and 项 do, 人 and 个 do not."""
    if one.dimension == other.dimension:
        return (one.symbol == ":1") == (other.symbol in (":1", "——")) or one.dimension != ()
    things = {base for base, power in (*one.dimension, *other.dimension) if power == 1}
    return bool(one.count and other.count and one.dimension and other.dimension and things <= _THINGS)
