"""What helps the clerk at a cell: which numbers it takes, and what the indicator means."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from zhijian.catalogue import Catalogue, Indicator
from zhijian.intake.grid import reference
from zhijian.intake.layout import Form, FormRow, FormSheet, Kind
from zhijian.quantity import format_number, round_to_mantissa


def add_definition(sheet: Any, catalogue: Catalogue, row: FormRow, column: int) -> None:
    """A note on the label: definition, time basis, formula."""
    indicator = row.indicator
    if row.slice:
        return
    lines = [indicator.definition.get("zh", "")]
    if indicator.time:
        lines.append("统计口径：" + catalogue.times[indicator.time]["zh"])
    if indicator.formula is not None:
        lines.append("计算：" + catalogue.in_words(indicator.formula))
    text = "\n".join(line for line in lines if line)
    if not text:
        return
    height = sum(1 + len(line) // 19 for line in text.splitlines())
    options = {"font_name": "宋体", "font_size": 9, "width": 260, "height": 22 + 15 * height, "author": "职鉴"}
    sheet.write_comment(row.row, column, text, options)


def add_validations(sheet: Any, form: Form, form_sheet: FormSheet) -> None:
    """One validation for all cells of the same kind, so that the file stays small."""
    groups: dict[tuple[str, bool, Fraction | None, Fraction | None], list[FormRow]] = {}
    for row in form_sheet.rows:
        if row.kind in (Kind.entry, Kind.optional):
            groups.setdefault((row.unit, row.indicator.unit.count, *row.indicator.bounds), []).append(row)
    columns = [form.period_column(form_sheet, period) for period in form.catalogue.periods]
    for rows in groups.values():
        ranges = [[start, column, end, column] for column in columns for start, end in _runs(r.row for r in rows)]
        options = {**_rule(rows[0].indicator), **_messages(rows[0])}
        options["multi_range"] = " ".join(_a1(area) for area in ranges)
        sheet.data_validation(*ranges[0], options)


def range_words(indicator: Indicator) -> str:
    """The numbers that a cell takes: 不小于 0 的整数, 0 至 100 之间的数."""
    low, high = indicator.bounds
    noun = "整数" if indicator.unit.count else "数"
    if low is not None and high is not None:
        return f"{_plain(low)} 至 {_plain(high)} 之间的{noun}"
    if low is not None:
        return f"不小于 {_plain(low)} 的{noun}"
    return f"不大于 {_plain(high)} 的{noun}" if high is not None else noun


def _rule(indicator: Indicator) -> dict[str, object]:
    low, high = indicator.bounds
    kind = "integer" if indicator.unit.count else "decimal"
    if low is not None and high is not None:
        return {"validate": kind, "criteria": "between", "minimum": _number(low), "maximum": _number(high)}
    if low is not None:
        return {"validate": kind, "criteria": ">=", "value": _number(low)}
    if high is not None:
        return {"validate": kind, "criteria": "<=", "value": _number(high)}
    return {"validate": kind, "criteria": "between", "minimum": -(10**12), "maximum": 10**12}


def _messages(row: FormRow) -> dict[str, object]:
    words = range_words(row.indicator)
    unit = "" if row.unit in ("——", ":1") else f"，单位：{row.unit}"
    example = "如 97.25% 填 97.25。" if row.unit == "%" else "不要写单位。"
    return {
        "input_title": "请填" + ("整数" if row.indicator.unit.count else "数字"),
        "input_message": f"{words}{unit}。{example}没有发生填 0；暂无数据留空，并在“说明”栏写明原因。",
        "error_title": "填写有误",
        "error_message": f"此处应为{words}{unit}。请按 Esc 取消后重填。",
        "error_type": "stop",
        "ignore_blank": True,
    }


def _number(value: Fraction) -> float | int:
    return value.numerator if value.denominator == 1 else float(value)  # Excel's own check; ours is exact


def _plain(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    return format_number(round_to_mantissa(value, 6), 6).rstrip("0")


def _runs(rows: Iterator[int]) -> Iterator[tuple[int, int]]:
    """(first, last) of each run of neighbouring rows."""
    start = last = -2
    for row in rows:
        if row != last + 1:
            if start >= 0:
                yield start, last
            start = row
        last = row
    if start >= 0:
        yield start, last


def _a1(area: list[int]) -> str:
    first, last = reference(area[0], area[1]), reference(area[2], area[3])
    return first if first == last else f"{first}:{last}"
