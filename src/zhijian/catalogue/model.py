"""What a loaded catalogue consists of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from zhijian.expressions import Node, Relation, Slices, Variable, rewrite, to_text
from zhijian.quantity import Quantity, Unit

Texts = Mapping[str, str]  # language (zh, en) → text


class RollUp(StrEnum):
    """How a parent's value comes from its children's."""

    sum = "sum"
    weighted_mean = "weighted_mean"
    maximum = "maximum"
    distinct = "distinct"  # counted once by key over all children, from records
    formula = "formula"
    none = "none"


@dataclass(frozen=True, slots=True)
class SliceSet:
    """The keys of a breakdown with their labels, in order. open: keys come from the data (programme codes)."""

    id: str
    label: Texts
    keys: Mapping[str, Texts]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """The 其中 rows of an indicator.

    exactly: together the whole. disjoint: together at most the whole. within: each at most the whole, may
    overlap. neighbours: stand below it in the form and are no parts.
    """

    exactly: tuple[str, ...] = ()
    disjoint: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """Where an indicator stands in the official form.

    number: table 1–6. row: the printed 序号 of its group. numbered: whether this row prints it. indent: depth
    under the group's first row. prefix: 其中： where printed. second_unit: id of the indicator whose label cell
    this row shares (门 above, 学时 below).
    """

    number: int
    row: int
    numbered: bool
    indent: int = 0
    prefix: str = ""
    second_unit: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A named measure. See the design for the meaning of each field; ``where`` is file:line of its entry.

    decimals: digits it is printed with; None keeps what was stated. unit: in which it is computed and stored;
    printed_unit: as the form prints it (人 for a mean of persons per course). from_: school | records | survey |
    formula. also_records: records can check what the school states. weight: id of the weight of a weighted mean.
    respondents: id of the number of people asked. method: how they were asked. unconstrained: why no rule can
    constrain it. bounds: least and greatest admissible value in its unit, None where open.
    """

    id: str
    label: Texts
    unit: Unit
    roll_up: RollUp
    where: str
    aliases: tuple[str, ...] = ()
    printed_unit: str = ""
    decimals: int | None = None
    time: str = ""
    from_: str = "school"
    also_records: bool = False
    weight: str = ""
    formula: Node | None = None
    parts: Parts = field(default_factory=Parts)
    whole: str = ""
    table: TableRow | None = None
    section: str = ""
    starred: bool = False
    higher_only: bool = False
    slices: str = ""
    respondents: str = ""
    method: str = ""
    bounds: tuple[Fraction | None, Fraction | None] = (None, None)
    small_cells: bool = False
    definition: Texts = field(default_factory=dict)
    source: str = ""
    unconstrained: str = ""

    def stated(self, mantissa: int, decimals: int) -> Quantity:
        """The quantity that a cell of this indicator states; means of counts are not counts."""
        return Quantity.stated(mantissa, decimals, self.unit)

    @property
    def derived(self) -> bool:
        """Whether a formula yields it."""
        return self.formula is not None


@dataclass(frozen=True, slots=True)
class Rule:
    """A relation that must hold (勾稽关系).

    missing: skip_if_any (every figure must be there) | skip_if_all (each side has one, the others count as 0) |
    treat_as_zero (the relation has one). on: the levels of organisation it is checked at. code: the finding it
    yields. kind: parts | formula | bounds | mean | relation | records. basis: why it holds.
    """

    id: str
    that: Relation
    code: str
    kind: str
    severity: str
    missing: str
    on: tuple[str, ...]
    message: Texts
    where: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Watch:
    """An outlier rule: an unusual value asks for a written reason.

    against: any of previous, peers. factor: how many robust deviations (1.4826 · MAD) from the median of the
    peers count as unusual; ratio: a year-on-year change by more than this factor, either way, counts; floor:
    values (in the indicator's unit) below which nothing is unusual. All exact.
    """

    id: str
    indicator: str
    against: tuple[str, ...]
    factor: Fraction
    ratio: Fraction
    floor: Fraction
    ask: str
    message: Texts
    where: str


@dataclass(frozen=True, slots=True)
class TableInfo:
    """One official table: its number, title, and whether it has the columns 调查人数 and 调查方式."""

    number: int
    label: Texts
    survey: bool = False


