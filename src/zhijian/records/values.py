"""Texts of a column → values, by the field's kind; what cannot be read stays null and is told."""

from __future__ import annotations

import unicodedata
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
class Fault:
    """Where a column is faulty (a condition on the rows), what is told then, and what was expected."""

    where: pl.Expr
    code: str
    expected: str


@dataclass(frozen=True, slots=True)
class Reading:
    """value: the column's values as an expression, null where there is none. faults: what may be wrong."""

    value: pl.Expr
    faults: tuple[Fault, ...] = ()


def school_spellings(tree: OrganisationTree) -> dict[str, str]:
    """Every way to name a school: id, full name, short name, official code → id."""
    return {
        spelling: school.id
        for school in tree.schools()
        for spelling in (school.name, school.short, school.code, school.id)
        if spelling
    }


def read_values(column: str, field: Field, schools: Mapping[str, str]) -> Reading:
    """The values of a column of texts, which are trimmed, with null for empty. All of a file's are computed at once."""
    texts = pl.col(column)
    if field.kind == "school":
        return _told(texts, _mapped(texts, schools), "ZJ807", _("organisations.csv 中的学校编号、名称或代码"))
    if field.kind in ("code", "answer"):
        assert field.codes is not None  # noqa: S101 - the tables give every such field its codes
        code = "ZJ808" if field.kind == "code" else "ZJ831"
        return _told(texts, _mapped(texts, field.codes.values), code, field.codes.expected)
    if field.kind == "programme":
        return _told(texts, _mapped(texts, _programmes()), "ZJ808", _("中等职业教育专业目录中的六位专业代码"))
    if field.kind == "id":
        return _id(texts)
    if field.kind == "month":
        return _told(texts, _month(texts), "ZJ809", _("年月，如 202309 或 2023-09-01"))
    if field.kind == "integer":
        plain = texts.str.replace_all(",", "").str.replace(r"\.0+$", "")
        return _told(texts, _kept(plain, r"^-?\d{1,15}$").cast(pl.Int64), "ZJ810", _("整数"))
    if field.kind == "region":
        return _told(
            texts, _kept(texts.str.replace(r"\.0$", ""), r"^\d{6}$"), "ZJ808", _("六位行政区划代码（GB/T 2260）")
        )
    if field.kind == "industry":
        known = rf"^[{''.join(industries().sections)}](\d{{2,4}})?$"
        return _told(texts, _kept(texts.str.to_uppercase(), known), "ZJ808", _("GB/T 4754 行业代码，如 C 或 C35"))
    return Reading(texts)


def _told(texts: pl.Expr, value: pl.Expr, code: str, expected: str) -> Reading:
    """A reading that tells every text which gives no value."""
    return Reading(value, (Fault(value.is_null() & texts.is_not_null(), code, expected),))


def _mapped(texts: pl.Expr, values: Mapping[str, str]) -> pl.Expr:
    plain = {unicodedata.normalize("NFKC", spelling): value for spelling, value in values.items()}
    return texts.replace_strict(plain, default=None, return_dtype=pl.String)


def _kept(texts: pl.Expr, pattern: str) -> pl.Expr:
    return pl.when(texts.str.contains(pattern)).then(texts)


@cache
def _programmes() -> dict[str, str]:
    names = programme_names()
    return {name: code for code, name in names.items()} | {code: code for code in names}


def _id(texts: pl.Expr) -> Reading:
    mangled = texts.str.contains(MANGLED) | texts.str.contains(ROUNDED)
    expected = _("完整的编号（电子表格中该列应为文本格式）")
    return Reading(texts.str.replace(r"^(\d+)\.0$", "${1}"), (Fault(mangled, "ZJ812", expected),))


def _month(texts: pl.Expr) -> pl.Expr:
    """A date or month in any usual spelling → yyyymm as an integer. Years 1950 to 2100."""
    parts = texts.str.extract_groups(r"^(\d{4})[-/.年]?(\d{1,2})(?:[-/.月]?(?:\d{1,2})日?|月)?(?:\s.*)?$").struct
    year, month = (parts.field(name).cast(pl.Int64, strict=False) for name in ("1", "2"))
    sound = year.is_between(1950, 2100) & month.is_between(1, 12) & ~texts.str.contains(SERIAL)
    return pl.when(sound).then(year * 100 + month)
