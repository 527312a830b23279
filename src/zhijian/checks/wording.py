"""How figures, places and calculations are written in findings."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from zhijian.catalogue import Catalogue, Indicator
from zhijian.expressions import Slices, Variable
from zhijian.facts import Fact, OrganisationTree
from zhijian.findings import Figure, Location, parse_location
from zhijian.messages import _, language
from zhijian.quantity import Rounding, format_number, round_to_mantissa

COMPUTED = ("rollup", "formula", "")


def stated_text(fact: Fact | None, indicator: Indicator, *, bare: bool = False) -> str:
    """The figure as it was stated, with its unit: 34个, 17.2:1; what stands there instead where there is none."""
    if fact is None or fact.mantissa is None or fact.decimals is None:
        words = {"not_applicable": _("不适用"), "no_data": _("无数据")}
        return words.get(fact.status.value, _("未填")) if fact else _("未填")
    number = format_number(fact.mantissa, fact.decimals)
    if bare:
        return number
    return number + (printed_unit(indicator) if fact.unit == indicator.unit.symbol else fact.unit)


def printed_unit(indicator: Indicator) -> str:
    """The unit behind a number; where the form prints a dash for it, the one a number is written with: 17.2:1."""
    return indicator.unit.symbol if indicator.printed_unit == "——" else indicator.printed_unit


def figure_of(fact: Fact, catalogue: Catalogue) -> Figure:
    """The fact as a finding's figure."""
    text = stated_text(fact, catalogue[fact.indicator])
    return Figure(text, source_of(fact), fact.low, fact.high, fact.unit)


def source_of(fact: Fact | None) -> Location | None:
    """Where the fact was stated; None for what was computed."""
    return None if fact is None or fact.source in COMPUTED else parse_location(fact.source)


def place_of(indicator: Indicator, catalogue: Catalogue) -> str:
    """Where the indicator stands in the form: 表3序号6; 基础数据“办学条件”."""
    if indicator.table is not None:
        return _("表{table}序号{row}", table=indicator.table.number, row=indicator.table.row)
    if indicator.section:
        return _("基础数据{section}", section=quoted(catalogue.sections[indicator.section][language()]))
    return _("基础数据")


def label_of(catalogue: Catalogue, leaf: Variable | Slices) -> str:
    """The indicator's name from the top of its group down, with slice and year: 上年招生数（61）."""
    text = catalogue.short_label(leaf.indicator, language())
    if isinstance(leaf, Variable) and leaf.slice:
        text += f"（{catalogue.slice_label(leaf.indicator, leaf.slice, language())}）"
    return _("上年") * leaf.back + text


def subject_of(check: str, fact: Fact) -> str:
    """The subject of a finding about one figure: check/organisation/period/indicator[slice]."""
    return f"{check}/{fact.organisation}/{fact.period}/{fact.indicator}" + (f"[{fact.slice}]" if fact.slice else "")


def told_of(fact: Fact, catalogue: Catalogue, tree: OrganisationTree) -> dict[str, Any]:
    """What every message about one figure names: school, period, place, label."""
    return {
        "school": tree[fact.organisation].name,
        "period": fact.period,
        "place": place_of(catalogue[fact.indicator], catalogue),
        "label": quoted(label_of(catalogue, Variable(fact.indicator, fact.slice))),
    }


def quoted(text: str) -> str:
    """In quotation marks, those inside turned to single ones: “‘双师型’教师比例”."""
    return "“" + text.replace("“", "‘").replace("”", "’") + "”"


def joined(labels: Iterable[str]) -> str:
    """Quoted labels in a row, each once; Chinese puts nothing between quotation marks."""
    return ("" if language() == "zh" else ", ").join(dict.fromkeys(quoted(label) for label in labels))


def shown_interval(low: Fraction, high: Fraction, decimals: int) -> str:
    """A computed interval: one number where both ends print alike, else both, rounded outwards."""
    ends = [_outward(low, decimals, up=False), _outward(high, decimals, up=True)]
    if low == high or ends[0] == ends[1]:
        return shown(low, decimals)
    return f"{ends[0]}～{ends[1]}"


def _outward(value: Fraction, decimals: int, *, up: bool) -> str:
    scaled = value * 10**decimals
    whole = -((-scaled.numerator) // scaled.denominator) if up else scaled.numerator // scaled.denominator
    return _trimmed(format_number(whole, decimals))


def shown(value: Fraction, decimals: int) -> str:
    """The value rounded to so many decimals, without trailing zeros."""
    return _trimmed(format_number(round_to_mantissa(value, decimals), decimals))


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def rounded_like(low: Fraction, high: Fraction, decimals: int, unit: str) -> str:
    """What a figure printed with ``decimals`` should read: one number, and where others would do, from … to …."""
    low_end, middle, high_end = (
        format_number(round_to_mantissa(value, decimals, Rounding.HALF_UP), decimals) + unit
        for value in (low, (low + high) / 2, high)
    )
    if low_end == high_end:
        return middle
    return _("{value}（{low}至{high}均可）", value=middle, low=low_end, high=high_end)
