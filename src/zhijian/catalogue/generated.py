"""Rules that follow from what indicators say of themselves: parts, formulas, bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from zhijian.catalogue.model import Indicator, Rule
from zhijian.expressions import Binary, Node, Number, Relation, Variable
from zhijian.quantity import format_number, round_to_mantissa

LEVELS = ("school", "county", "city", "province", "country")


def generated_rules(indicators: Mapping[str, Indicator]) -> Iterator[Rule]:
    """The rules of every indicator, in catalogue order: ``<id>.parts``, ``<id>.formula``, ``<id>.bounds``."""
    for indicator in indicators.values():
        yield from _parts(indicator, indicators)
        if indicator.formula is not None and not indicator.higher_only:
            yield _rule(
                f"{indicator.id}.formula",
                Relation((Variable(indicator.id), indicator.formula), ("==",)),
                "ZJ203",
                "formula",
                indicator,
                {
                    "zh": f"“{indicator.label['zh']}”与按其定义算得的值不符",
                    "en": f"“{indicator.label['en']}” is not what its definition gives",
                },
            )
        if not indicator.higher_only:
            yield from _bounds(indicator)


def _parts(indicator: Indicator, indicators: Mapping[str, Indicator]) -> Iterator[Rule]:
    def names(ids: tuple[str, ...], language: str) -> str:
        return ("、" if language == "zh" else ", ").join(indicators[i].label[language] for i in ids if i in indicators)

    whole = Variable(indicator.id)
    parts = indicator.parts
    label = indicator.label
    if parts.exactly:
        message = {
            "zh": f"“{label['zh']}”应等于{names(parts.exactly, 'zh')}之和",
            "en": f"“{label['en']}” should be the sum of {names(parts.exactly, 'en')}",
        }
        yield _rule(f"{indicator.id}.parts", Relation((_sum(parts.exactly), whole), ("==",)), "ZJ201", "parts", indicator, message)
    if parts.disjoint:
        message = {
            "zh": f"{names(parts.disjoint, 'zh')}之和不应大于“{label['zh']}”",
            "en": f"{names(parts.disjoint, 'en')} should not exceed “{label['en']}” together",
        }
        yield _rule(f"{indicator.id}.parts", Relation((_sum(parts.disjoint), whole), ("<=",)), "ZJ202", "parts", indicator, message, "treat_as_zero")
    for part in parts.within:
        if part in indicators:
            message = {
                "zh": f"“{indicators[part].label['zh']}”不应大于“{label['zh']}”",
                "en": f"“{indicators[part].label['en']}” should not exceed “{label['en']}”",
            }
            yield _rule(f"{part}.within", Relation((Variable(part), whole), ("<=",)), "ZJ202", "parts", indicators[part], message)


def _bounds(indicator: Indicator) -> Iterator[Rule]:
    low, high = indicator.bounds
    terms: list[Node] = [Variable(indicator.id)]
    operators: list[str] = []
    if low is not None:
        terms.insert(0, _literal(low, indicator))
        operators.append("<=")
    if high is not None:
        terms.append(_literal(high, indicator))
        operators.append("<=")
    if operators:
        ends = {
            "zh": f"{'' if low is None else format(_shown(low))}～{'' if high is None else _shown(high)}",
            "en": f"{'' if low is None else _shown(low)}–{'' if high is None else _shown(high)}",
        }
        unit = indicator.printed_unit
        yield _rule(
            f"{indicator.id}.bounds",
            Relation(tuple(terms), tuple(operators)),
            "ZJ205",
            "bounds",
            indicator,
            {
                "zh": f"“{indicator.label['zh']}”超出合理范围（{ends['zh']}{unit}）",
                "en": f"“{indicator.label['en']}” is out of range ({ends['en']} {unit})",
            },
        )


def _literal(value: Fraction, indicator: Indicator) -> Number:
    return Number(value, indicator.unit, _shown(value) + indicator.printed_unit)


def _shown(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else format_number(round_to_mantissa(value, 4), 4).rstrip("0")


def _sum(ids: tuple[str, ...]) -> Node:
    node: Node = Variable(ids[0])
    for other in ids[1:]:
        node = Binary("+", node, Variable(other))
    return node


def _rule(
    name: str,
    relation: Relation,
    code: str,
    kind: str,
    indicator: Indicator,
    message: dict[str, str],
    missing: str = "skip_if_any",
) -> Rule:
    return Rule(name, relation, code, kind, "error", missing, LEVELS, message, indicator.where)
