"""The files of one kind of record → one table of clean rows, with everything wrong in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zhijian.facts import OrganisationTree
from zhijian.messages import _
from zhijian.records.definition import PERSONAL_HEADERS, Field, RecordTable, spelled
from zhijian.records.derived import with_derived
from zhijian.records.open_file import RawTable, open_table
from zhijian.records.problems import Problems
from zhijian.records.values import Fault, read_values, school_spellings

DTYPES = {"month": pl.Int64, "integer": pl.Int64}


@dataclass(frozen=True, slots=True)
class CleanTable:
    """Rows of one table and period. Columns: every field, derived fields, ``file`` and ``row``.

    unsound: schools with bad rows, whose counts would be too small. absent: fields that a file lacks, by file.
    files: school → the files its rows stand in. read: file → (rows that were read, faulty ones among them).
    """

    table: RecordTable
    period: str
    rows: pl.DataFrame
    unsound: Mapping[str, int]
    absent: Mapping[str, frozenset[str]]
    files: Mapping[str, tuple[str, ...]]
    read: Mapping[str, tuple[int, int]]


def clean_table(
    table: RecordTable,
    period: str,
    paths: Iterable[tuple[Path, str]],
    tree: OrganisationTree,
    problems: Problems,
) -> CleanTable | None:
    """All files of a table together; None where none of them could be read."""
    schools = school_spellings(tree)
    parts: list[pl.DataFrame] = []
    absent: dict[str, frozenset[str]] = {}
    headers = table.headers
    for path, container in paths:
        raw = open_table(path, container, headers, problems)
        part = None if raw is None else _clean(raw, table, schools, problems, absent)
        if part is not None:
            parts.append(part)
    if not parts:
        return None
    rows = pl.concat(parts)
    rows = _without_duplicates(rows, table, problems)
    bad = rows.filter("bad").group_by("school", maintain_order=True).len()
    unsound = {school: n for school, n in bad.iter_rows() if school is not None}
    sound = rows.filter(~pl.col("bad")).drop("bad")
    pairs = sound.select("school", "file").unique(maintain_order=True).group_by("school", maintain_order=True).all()
    counts = rows.group_by("file", maintain_order=True).agg(pl.len().alias("count"), pl.col("bad").sum())
    return CleanTable(
        table,
        period,
        with_derived(sound, table, period, tree, problems),
        unsound,
        absent,
        {school: tuple(files) for school, files in pairs.iter_rows()},
        {file: (count, bad) for file, count, bad in counts.iter_rows()},
    )


def _clean(
    raw: RawTable,
    table: RecordTable,
    schools: Mapping[str, str],
    problems: Problems,
    absent: dict[str, frozenset[str]],
) -> pl.DataFrame | None:
    headers = table.headers
    personal = [name for name in raw.headers if spelled(name) in PERSONAL_HEADERS]
    if personal:
        problems.add("ZJ804", raw.container, found="、".join(personal))
    columns = {headers[spelled(name)]: i for i, name in enumerate(raw.headers) if spelled(name) in headers}
    missing = [field for field in table.fields.values() if field.mandatory and field.name not in columns]
    if missing:
        expected = "、".join(f"{field.label}（{field.pinyin}）" for field in missing)
        problems.add(
            "ZJ806", raw.container, found="、".join(problems.shown(name) for name in raw.headers), expected=expected
        )
        return None
    absent[raw.container] = frozenset(name for name in table.fields if name not in columns)
    readings = {name: read_values(f"c{i}", table.fields[name], schools) for name, i in columns.items()}
    nothing = [
        pl.lit(None, dtype=DTYPES.get(field.kind, pl.String)).alias(name)
        for name, field in table.fields.items()
        if name not in columns
    ]
    frame = raw.frame.with_columns(*(reading.value.alias(name) for name, reading in readings.items()), *nothing)
    faults = [
        (columns[name], fault)
        for name, field in table.fields.items()
        if name in columns
        for fault in (*readings[name].faults, *_if_empty(table, field, f"c{columns[name]}"))
    ]
    bad = _tell_faults(frame, faults, raw, problems)
    return frame.select("row", *table.fields, bad.alias("bad"), pl.lit(raw.container).alias("file"))


def _tell_faults(
    frame: pl.DataFrame, faults: Sequence[tuple[int, Fault]], raw: RawTable, problems: Problems
) -> pl.Series:
    """Whether each row is faulty in any column; every fault is told. faults: with the place of their column."""
    flags = frame.select(fault.where.fill_null(value=False).alias(str(n)) for n, (_i, fault) in enumerate(faults))
    bad = frame["row"].is_in(list(raw.ragged))
    for n, count in enumerate(flags.sum().row(0)):
        if count:
            position, fault = faults[n]
            cells = frame.filter(flags[str(n)]).select("row", found=pl.col(f"c{position}"))
            problems.add_cells(fault.code, raw.container, raw.headers[position], cells, fault.expected)
            bad = bad | flags[str(n)]
    return bad


def _if_empty(table: RecordTable, field: Field, column: str) -> Iterator[Fault]:
    """What is told of an empty value, where the field is mandatory, always or for another field's value."""
    if field.mandatory:
        yield Fault(pl.col(column).is_null(), "ZJ811", _("必填"))
    for other, wanted in (field.mandatory_when or {}).items():
        codes = table.fields[other].codes
        label = codes.labels[wanted] if codes else wanted
        expected = _("{field}为“{label}”时必填", field=table.fields[other].label, label=label)
        yield Fault((pl.col(other) == wanted) & pl.col(column).is_null(), "ZJ811", expected)


def _without_duplicates(rows: pl.DataFrame, table: RecordTable, problems: Problems) -> pl.DataFrame:
    """Marks every row whose key stood before; the first one counts."""
    key = list(table.key)
    whole = ~pl.any_horizontal(pl.col(c).is_null() for c in key[:2])
    again = rows.select(whole & ~pl.struct(key).is_first_distinct()).to_series()
    if not again.any():
        return rows
    field = table.fields[key[1]]
    for (container,), part in rows.filter(again).group_by(["file"], maintain_order=True):
        cells = part.select("row", found=_shown(field))
        code = "ZJ833" if field.name == "sheet" else "ZJ814"
        problems.add_cells(code, str(container), field.label, cells, _("同一学校内不重复"))
    return rows.with_columns(bad=pl.col("bad") | again)


def _shown(field: Field) -> pl.Expr:
    """The value as a message shows it; of a number that relates to a person only its ends."""
    text = pl.col(field.name).cast(pl.String)
    return pl.concat_str(text.str.slice(0, 2), pl.lit("…"), text.str.slice(-2)) if field.personal else text
