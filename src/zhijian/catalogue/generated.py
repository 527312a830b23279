"""Rules that follow from what indicators say of themselves: parts, slices, formulas, bounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction

from zhijian.catalogue.model import Indicator, RollUp, Rule
from zhijian.expressions import Binary, Call, Node, Number, Relation, Slices, Variable, to_text
from zhijian.quantity import format_number, round_to_mantissa

LEVELS = ("school", "county", "city", "province", "country")
KINDS = {"ZJ201": "parts", "ZJ202": "parts", "ZJ203": "formula", "ZJ205": "bounds"}
LANGUAGES = ("zh", "en")
Indicators = Mapping[str, Indicator]
Names = Mapping[str, Mapping[str, str]]  # language → id → name


def generated_rules(indicators: Indicators) -> Iterator[Rule]:
    """The rules of every indicator, in catalogue order, all of them errors and checked at every level.

    ``<whole>.parts`` (exactly: equal; disjoint: at most), ``<part>.within``, ``<id>.slices``, ``<id>.formula``,
    ``<id>.bounds``. Rows that only higher vocational schools fill in get none.
    """
    names = {language: _names(indicators, language) for language in LANGUAGES}
    for indicator in indicators.values():
        if not indicator.higher_only:
            yield from _parts(indicator, indicators, names)
            yield from _slices(indicator, names)
            yield from _formula(indicator, names)
            yield from _bounds(indicator, names)


def _names(indicators: Indicators, language: str) -> dict[str, str]:
    """What messages call each indicator: its label; its path where the label repeats; with its unit where that does."""

    def path(id_: str, above: tuple[str, ...] = ()) -> str:
        indicator = indicators[id_]
        label = indicator.label[language]
        # A circle of parts is told by the proofs, which come later.
        if not indicator.whole or indicator.whole in above:
            return label
        return f"{path(indicator.whole, (*above, id_))}/{label}"

    labels = Counter(indicator.label[language] for indicator in indicators.values())
    names = {id_: path(id_) if labels[i.label[language]] > 1 else i.label[language] for id_, i in indicators.items()}
    paths = Counter(names.values())
    mark = "（{}）" if language == "zh" else " ({})"
    return {
        id_: name + (mark.format(indicators[id_].printed_unit) if paths[name] > 1 else "")
        for id_, name in names.items()
    }


def _quoted(name: str) -> str:
    """“name”, with single marks for those inside."""
    return "“" + name.replace("“", "‘").replace("”", "’") + "”"


def _parts(indicator: Indicator, indicators: Indicators, names: Names) -> Iterator[Rule]:
    whole = Variable(indicator.id)
    parts = indicator.parts
    zh, en = (_quoted(names[language][indicator.id]) for language in LANGUAGES)
    called = {language: _beside(indicator, indicators, names[language], language) for language in LANGUAGES}
    if parts.exactly:
        message = {
            "zh": f"{zh}应等于{_listed(parts.exactly, called, 'zh')}之和",
            "en": f"{en} should be the sum of {_listed(parts.exactly, called, 'en')}",
        }
        yield _rule(f"{indicator.id}.parts", _compare(_sum(parts.exactly), "==", whole), "ZJ201", indicator, message)
    if parts.disjoint:
        message = {
            "zh": f"{_listed(parts.disjoint, called, 'zh')}之和不应大于{zh}",
            "en": f"{_listed(parts.disjoint, called, 'en')} should not exceed {en} together",
        }
        relation = _compare(_sum(parts.disjoint), "<=", whole)
        yield _rule(f"{indicator.id}.parts", relation, "ZJ202", indicator, message, missing="skip_if_all")
    for part in parts.within:
        if part in indicators and not indicators[part].higher_only:
            message = {
                "zh": f"{_quoted(called['zh'][part])}不应大于{zh}",
                "en": f"{_quoted(called['en'][part])} should not exceed {en}",
            }
            yield _rule(f"{part}.within", _compare(Variable(part), "<=", whole), "ZJ202", indicators[part], message)


def _slices(indicator: Indicator, names: Names) -> Iterator[Rule]:
    """The slices make the total, where they can be added; a slice that is not given counts as nothing."""
    if indicator.slices and indicator.roll_up in (RollUp.sum, RollUp.distinct):
        message = {
            "zh": f"{_quoted(names['zh'][indicator.id])}各分组之和应等于合计",
            "en": f"The groups of {_quoted(names['en'][indicator.id])} should add up to its total",
        }
        relation = _compare(Call("sum", (Slices(indicator.id),)), "==", Variable(indicator.id))
        yield _rule(f"{indicator.id}.slices", relation, "ZJ201", indicator, message, missing="skip_if_all")


def _formula(indicator: Indicator, names: Names) -> Iterator[Rule]:
    if indicator.formula is None:
        return
    message = {
        "zh": f"{_quoted(names['zh'][indicator.id])}应等于 {_in_words(indicator.formula, names['zh'])}",
        "en": f"{_quoted(names['en'][indicator.id])} should be {_in_words(indicator.formula, names['en'])}",
    }
    relation = _compare(Variable(indicator.id), "==", indicator.formula)
    yield _rule(f"{indicator.id}.formula", relation, "ZJ203", indicator, message)


def _bounds(indicator: Indicator, names: Names) -> Iterator[Rule]:
    low, high = indicator.bounds
    terms: list[Node] = [Variable(indicator.id)]
    if low is not None:
        terms.insert(0, _literal(low, indicator))
    if high is not None:
        terms.append(_literal(high, indicator))
    if len(terms) == 1:
        return
    zh, en = (_quoted(names[language][indicator.id]) for language in LANGUAGES)
    unit = indicator.unit.symbol
    if low is None or high is None:
        end = _shown(low if low is not None else high or Fraction(0)) + unit
        message = {
            "zh": f"{zh}不应{'小于' if high is None else '大于'} {end}",
            "en": f"{en} should not be {'below' if high is None else 'above'} {end}",
        }
    else:
        ends = [_shown(low), _shown(high)]
        message = {
            "zh": f"{zh}应在 {ends[0]}～{ends[1]}{unit} 之间",
            "en": f"{en} should lie between {ends[0]} and {ends[1]}{unit}",
        }
    relation = Relation(tuple(terms), ("<=",) * (len(terms) - 1))
    yield _rule(f"{indicator.id}.bounds", relation, "ZJ205", indicator, message)


def _in_words(formula: Node, names: Mapping[str, str]) -> str:
    return to_text(formula, lambda leaf: names.get(leaf.indicator, leaf.indicator))


def _beside(whole: Indicator, indicators: Indicators, names: Mapping[str, str], language: str) -> dict[str, str]:
    """What the parts of ``whole`` are called where it is named too: they need no path."""
    ids = (*whole.parts.exactly, *whole.parts.disjoint, *whole.parts.within)
    return {
        id_: indicators[id_].label[language] if indicators[id_].whole == whole.id else names[id_]
        for id_ in ids
        if id_ in indicators
    }


def _listed(ids: tuple[str, ...], names: Names, language: str) -> str:
    return ("" if language == "zh" else ", ").join(_quoted(names[language].get(id_, id_)) for id_ in ids)


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
