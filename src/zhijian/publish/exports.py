"""Facts as files that people and programs can open: Parquet, CSV and JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from pathlib import Path

import polars as pl

from zhijian.catalogue import Catalogue
from zhijian.facts import Fact, FactSet, OrganisationTree
from zhijian.facts.csv_cells import SIGNS
from zhijian.quantity import format_number


def fact_table(
    facts: FactSet,
    catalogue: Catalogue,
    tree: OrganisationTree,
    *,
    suppressed: Collection[tuple[str, str, str, str]] = (),
    sources: bool = True,
) -> pl.DataFrame:
    """One row per fact, readable without the catalogue; the ends of intervals as exact fractions in text.

    Columns: organisation, organisation_name, level, period, indicator, label, table, slice, slice_label,
    value, unit, low, high, status, complete, edition, source. Suppressed values are empty, with status
    ``suppressed``; without ``sources`` the column is empty.
    """
    paths = {i.id: catalogue.label_path(i.id) for i in catalogue.indicators.values()}
    rows = [
        _row(fact, catalogue, tree, paths, hidden=fact.key in suppressed, source=sources)
        for fact in facts
        if fact.organisation in tree and fact.indicator in catalogue
    ]
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


COLUMNS = dict.fromkeys(("organisation", "organisation_name", "level", "period", "indicator", "label", "table", "slice", "slice_label", "value", "unit", "low", "high", "status", "complete", "edition", "source"), pl.String)  # fmt: skip


def _row(
    fact: Fact, catalogue: Catalogue, tree: OrganisationTree, paths: dict[str, str], *, hidden: bool, source: bool
) -> tuple[str | None, ...]:
    indicator = catalogue[fact.indicator]
    organisation = tree[fact.organisation]
    shown = fact.given and not hidden and fact.mantissa is not None and fact.decimals is not None
    complete = "" if fact.parts_expected is None else f"{fact.parts_given}/{fact.parts_expected}"
    return (
        fact.organisation,
        organisation.name,
        organisation.level,
        fact.period,
        fact.indicator,
        paths[fact.indicator],
        f"表{indicator.table.number}" if indicator.table else "",
        fact.slice,
        catalogue.slice_label(fact.indicator, fact.slice) if fact.slice else "",
        format_number(fact.mantissa or 0, fact.decimals or 0) if shown else None,
        indicator.printed_unit,
        str(fact.low) if shown else None,
        str(fact.high) if shown else None,
        "suppressed" if hidden else fact.status.value,
        complete,
        fact.edition,
        fact.source if source else "",
    )


def write_facts(table: pl.DataFrame, folder: Path) -> list[Path]:
    """Write ``fact_table`` as facts.parquet, facts.csv (UTF-8 with BOM, for Excel) and facts.json
    (one fact a line, its values in the order of ``columns``)."""
    paths = [folder / f"facts.{ending}" for ending in ("parquet", "csv", "json")]
    table.write_parquet(paths[0])
    with paths[1].open("wb") as file:
        file.write(b"\xef\xbb\xbf")
        table.with_columns(_defused_column(pl.col(name)) for name in table.columns).write_csv(file)
    rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in table.iter_rows())
    columns = json.dumps(table.columns, ensure_ascii=False)
    paths[2].write_text(f'{{"columns": {columns},\n"facts": [\n{rows}\n]}}\n', encoding="utf-8")
    return paths


RISKY = rf"^(?:[{SIGNS}]|-[^0-9]|-$)"
"""What a spreadsheet would run as a formula; a minus before a digit stays, for it is a number."""


def defused(text: str) -> str:
    """Text that a spreadsheet will not run: a leading = + @ or control sign gets an apostrophe.

    Source: OWASP, CSV injection.
    """
    return "'" + text if re.match(RISKY, text) else text


def _defused_column(column: pl.Expr) -> pl.Expr:
    return column.str.replace(f"({RISKY})", "'${1}")
