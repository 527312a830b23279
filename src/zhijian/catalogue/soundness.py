"""Proofs that a catalogue is sound. Each returns the faults it found, as ``file:line: message``."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from zhijian.catalogue.model import Catalogue, Indicator, RollUp
from zhijian.errors import ExpressionError
from zhijian.expressions import Node, Slices, Variable, check_relation, dimension_of, leaves
from zhijian.expressions.dimensions import ANY
from zhijian.messages import _
from zhijian.quantity import Unit


def faults_of(catalogue: Catalogue) -> list[str]:
    """Every fault. The later proofs need the earlier ones to have found none."""
    for proof in (_unknown_ids, _cycles, _units, _formulas, _roll_ups, _places, _label_paths, _rules, _constrained):
        faults = list(proof(catalogue))
        if faults:
            return faults
    return []


def _fault(where: str, message: str) -> str:
    return f"{where}: {message}"


def _references(indicator: Indicator) -> Iterator[tuple[str, str]]:
    parts = indicator.parts
    for kind, ids in (("exactly", parts.exactly), ("disjoint", parts.disjoint), ("within", parts.within)):
        yield from ((id_, f"parts.{kind}") for id_ in ids)
    yield from ((id_, "parts.neighbours") for id_ in parts.neighbours)
    for name in ("weight", "respondents"):
        if getattr(indicator, name):
            yield getattr(indicator, name), name
    if indicator.table and indicator.table.second_unit:
        yield indicator.table.second_unit, "table.second_unit"
    if indicator.formula is not None:
        yield from ((leaf.indicator, "formula") for leaf in leaves(indicator.formula))


def _unknown_ids(catalogue: Catalogue) -> Iterator[str]:
    for indicator in catalogue.indicators.values():
        for id_, place in _references(indicator):
            if id_ not in catalogue:
                yield _fault(
                    indicator.where,
                    _("指标 {id} 的 {place} 提到不存在的指标 {other}", id=indicator.id, place=place, other=id_),
                )
        if indicator.slices and indicator.slices not in catalogue.slice_sets:
            yield _fault(
                indicator.where, _("指标 {id} 的分组 {slices} 不存在", id=indicator.id, slices=indicator.slices)
            )
        if indicator.section and indicator.section not in catalogue.sections:
            yield _fault(
                indicator.where, _("指标 {id} 的分区 {section} 不存在", id=indicator.id, section=indicator.section)
            )
        if indicator.time and indicator.time not in catalogue.times:
            yield _fault(
                indicator.where,
                _("指标 {id} 的统计口径 {time} 未在 times 中定义", id=indicator.id, time=indicator.time),
            )
    yield from _unknown_in_rules(catalogue)


def _unknown_in_rules(catalogue: Catalogue) -> Iterator[str]:
    for rule in catalogue.rules:
        for leaf in leaves(rule.that):
            if leaf.indicator not in catalogue:
                yield _fault(rule.where, _("勾稽关系 {id} 提到不存在的指标 {other}", id=rule.id, other=leaf.indicator))
            elif isinstance(leaf, Slices) and not catalogue[leaf.indicator].slices:
                yield _fault(
                    rule.where, _("勾稽关系 {id}：指标 {other} 没有分组，不能写 [*]", id=rule.id, other=leaf.indicator)
                )
            elif isinstance(leaf, Variable) and leaf.slice:
                yield from _unknown_slice(catalogue, leaf.indicator, leaf.slice, rule.where)
    for watch in catalogue.watches:
        if watch.indicator not in catalogue:
            yield _fault(watch.where, _("异常值核查 {id} 提到不存在的指标 {other}", id=watch.id, other=watch.indicator))


def _unknown_slice(catalogue: Catalogue, id_: str, key: str, where: str) -> Iterator[str]:
    slice_set = catalogue.slice_sets.get(catalogue[id_].slices)
    if slice_set is None:
        yield _fault(where, _("指标 {id} 没有分组，不能写 [{key}]", id=id_, key=key))
    elif not slice_set.open and key not in slice_set.keys:
        yield _fault(where, _("分组 {id} 中没有“{key}”", id=slice_set.id, key=key))


def _cycles(catalogue: Catalogue) -> Iterator[str]:
    def by_formula(id_: str) -> tuple[str, ...]:
        formula = catalogue[id_].formula
        return () if formula is None else tuple(leaf.indicator for leaf in leaves(formula))

    def by_parts(id_: str) -> tuple[str, ...]:
        parts = catalogue[id_].parts
        return (*parts.exactly, *parts.disjoint, *parts.within, *parts.neighbours)

    yield from _circles(catalogue, by_formula, _("公式循环引用"))
    yield from _circles(catalogue, by_parts, _("其中项循环包含"))


def _circles(catalogue: Catalogue, below: Callable[[str], tuple[str, ...]], what: str) -> Iterator[str]:
    done: set[str] = set()

    def visit(id_: str, path: tuple[str, ...]) -> Iterator[str]:
        if id_ in path:
            circle = " → ".join((*path[path.index(id_) :], id_))
            yield _fault(catalogue[id_].where, f"{what}：{circle}")
            return
        if id_ in done:
            return
        done.add(id_)
        for other in below(id_):
            yield from visit(other, (*path, id_))

    for id_ in catalogue.indicators:
        yield from visit(id_, ())


def _units(catalogue: Catalogue) -> Iterator[str]:
    def unit_of(id_: str) -> Unit:
        return catalogue[id_].unit

    for indicator in catalogue.indicators.values():
        if indicator.formula is not None:
            yield from _unit_fault(indicator, indicator.formula, unit_of)
    for rule in catalogue.rules:
        try:
            check_relation(rule.that, unit_of)
        except ExpressionError as error:
            yield _fault(rule.where, _("勾稽关系 {id}：{error}", id=rule.id, error=error))


def _unit_fault(indicator: Indicator, formula: Node, unit_of: Callable[[str], Unit]) -> Iterator[str]:
    try:
        dimension = dimension_of(formula, unit_of)
    except ExpressionError as error:
        yield _fault(indicator.where, _("指标 {id} 的公式：{error}", id=indicator.id, error=error))
        return
    if dimension not in (ANY, indicator.unit.dimension):
        yield _fault(
            indicator.where, _("指标 {id} 的单位 {unit} 与公式的量纲不符", id=indicator.id, unit=indicator.unit)
        )


def _formulas(catalogue: Catalogue) -> Iterator[str]:
    for indicator in catalogue.indicators.values():
        if indicator.formula is not None and indicator.from_ != "formula":
            yield _fault(indicator.where, _("指标 {id} 有 formula，来源 from 也应为 formula", id=indicator.id))
        if indicator.formula is not None and indicator.decimals is None:
            yield _fault(indicator.where, _("指标 {id} 由公式算得，应说明保留几位小数 decimals", id=indicator.id))


def _roll_ups(catalogue: Catalogue) -> Iterator[str]:
    for indicator in catalogue.indicators.values():
        if indicator.roll_up is RollUp.weighted_mean and not indicator.weight:
            yield _fault(indicator.where, _("指标 {id} 按加权平均汇总，却没有 weight", id=indicator.id))
        if (indicator.roll_up is RollUp.formula) != (indicator.formula is not None):
            message = (
                _("指标 {id} 有 formula，汇总方式却为 {roll_up}", id=indicator.id, roll_up=indicator.roll_up)
                if indicator.formula is not None
                else _("指标 {id} 按公式汇总，却没有 formula", id=indicator.id)
            )
            yield _fault(indicator.where, message)
        if indicator.roll_up is RollUp.sum and indicator.unit.symbol in ("%", ":1"):
            yield _fault(indicator.where, _("指标 {id} 是比率，不能直接相加汇总", id=indicator.id))


def _label_paths(catalogue: Catalogue) -> Iterator[str]:
    seen: dict[tuple[object, ...], str] = {}
    for indicator in catalogue.indicators.values():
        number = indicator.table.number if indicator.table else indicator.section
        path = (number, catalogue.label_path(indicator.id), indicator.printed_unit)
        if path in seen:
            yield _fault(
                indicator.where,
                _("指标 {id} 与 {other} 的名称路径重复：{path}", id=indicator.id, other=seen[path], path=path[1]),
            )
        seen[path] = indicator.id


def _places(catalogue: Catalogue) -> Iterator[str]:
    """Every indicator stands in one official table or in one section; the rows of a table are in order."""
    numbers = {table.number for table in catalogue.tables}
    for indicator in catalogue.indicators.values():
        row = indicator.table
        if (row is None) == (not indicator.section):
            yield _fault(indicator.where, _("指标 {id} 应有 table 或 section，且只有其一", id=indicator.id))
        if row is not None and row.number not in numbers:
            yield _fault(indicator.where, _("指标 {id} 所在的表{number}不存在", id=indicator.id, number=row.number))
        if row is not None and row.second_unit:
            first = catalogue[row.second_unit]
            if first.table is None or first.table.number != row.number or first.label["zh"] != indicator.label["zh"]:
                yield _fault(
                    indicator.where,
                    _("指标 {id} 与 {other} 不同表或不同名，不能作为其第二计量单位", id=indicator.id, other=first.id),
                )
    for table in catalogue.tables:
        yield from _order(catalogue, table.number)


def _order(catalogue: Catalogue, number: int) -> Iterator[str]:
    last = 0
    for indicator in catalogue.rows(number):
        row = indicator.table
        assert row is not None  # noqa: S101 - rows() gives those with a table
        expected = last + 1 if row.numbered else last
        if row.row != expected:
            yield _fault(
                indicator.where,
                _("表{number}的序号应为 {expected}，实为 {row}", number=number, expected=expected, row=row.row),
            )
        last = row.row


def _rules(catalogue: Catalogue) -> Iterator[str]:
    """Ids of rules and watches are unique; no other name of an indicator is shared with another indicator."""
    seen: dict[str, str] = {}
    rules = [(rule.id, rule.where) for rule in catalogue.rules] + [
        (watch.id, watch.where) for watch in catalogue.watches
    ]
    for id_, where in rules:
        if id_ in seen:
            yield _fault(where, _("规则编号 {id} 重复，先见于 {first}", id=id_, first=seen[id_]))
        seen.setdefault(id_, where)
    # A part's label (在校生数 below 中外合作办学专业数) means it only below its whole, and may be another's alias.
    names = {i.label["zh"]: i.id for i in catalogue.indicators.values() if not i.whole}
    for indicator in catalogue.indicators.values():
        for alias in indicator.aliases:
            if alias in names or alias == indicator.label["zh"]:
                yield _fault(
                    indicator.where,
                    _(
                        "指标 {id} 的别名“{alias}”已是 {other} 的名称",
                        id=indicator.id,
                        alias=alias,
                        other=names.get(alias, indicator.id),
                    ),
                )
            names[alias] = indicator.id


def _constrained(catalogue: Catalogue) -> Iterator[str]:
    """Every row of the official tables stands in a rule beyond its own bounds, or says why it can't; never both."""
    constrained = {leaf.indicator for rule in catalogue.rules if rule.kind != "bounds" for leaf in leaves(rule.that)}
    for indicator in catalogue.indicators.values():
        free = indicator.id not in constrained and not indicator.higher_only
        if indicator.table is not None and free and not indicator.unconstrained:
            yield _fault(
                indicator.where, _("指标 {id} 不在任何勾稽关系中，也没有用 unconstrained 说明原因", id=indicator.id)
            )
        if indicator.unconstrained and not free:
            yield _fault(indicator.where, _("指标 {id} 已在勾稽关系中，不应再写 unconstrained", id=indicator.id))
