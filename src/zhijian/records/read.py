"""Reading a folder of record exports: clean rows, counts, facts with their sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from zhijian.catalogue import Catalogue
from zhijian.facts import Fact, FactSet, OrganisationTree
from zhijian.findings import Finding
from zhijian.records.definition import Measure, RecordTable, measures, record_tables
from zhijian.records.open_file import ENDINGS
from zhijian.records.problems import Problems
from zhijian.records.tables import CleanTable, clean_table


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file of records that could be read: which table it is, of which period, its rows, and the faulty ones among them."""

    table: str
    period: str
    file: str
    rows: int
    bad: int


@dataclass(frozen=True)
class RecordReading:
    """What a folder of records or of survey answers yields.

    facts: of every school whose rows are sound, and, for what is counted once over several schools, of the
    organisations above them. findings: everything wrong. bad_rows: every faulty cell (file, row, column, code,
    found, expected), unfolded. files: those that could be read at all.
    """

    facts: FactSet
    findings: tuple[Finding, ...]
    bad_rows: pl.DataFrame = field(default_factory=lambda: Problems().frame())
    files: tuple[ReadFile, ...] = ()


def read_records(
    folder: Path,
    catalogue: Catalogue,
    tree: OrganisationTree,
    *,
    container: str = "records",
    masking: bool = False,
) -> RecordReading:
    """Facts of the record exports in ``folder``; nothing where there is no such folder.

    Files are told by their names: ``students.csv``, ``students-school-07.xlsx``, ``学生.csv``. Files in a
    sub-folder named after a period (``2023/programmes.csv``) count for that period, all others for the
    catalogue's current one. A school with a faulty row in a table gives no facts of that table. masking: messages tell
    no text from the files but its first character.
    """
    problems = Problems(masking)
    tables: list[CleanTable] = []
    for (name, period), paths in record_files(folder, record_tables(), catalogue, container, problems).items():
        table = clean_table(record_tables()[name], period, paths, tree, problems)
        if table is not None:
            _tell_gaps(table, container, tree, problems)
            tables.append(table)
    facts = _count(tables, catalogue, tree, problems) if tables else []
    files = tuple(
        ReadFile(table.table.id, table.period, file, rows, bad)
        for table in tables
        for file, (rows, bad) in table.read.items()
    )
    return RecordReading(FactSet.from_facts(facts), tuple(problems.findings()), problems.frame(), files)


def _count(tables: list[CleanTable], catalogue: Catalogue, tree: OrganisationTree, problems: Problems) -> list[Fact]:
    from zhijian.records.count import Engine
    from zhijian.records.facts_of import TableFacts

    facts: list[Fact] = []
    with Engine() as engine:
        for table in tables:
            wanted = [measure for measure in measures()[table.table.id] if _asked(measure, catalogue)]
            if wanted and table.rows.height:
                facts += TableFacts(engine, table, catalogue, tree, problems).count(wanted)
    return facts


def _asked(measure: Measure, catalogue: Catalogue) -> bool:
    if measure.indicator not in catalogue:
        return False
    indicator = catalogue[measure.indicator]
    return indicator.from_ == "records" or indicator.also_records


def record_files(
    folder: Path, tables: Mapping[str, RecordTable], catalogue: Catalogue, container: str, problems: Problems
) -> dict[tuple[str, str], list[tuple[Path, str]]]:
    """The files in ``folder`` and below it by table and period, in the order of the tables; each with its place."""
    found: dict[tuple[str, str], list[tuple[Path, str]]] = {}
    if not folder.is_dir():
        return found
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith((".", "~$"))):
        relative = path.relative_to(folder)
        place = f"{container}/{relative.as_posix()}"
        table = next((t for t in tables.values() if _named(path.stem, t.file_names)), None)
        if path.suffix.lower() not in ENDINGS or table is None:
            problems.add("ZJ817", place, expected="、".join(f"{t.id}.csv（{t.label}）" for t in tables.values()))
            continue
        period = next((p for p in relative.parts[:-1] if p in catalogue.periods), catalogue.current)
        found.setdefault((table.id, period), []).append((path, place))
    order = list(tables)
    return dict(sorted(found.items(), key=lambda item: (order.index(item[0][0]), item[0][1])))


def _named(stem: str, names: Sequence[str]) -> bool:
    """Whether a file is called so: ``students``, ``students-school-07``, ``学生2024``."""
    return any(stem == name or (stem.startswith(name) and not stem[len(name)].isalpha()) for name in names)


def _tell_gaps(table: CleanTable, container: str, tree: OrganisationTree, problems: Problems) -> None:
    place = f"{container}/{table.table.id}"
    for school, n in table.unsound.items():
        problems.add("ZJ821", place, table=table.table.label, school=tree[school].name, count=n, subject=school)
    if table.table.every_school:
        for school_ in tree.schools():
            if school_.id not in table.files and school_.id not in table.unsound:
                problems.add("ZJ815", place, table=table.table.label, school=school_.name, subject=school_.id)
