"""Record exports as offices hand them in: the city's own export, one school's in GBK, one school's under pinyin names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import polars as pl

from zhijian.demo.cast import Cast
from zhijian.records import RecordTable, record_tables, surveys

GBK_SCHOOL, PINYIN_SCHOOL = 5, 10  # their places among the first city's schools
OWN_EXPORTS = ("students", "graduates", "teachers")


def write_records(folder: Path, table: str, parts: Mapping[int, pl.DataFrame], cast: Cast) -> None:
    """One kind of record: the rows of most schools in one file, those of two schools in files of their own.

    parts: rows by the school's number, with field names as columns and the names of codes as values.
    """
    definition = record_tables()[table]
    folder.mkdir(parents=True, exist_ok=True)
    own = {n: part for n, part in parts.items() if table in OWN_EXPORTS and n in (GBK_SCHOOL, PINYIN_SCHOOL)}
    rest = [part for n, part in parts.items() if n not in own]
    if rest:
        (folder / f"{table}.csv").write_bytes(_csv(_labelled(pl.concat(rest), definition)).encode())
    for n, part in own.items():
        path = folder / f"{table}-{cast.schools[n].id}.csv"
        if n == GBK_SCHOOL:
            names = {cast.schools[n].id: cast.schools[n].organisation.name}
            path.write_bytes(_csv(_labelled(part, definition, names)).encode("gbk"))
        else:
            codes = {cast.schools[n].id: cast.schools[n].organisation.code}
            path.write_bytes(_csv(_coded(part, definition, codes)).encode())


def write_answers(folder: Path, survey: str, parts: Sequence[pl.DataFrame]) -> None:
    """The answer sheets of one survey; employers and parents answered in words."""
    folder.mkdir(parents=True, exist_ok=True)
    definition = surveys()[survey].as_table()
    answers = pl.concat(parts)
    as_scores = () if survey in ("employers", "parents") else tuple(surveys()[survey].questions)
    (folder / f"{survey}.csv").write_bytes(_csv(_labelled(answers, definition, plain=as_scores)).encode())


def _labelled(
    rows: pl.DataFrame,
    table: RecordTable,
    schools: Mapping[str, str] | None = None,
    plain: Sequence[str] = (),
) -> pl.DataFrame:
    """Chinese headers and labels. plain: columns whose values stay as they are."""
    return _renamed(rows, table, schools, lambda name: None if name in plain else table.fields[name].codes, "label")


def _coded(rows: pl.DataFrame, table: RecordTable, schools: Mapping[str, str]) -> pl.DataFrame:
    """Pinyin headers and codes of the national standard."""
    return _renamed(rows, table, schools, lambda name: table.fields[name].codes, "code")


def _renamed(
    rows: pl.DataFrame,
    table: RecordTable,
    schools: Mapping[str, str] | None,
    codes_of: Callable[[str], object],
    style: str,
) -> pl.DataFrame:
    columns = []
    for name in rows.columns:
        field = table.fields[name]
        column = pl.col(name)
        if name == "school" and schools:
            column = column.replace_strict(schools)
        elif codes_of(name) is not None and field.codes is not None:
            values = field.codes.labels if style == "label" else field.codes.codes
            column = column.replace_strict(dict(values), default=None, return_dtype=pl.String)
        columns.append(column.alias(field.label if style == "label" else field.pinyin))
    return rows.select(columns)


def _csv(rows: pl.DataFrame) -> str:
    return rows.write_csv(line_terminator="\r\n", null_value="")
