"""What may be published: no school's cells, no person, no small count, and nothing that gives one away."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from zhijian.document import Document, Table, plain_text
from zhijian.document.read import read_document

SOURCES = re.compile(rb"(workbooks|records|surveys|history)/[\w-]+\.(xlsx|csv)")


def contents(path: Path, name: str = "") -> Iterator[tuple[str, bytes]]:
    """Every file of the folder with its bytes, and what archives (zip, docx, xlsx) hold."""
    for file in sorted(path.iterdir()):
        data = file.read_bytes()
        yield file.name, data
        yield from unpacked(file.name, data)


def unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.namelist():
                inner = archive.read(entry)
                yield f"{name}#{entry}", inner
                yield from unpacked(f"{name}#{entry}", inner)


@pytest.fixture(scope="module")
def public(city: Path) -> dict[str, bytes]:
    return dict(contents(city / "build/public"))


def test_no_file_names_a_cell_or_a_record_of_a_school(city: Path, public: dict[str, bytes]) -> None:
    assert len(public) > 50
    assert {name for name, data in public.items() if SOURCES.search(data)} == set()
    internal = (city / "build/internal/report.html").read_bytes()
    assert SOURCES.search(internal)  # it is there to be left out


def test_no_file_says_where_it_was_made(city: Path, public: dict[str, bytes]) -> None:
    assert {name for name, data in public.items() if str(city).encode() in data or b"lineage." in data} == set()


def test_no_person_is_in_any_file(city: Path, public: dict[str, bytes]) -> None:
    numbers = set()
    for name, column in (("students", "学号"), ("teachers", "工号"), ("mentors", "行业导师编号")):
        table = pl.read_csv(city / "records" / f"{name}.csv", infer_schema=False)
        numbers |= {number.encode() for number in table[column][:: max(1, table.height // 40)].drop_nulls()}
    assert len(numbers) > 100
    for name, data in public.items():
        assert not any(number in data for number in numbers), name


def test_facts_are_of_the_city_alone_and_small_counts_are_empty(city: Path) -> None:
    data = json.loads((city / "build/public/facts.json").read_text("utf-8"))
    facts = pl.DataFrame(data["facts"], schema=data["columns"], orient="row", infer_schema_length=None)
    assert set(facts["organisation"]) == {"yunling"}
    assert set(facts["source"]) <= {"", None}
    hidden = facts.filter(pl.col("status") == "suppressed")
    assert hidden.height > 0
    assert hidden.select("value", "low", "high").null_count().row(0) == (hidden.height,) * 3
    assert facts.equals(pl.read_parquet(city / "build/public/facts.parquet"), null_equal=True)
    whole = {tuple(row[:4]): row[4] for row in _internal(city).iter_rows()}
    for key in hidden.select("organisation", "period", "indicator", "slice").iter_rows():
        assert key in whole


def _internal(city: Path) -> pl.DataFrame:
    facts = pl.read_parquet(city / "build/internal/facts.parquet")
    return facts.select("organisation", "period", "indicator", "slice", "value")


def suppressed(city: Path) -> set[tuple[str, str]]:
    """(indicator, year) of what is held back of the city's own totals."""
    facts = pl.read_parquet(city / "build/public/facts.parquet").filter(pl.col("status") == "suppressed")
    return set(facts.filter(pl.col("slice") == "").select("indicator", "period").iter_rows())


def test_the_tables_mark_exactly_what_is_held_back(city: Path, public: dict[str, bytes]) -> None:
    marked = set()
    in_tables = set()
    for number in range(1, 7):
        rows = list(csv.reader(io.StringIO(public[f"package.zip#tables/table{number}.csv"].decode("utf-8-sig"))))
        years = [heading.removesuffix("年") for heading in rows[0][4:]]
        for row in rows[1:]:
            in_tables.add(row[2])
            marked |= {(row[2], year) for year, value in zip(years, row[4:], strict=True) if value == "*"}
    assert marked
    assert marked == {(indicator, year) for indicator, year in suppressed(city) if indicator in in_tables}


def official_values(document: Document) -> dict[str, list[str]]:
    """Label → the year columns, of the six official tables at the end."""
    found = {}
    for block in document.blocks:
        if isinstance(block, Table) and block.anchor.startswith("official-"):
            for row in block.rows[block.header_rows :]:
                texts = [plain_text(cell.runs) for cell in row]
                found[f"{block.anchor} {texts[-4] if len(texts) > 3 else texts[0]}"] = texts[-2:]
    return found


@pytest.mark.parametrize("format_", ["html", "docx"])
def test_the_official_tables_of_the_report_mark_them_too(city: Path, format_: str) -> None:
    public, internal = (
        official_values(read_document(city / "build" / edition / f"report.{format_}"))
        for edition in ("public", "internal")
    )
    assert public.keys() == internal.keys()
    differing = {label: texts for label, texts in public.items() if texts != internal[label]}
    assert differing
    for label, texts in differing.items():
        changed = [text for text, own in zip(texts, internal[label], strict=True) if text != own]
        assert set(changed) == {"*"}, label