@dataclass(frozen=True)
class Catalogue:
    """A level's and year's indicators, in the order of the form, with its rules; proved sound by the loader.

    periods: the columns of the form, oldest first ("2023", "2024"); times: what each time basis means.
    sections: titles of the groups of the sheet 基础数据, by id, in order.
    """

    id: str
    level: str
    year: int
    version: str
    label: Texts
    periods: tuple[str, ...]
    times: Mapping[str, Texts]
    tables: tuple[TableInfo, ...]
    sections: Mapping[str, Texts]
    slice_sets: Mapping[str, SliceSet]
    indicators: Mapping[str, Indicator]
    rules: tuple[Rule, ...]
    watches: tuple[Watch, ...]

    def __getitem__(self, id: str) -> Indicator:  # noqa: A002
        return self.indicators[id]

    def __contains__(self, id: object) -> bool:  # noqa: A002
        return id in self.indicators

    @property
    def current(self) -> str:
        return self.periods[-1]

    def earlier(self, period: str, back: int = 1) -> str:
        """The period ``back`` years earlier; it may lie before the first column (three-year charts)."""
        return str(int(period) - back)

    def rows(self, table: int) -> tuple[Indicator, ...]:
        """The rows of an official table, in order."""
        return tuple(i for i in self.indicators.values() if i.table is not None and i.table.number == table)

    def in_section(self, section: str) -> tuple[Indicator, ...]:
        """The indicators of a group of the sheet 基础数据, in order."""
        return tuple(i for i in self.indicators.values() if i.section == section)

    def label_path(self, id: str, language: str = "zh") -> str:  # noqa: A002
        """The labels from the top of its group down, joined by ``/``; unique (with the unit where labels share)."""
        indicator = self.indicators[id]
        above = self.label_path(indicator.whole, language) + "/" if indicator.whole else ""
        return above + indicator.label[language]

    def short_label(self, id: str, language: str = "zh") -> str:  # noqa: A002
        """The end of the label path that tells it from every other indicator: 专任教师总数, 国家级数量/接入….

        Where even the whole path repeats (门 and 学时 share one), the whole path.
        """
        return self._short_labels[language][id]

    @cached_property
    def _short_labels(self) -> Mapping[str, Mapping[str, str]]:
        return {language: self._shortened(language) for language in ("zh", "en")}

    def _shortened(self, language: str) -> dict[str, str]:
        paths = {id_: self.label_path(id_, language).split("/") for id_ in self.indicators}
        wholes = {tuple(path) for path in paths.values()}
        times = Counter(tuple(ending) for whole in wholes for ending in _endings(list(whole)))
        return {
            id_: "/".join(next((e for e in _endings(path) if times[tuple(e)] == 1), path))
            for id_, path in paths.items()
        }

    def expand(self, node: Node) -> Node:
        """The expression with formulas put in for derived indicators, down to base facts."""

        def change(leaf: Variable | Slices) -> Node:
            formula = self.indicators[leaf.indicator].formula
            if formula is None or isinstance(leaf, Slices) or leaf.slice:
                return leaf
            return self.expand(_shifted(formula, leaf.back, leaf.organisation))

        return rewrite(node, change)

    def in_words(self, node: Node | Relation, language: str = "zh") -> str:
        """An expression with labels for ids: 全日制在校生人数 ÷ 专任教师总数."""

        def name(leaf: Variable | Slices) -> str:
            text = self.indicators[leaf.indicator].label[language]
            key = leaf.slice if isinstance(leaf, Variable) else ""
            if key:
                slice_label = self.slice_label(leaf.indicator, key, language)
                text += f"（{slice_label}）" if language == "zh" else f" ({slice_label})"
            return ("上年" if language == "zh" else "previous ") * leaf.back + text

        return to_text(node, name)

    def slice_label(self, indicator: str, key: str, language: str = "zh") -> str:
        """The label of a slice's key; the key itself in an open set."""
        slice_set = self.slice_sets[self.indicators[indicator].slices]
        return slice_set.keys[key][language] if key in slice_set.keys else key


def _endings(path: list[str]) -> list[list[str]]:
    """The ends of a path, shortest first."""
    return [path[-n:] for n in range(1, len(path) + 1)]


def _shifted(node: Node, back: int, organisation: str) -> Node:
    def change(leaf: Variable | Slices) -> Node:
        org = leaf.organisation or organisation
        if isinstance(leaf, Slices):
            return Slices(leaf.indicator, leaf.back + back, org)
        return Variable(leaf.indicator, leaf.slice, leaf.back + back, org)

    return rewrite(node, change)
