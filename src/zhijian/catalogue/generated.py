"""Rules that follow from what indicators say of themselves: parts, slices, formulas, bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from zhijian.catalogue.model import Indicator, RollUp, Rule
from zhijian.expressions import Binary, Call, Node, Number, Relation, Slices, Variable, to_text
from zhijian.quantity import format_number, round_to_mantissa

LEVELS = ("school", "county", "city", "province", "country")
KINDS = {"ZJ201": "parts", "ZJ202": "parts", "ZJ203": "formula", "ZJ205": "bounds"}
Indicators = Mapping[str, Indicator]


def generated_rules(indicators: Indicators) -> Iterator[Rule]:
    """The rules of every indicator, in catalogue order, all of them errors and checked at every level.

    ``<whole>.parts`` (exactly: equal; disjoint: at most), ``<part>.within``, ``<id>.slices``, ``<id>.formula``,
    ``<id>.bounds``. Rows that only higher vocational schools fill in get none.
    """
    for indicator in indicators.values():
        if not indicator.higher_only:
            yield from _parts(indicator, indicators)
            yield from _slices(indicator)
            yield from _formula(indicator, indicators)
            yield from _bounds(indicator)


def _parts(indicator: Indicator, indicators: Indicators) -> Iterator[Rule]:
    whole = Variable(indicator.id)
    parts = indicator.parts
    zh, en = indicator.label["zh"], indicator.label["en"]
    if parts.exactly:
        message = {
            "zh": f"“{zh}”应等于{_names(parts.exactly, indicators, 'zh')}之和",
            "en": f"“{en}” should be the sum of {_names(parts.exactly, indicators, 'en')}",
        }
        yield _rule(f"{indicator.id}.parts", _compare(_sum(parts.exactly), "==", whole), "ZJ201", indicator, message)
    if parts.disjoint:
        message = {
            "zh": f"{_names(parts.disjoint, indicators, 'zh')}之和不应大于“{zh}”",
            "en": f"{_names(parts.disjoint, indicators, 'en')} should not exceed “{en}” together",
        }
        relation = _compare(_sum(parts.disjoint), "<=", whole)
        yield _rule(f"{indicator.id}.parts", relation, "ZJ202", indicator, message, missing="skip_if_all")
    for part in parts.within:
        if part in indicators and not indicators[part].higher_only:
            message = {
                "zh": f"“{indicators[part].label['zh']}”不应大于“{zh}”",
                "en": f"“{indicators[part].label['en']}” should not exceed “{en}”",
            }
            yield _rule(f"{part}.within", _compare(Variable(part), "<=", whole), "ZJ202", indicators[part], message)


def _slices(indicator: Indicator) -> Iterator[Rule]:
    """The slices make the total, where they can be added; a slice that is not given counts as nothing."""
    if indicator.slices and indicator.roll_up in (RollUp.sum, RollUp.distinct):
        message = {
            "zh": f"“{indicator.label['zh']}”各分组之和应等于合计",
            "en": f"The groups of “{indicator.label['en']}” should add up to its total",
        }
        relation = _compare(Call("sum", (Slices(indicator.id),)), "==", Variable(indicator.id))
        yield _rule(f"{indicator.id}.slices", relation, "ZJ201", indicator, message, missing="skip_if_all")


def _formula(indicator: Indicator, indicators: Indicators) -> Iterator[Rule]:
    if indicator.formula is None:
        return
    message = {
        "zh": f"“{indicator.label['zh']}”应等于 {_in_words(indicator.formula, indicators, 'zh')}",
        "en": f"“{indicator.label['en']}” should be {_in_words(indicator.formula, indicators, 'en')}",
    }
    relation = _compare(Variable(indicator.id), "==", indicator.formula)
    yield _rule(f"{indicator.id}.formula", relation, "ZJ203", indicator, message)


def _bounds(indicator: Indicator) -> Iterator[Rule]:
    low, high = indicator.bounds
    terms: list[Node] = [Variable(indicator.id)]
    if low is not None:
        terms.insert(0, _literal(low, indicator))
    if high is not None:
        terms.append(_literal(high, indicator))
    if len(terms) == 1:
        return
    zh, en, unit = indicator.label["zh"], indicator.label["en"], indicator.unit.symbol
    if low is None or high is None:
        end = _shown(low if low is not None else high or Fraction(0)) + unit
        message = {
            "zh": f"“{zh}”不应{'小于' if high is None else '大于'} {end}",
            "en": f"“{en}” should not be {'below' if high is None else 'above'} {end}",
        }
    else:
        ends = [_shown(low), _shown(high)]
        message = {
            "zh": f"“{zh}”应在 {ends[0]}～{ends[1]}{unit} 之间",
            "en": f"“{en}” should lie between {ends[0]} and {ends[1]}{unit}",
        }
    relation = Relation(tuple(terms), ("<=",) * (len(terms) - 1))
    yield _rule(f"{indicator.id}.bounds", relation, "ZJ205", indicator, message)


def _in_words(formula: Node, indicators: Indicators, language: str) -> str:
    def name(leaf: Variable | Slices) -> str:
        return indicators[leaf.indicator].label[language] if leaf.indicator in indicators else leaf.indicator

    return to_text(formula, name)


def _names(ids: tuple[str, ...], indicators: Indicators, language: str) -> str:
    labels = [f"“{indicators[i].label[language]}”" for i in ids if i in indicators]
    return ("" if language == "zh" else ", ").join(labels)


def _literal(value: Fraction, indicator: Indicator) -> Number:
    return Number(value, indicator.unit, _shown(value) + indicator.unit.symbol)


def _shown(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    return format_number(round_to_mantissa(value, 4), 4).rstrip("0")


def _sum(ids: tuple[str, ...]) -> Node:
    node: Node = Variable(ids[0])
    for other in ids[1:]:
        node = Binary("+", node, Variable(other))
    return node


def _compare(left: Node, operator: str, right: Node) -> Relation:
    return Relation((left, right), (operator,))


def _rule(
    name: str,
    relation: Relation,
    code: str,
    indicator: Indicator,
    message: dict[str, str],
    *,
    missing: str = "skip_if_any",
) -> Rule:
    return Rule(name, relation, code, KINDS[code], "error", missing, LEVELS, message, indicator.where)
