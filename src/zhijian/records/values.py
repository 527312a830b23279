"""Texts of a column → values, by the field's kind; what cannot be read stays null and is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import polars as pl

from zhijian.facts import OrganisationTree
from zhijian.messages import _
from zhijian.records.definition import Field, industries, programme_names

MANGLED = r"^\d(\.\d+)?[Ee]\+?\d+$"  # 4.40E+17: what a spreadsheet makes of a long number
ROUNDED = r"^\d{15}0{2,}(\.0)?$"  # or of its digits after the fifteenth
SERIAL = r"^[34]\d{4}(\.0)?$"  # or of a date


@dataclass(frozen=True, slots=True)
class Reading:
    """value: the column's values. code and expected: what is told where a text gave none.

    also: further kinds of fault, as (finding code, where it holds, expected).
    """

    value: pl.Series
    code: str
    expected: str
    also: tuple[tuple[str, pl.Series, str], ...] = ()


def school_spellings(tree: OrganisationTree) -> dict[str, str]:
    """Every way to name a school: id, full name, short name, official code → id."""
    return {
        spelling: school.id
        for school in tree.schools()
        for spelling in (school.name, school.short, school.code, school.id)
        if spelling
    }


def read_values(texts: pl.Series, field: Field, schools: Mapping[str, str]) -> Reading:
    """The values of one column; ``texts`` are trimmed, with null for empty."""
    if field.kind == "school":
        return Reading(_mapped(texts, schools), "ZJ807", _("organisations.csv 中的学校编号、名称或代码"))
    if field.kind == "code":
        assert field.codes is not None  # noqa: S101 - the tables give every code field its set
        return Reading(_mapped(texts, field.codes.values), "ZJ808", field.codes.expected)
    if field.kind == "answer":
        assert field.codes is not None  # noqa: S101 - a question has the scale
        return Reading(_mapped(texts, field.codes.values), "ZJ831", field.codes.expected)
    if field.kind == "programme":
        return Reading(_mapped(texts, _programmes()), "ZJ808", _("中等职业教育专业目录中的六位专业代码"))
    if field.kind == "id":
        return _id(texts)
    if field.kind == "month":
        return _month(texts)
    if field.kind == "integer":
        return _integer(texts)
    if field.kind == "region":
        digits = texts.str.replace(r"\.0$", "")
        return Reading(_kept(digits, r"^\d{6}$"), "ZJ808", _("六位行政区划代码（GB/T 2260）"))
    if field.kind == "industry":
        letter = "".join(industries().sections)
        return Reading(
            _kept(texts.str.to_uppercase(), rf"^[{letter}](\d{{2,4}})?$"), "ZJ808", _("GB/T 4754 行业代码，如 C 或 C35")
        )
    return Reading(texts, "", "")


def _mapped(texts: pl.Series, values: Mapping[str, str]) -> pl.Series:
    return texts.replace_strict(values, default=None, return_dtype=pl.String)


def _kept(texts: pl.Series, pattern: str) -> pl.Series:
    name = texts.name
    return texts.to_frame().select(pl.when(pl.col(name).str.contains(pattern)).then(pl.col(name)).alias(name))[name]


@cache
def _programmes() -> dict[str, str]:
    names = programme_names()
    return {name: code for code, name in names.items()} | {code: code for code in names}


def _id(texts: pl.Series) -> Reading:
    mangled = (texts.str.contains(MANGLED) | texts.str.contains(ROUNDED)).fill_null(value=False)
    expected = _("完整的编号（电子表格中该列应为文本格式）")
    return Reading(texts.str.replace(r"^(\d+)\.0$", "${1}"), "ZJ812", expected, (("ZJ812", mangled, expected),))


def _month(texts: pl.Series) -> Reading:
    """A date or month in any usual spelling → yyyymm as an integer. Years 1950 to 2100."""
    parts = texts.str.extract_groups(r"^(\d{4})[-/.年]?(\d{1,2})(?:[-/.月]?(?:\d{1,2})日?|月)?(?:\s.*)?$")
    frame = parts.struct.unnest()
    year, month = (frame[c].cast(pl.Int64, strict=False) for c in frame.columns)
    sound = year.is_between(1950, 2100) & month.is_between(1, 12)
    serial = texts.str.contains(SERIAL).fill_null(value=False)
    value = pl.DataFrame({"v": year * 100 + month, "ok": sound & ~serial}).select(
        pl.when("ok").then("v").alias(texts.name)
    )[texts.name]
    return Reading(value, "ZJ809", _("年月，如 202309 或 2023-09-01"))


def _integer(texts: pl.Series) -> Reading:
    plain = texts.str.replace_all(",", "").str.replace(r"\.0+$", "")
    value = _kept(plain, r"^-?\d{1,15}$").cast(pl.Int64)
    return Reading(value, "ZJ810", _("整数"))
