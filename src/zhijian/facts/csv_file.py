"""Stated facts as CSV: the form in which a report folder keeps the facts of earlier years (history/facts.csv)."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from zhijian.errors import UnreadableInput, ZhijianError
from zhijian.facts.fact import Fact, Status
from zhijian.messages import _
from zhijian.quantity import Quantity, format_number, parse_number, unit

COLUMNS = ("organisation", "period", "indicator", "slice", "edition", "status", "value", "unit", "source")


def read_facts_csv(path: Path) -> list[Fact]:
    """The facts in a UTF-8 CSV with COLUMNS. The value keeps its trailing zeros; its interval follows from the unit.

    Raises UnreadableInput listing every line that cannot be read.
    """
    try:
        rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    except UnicodeDecodeError:
        raise UnreadableInput(_("{file} 不是 UTF-8 编码，请另存为“CSV UTF-8”后再试。", file=path.name)) from None
    missing = [c for c in COLUMNS[:4] + COLUMNS[5:8] if rows and c not in rows[0]]
    if missing:
        raise UnreadableInput(
            _(
                "{file} 缺少列：{missing}。应有的列为 {columns}。",
                file=path.name,
                missing="、".join(missing),
                columns="、".join(COLUMNS),
            )
        )
    facts: list[Fact] = []
    faults: list[str] = []
    for line, row in enumerate(rows, start=2):
        try:
            facts.append(_fact(row, f"{path.parent.name}/{path.name}#L{line}"))
        except (ZhijianError, ValueError) as error:
            faults.append(_("{file} 第 {line} 行：{error}", file=path.name, line=line, error=error))
    if faults:
        raise UnreadableInput("\n".join(faults))
    return facts


def _fact(row: dict[str, str], place: str) -> Fact:
    key = (row["organisation"], row["period"], row["indicator"])
    common = {
        "slice": row.get("slice") or "",
        "edition": row.get("edition") or "",
        "source": row.get("source") or place,
    }
    status = Status(row["status"] or "given")
    if status is not Status.given:
        return Fact(*key, status=status, unit=row["unit"], **common)
    return Fact.of(*key, Quantity.stated(*parse_number(row["value"]), unit(row["unit"])), **common)


def write_facts_csv(facts: Iterable[Fact], path: Path) -> None:
    """Write stated facts so that ``read_facts_csv`` gives them back."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for fact in facts:
            given = fact.mantissa is not None and fact.decimals is not None
            value = format_number(fact.mantissa or 0, fact.decimals or 0) if given else ""
            writer.writerow((*fact.key, fact.edition, fact.status.value, value, fact.unit, fact.source))
