"""A comparison that does not hold, written with its values."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from zhijian.catalogue import Catalogue
from zhijian.checks.wording import label_of, printed_unit, rounded_like, shown, shown_interval, stated_text
from zhijian.expressions import Binary, Call, Negate, Node, Number, Relation, Slices, Variable, leaves, to_text
from zhijian.facts import Fact
from zhijian.messages import _, language

OPPOSITE = {"==": "≠", "!=": "＝", "<=": "＞", ">=": "＜", "<": "≥", ">": "≤"}
MIRRORED = {"<=": ">=", ">=": "<=", "<": ">", ">": "<"}
MORE_DECIMALS = 2  # a computed value is shown with two digits more than the figure that it is held against
Ends = tuple[Fraction, Fraction]


class Calculation:
    """One comparison that does not hold, written with its values."""

    def __init__(
        self,
        pair: Relation,
        facts: Mapping[Variable, Fact | None],
        sides: tuple[Ends, Ends],
        catalogue: Catalogue,
        computed: Mapping[Variable, Node],
    ) -> None:
        """computed: of the figures that nobody stated, the formulas by which they were taken."""
        self.pair = pair
        self.computed = computed
        self.facts = facts
        self.catalogue = catalogue
        self.unit, scale = _measured_unit(pair, catalogue)
        self.sides = tuple((low / scale, high / scale) for low, high in sides)
        decimals = [f.decimals for f in facts.values() if f is not None and f.decimals is not None]
        self.decimals = max([0, *decimals])
        units = {printed_unit(catalogue[leaf.indicator]) for leaf in leaves(pair)}
        self.bare = len(units) == 1 and not any(isinstance(term, Number) and term.unit.symbol for term in pair.terms)

    @property
    def tested(self) -> Variable | None:
        """The figure that stands alone on one side; on the right where both do and on the left otherwise."""
        left, right = self.pair.terms
        if isinstance(right, Variable) and not isinstance(left, Variable):
            return right
        return left if isinstance(left, Variable) else None

    def in_words(self) -> str:
        """0 ＋ 5 ＋ 30 ＝ 35 ≠ 34."""
        left, right = (self._side(i) for i in (0, 1))
        return f"{left} {OPPOSITE[self.pair.operators[0]]} {right}"

    def _side(self, index: int) -> str:
        term = self.pair.terms[index]
        formula = self.computed.get(term) if isinstance(term, Variable) else None
        text = to_text(formula or term, self._name)
        if formula is None and isinstance(term, Variable | Number):
            return text
        unit_text = "" if self.bare else self.unit
        low, high = self.sides[index]
        exact = low == high and (low * 10 ** (self.decimals + MORE_DECIMALS)).denominator == 1
        return f"{text} {'＝' if exact else '≈'} {self._computed(index)}{unit_text}"

    def _computed(self, index: int) -> str:
        low, high = self.sides[index]
        more = 0 if low.denominator == high.denominator == 1 else MORE_DECIMALS
        return shown_interval(low, high, self.decimals + more)

    def _name(self, leaf: Variable | Slices) -> str:
        if isinstance(leaf, Slices):
            return label_of(self.catalogue, leaf)
        fact = self.facts.get(leaf)
        if fact is not None and fact.mantissa is not None:
            return stated_text(fact, self.catalogue[leaf.indicator], bare=self.bare)
        return _(
            "{label}（{status}）",
            label=self.catalogue[leaf.indicator].label[language()],
            status=stated_text(fact, self.catalogue[leaf.indicator]),
        )

    def expected(self) -> str:
        """What the tested figure should be, in its own unit and decimals: 35个; 不大于 35个."""
        tested = self.tested
        left, right = self.pair.terms
        other = 0 if tested is not None and tested == right and tested != left else 1
        operator = self.pair.operators[0]
        low, high = self.sides[other]
        fact = self.facts.get(tested) if tested is not None else None
        decimals = fact.decimals if fact is not None and fact.decimals is not None else self.decimals
        if operator == "==":
            return rounded_like(low, high, decimals, self.unit)
        if other == 0:
            operator = MIRRORED.get(operator, operator)
        end = high if operator in ("<=", "<") else low
        words = {
            "<=": _("不大于 {value}"), "<": _("小于 {value}"), ">=": _("不小于 {value}"), ">": _("大于 {value}"),
            "!=": _("不等于 {value}"),
        }  # fmt: skip
        return words[operator].format(value=shown(end, self.decimals + MORE_DECIMALS) + self.unit)

    def found(self) -> str:
        """The tested figure as stated, and what it may stand for where it was rounded; else the left side's value.

        A tested figure that nobody stated is worked out: 1200人 ÷ 1020人 ≈ 117.65%.
        """
        tested = self.tested
        if tested is None:
            return self._computed(0) + self.unit
        if tested in self.computed:
            return self._side(self.pair.terms.index(tested))
        fact = self.facts.get(tested)
        text = stated_text(fact, self.catalogue[tested.indicator])
        if fact is None or fact.low is None or fact.high is None or fact.low == fact.high:
            return text
        return _(
            "{text}（可表示 {low}～{high}）",
            text=text,
            low=shown(fact.low, self.decimals + 3),
            high=shown(fact.high, self.decimals + 3),
        )


def _measured_unit(pair: Relation, catalogue: Catalogue) -> tuple[str, Fraction]:
    """(printed unit, scale) in which the two sides are compared: the first figure's that stands alone on a side."""
    for term in pair.terms:
        if isinstance(term, Variable):
            indicator = catalogue[term.indicator]
            return printed_unit(indicator), indicator.unit.scale
    for term in pair.terms:
        scale = _plain_scale(term, catalogue)
        if scale is not None:
            return scale
    return "", Fraction(1)


def _plain_scale(node: Node, catalogue: Catalogue) -> tuple[str, Fraction] | None:
    """The unit of a sum's terms; None where units are multiplied or divided."""
    if isinstance(node, Variable | Slices):
        indicator = catalogue[node.indicator]
        return printed_unit(indicator), indicator.unit.scale
    if isinstance(node, Negate):
        return _plain_scale(node.operand, catalogue)
    if isinstance(node, Binary) and node.operator in "+-":
        return _plain_scale(node.left, catalogue) or _plain_scale(node.right, catalogue)
    if isinstance(node, Call) and node.function != "count":
        return _plain_scale(node.arguments[0], catalogue)
    return None
