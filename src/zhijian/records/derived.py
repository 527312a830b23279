"""Fields that follow from others: category of a programme, sector of an industry, where a region lies, school year."""

from __future__ import annotations

import polars as pl

from zhijian.facts import OrganisationTree
from zhijian.records.definition import RecordTable, industries
from zhijian.records.problems import Problems


def with_derived(
    rows: pl.DataFrame, table: RecordTable, period: str, tree: OrganisationTree, problems: Problems
) -> pl.DataFrame:
    """The rows with a column ``<field>.<what>`` for each derived field; "yes" or "no" where it is a question."""
    for field in table.fields.values():
        if field.kind == "programme":
            rows = rows.with_columns(pl.col(field.name).str.slice(0, 2).alias(f"{field.name}.category"))
        elif field.kind == "industry":
            rows = rows.with_columns(_sector(field.name))
        elif field.kind == "month":
            first, last = (int(period) - 1) * 100 + 9, int(period) * 100 + 8
            inside = pl.col(field.name).is_between(first, last)
            rows = rows.with_columns(_answer(inside).alias(f"{field.name}.in_year"))
        elif field.kind == "region":
            rows = _regions(rows, field.name, tree, problems)
    return rows


def _answer(condition: pl.Expr) -> pl.Expr:
    return pl.when(condition).then(pl.lit("yes")).when(condition.not_()).then(pl.lit("no"))


def _sector(name: str) -> pl.Expr:
    sectors = industries().sectors
    division = pl.col(name).str.slice(0, 3).replace_strict(sectors, default=None, return_dtype=pl.String)
    section = pl.col(name).str.slice(0, 1).replace_strict(sectors, default=None, return_dtype=pl.String)
    return pl.coalesce(division, section).alias(f"{name}.sector")


def _regions(rows: pl.DataFrame, name: str, tree: OrganisationTree, problems: Problems) -> pl.DataFrame:
    """Local: the city of the school. Where the tree gives no official code of that city, null: nothing is guessed."""
    cities = {school.id: _city_code(school.id, tree) for school in tree.schools()}
    known = {school: code for school, code in cities.items() if code}
    present = set(rows["school"].unique().to_list())
    if present - set(known) and rows[name].is_not_null().any():
        problems.add("ZJ816", "organisations.csv", found=_names(present - set(known), tree))
    home = pl.col("school").replace_strict(known, default=None, return_dtype=pl.String)
    return rows.with_columns(
        _answer(pl.col(name).str.slice(0, 4) == home.str.slice(0, 4)).alias(f"{name}.local"),
        _answer(pl.col(name).str.slice(0, 2) == home.str.slice(0, 2)).alias(f"{name}.in_province"),
        _answer(pl.col(name).str.slice(0, 2).is_in(list(industries().west_northeast))).alias(f"{name}.west_northeast"),
    )


def _city_code(school: str, tree: OrganisationTree) -> str:
    organisation = tree[school]
    while organisation.parent:
        organisation = tree[organisation.parent]
        if organisation.level == "city":
            return organisation.code
    return ""


def _names(schools: set[str], tree: OrganisationTree) -> str:
    names = [school.name for school in tree.schools() if school.id in schools]
    return "、".join(names[:3]) + ("等" if len(names) > 3 else "")
