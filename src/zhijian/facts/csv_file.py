"""Facts as CSV: the form in which a report folder keeps facts of earlier years, and of records that are not in it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from zhijian.errors import UnreadableInput, ZhijianError
from zhijian.facts.fact import Fact, Status
from zhijian.messages import _
from zhijian.quantity import Quantity, format_number, parse_number, unit

COLUMNS = ("organisation", "period", "indicator", "slice", "edition", "status", "value", "unit", "source")
# Of computed facts: the exact interval where it is not that of the printed value, and how many parts were there.
EXACT = ("low", "high", "parts_given", "parts_expected")


def read_facts_csv(path: Path) -> list[Fact]:
    """The facts in a UTF-8 CSV with COLUMNS, and EXACT if there are any. The value keeps its trailing zeros.

    Its interval follows from the unit, unless low and high say it (100/3).
    Raises UnreadableInput listing every line that cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            rows, present = list(reader), reader.fieldnames or ()
    except UnicodeDecodeError:
        raise UnreadableInput(_("{file} 不是 UTF-8 编码，请另存为“CSV UTF-8”后再试。", file=path.name)) from None
    missing = [c for c in COLUMNS[:4] + COLUMNS[5:8] if c not in present]
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


def _fact(row: Mapping[str, str], place: str) -> Fact:
    key = (row["organisation"], row["period"], row["indicator"])
    slice_, edition, source = row.get("slice") or "", row.get("edition") or "", row.get("source") or place
    stated = row["status"] or "given"
    if stated not in list(Status):
        raise UnreadableInput(_("状态“{status}”无效，应为 {known} 之一。", status=stated, known="、".join(Status)))
    status = Status(stated)
    if status is not Status.given:
        return Fact(*key, slice=slice_, edition=edition, status=status, unit=row["unit"] or "", source=source)
    quantity = Quantity.stated(*parse_number(row["value"] or ""), unit(row["unit"] or ""))
    exact = _exact(row)
    if "low" in exact:
        quantity = replace(quantity, low=exact.pop("low"), high=exact.pop("high"))
    if any(
        abs(part) >= 2**63
        for end in (quantity.low, quantity.high)
        if end is not None
        for part in end.as_integer_ratio()
    ):
        raise UnreadableInput(_("“{text}”位数过多。", text=row["value"]))
    return Fact.of(*key, quantity, slice=slice_, edition=edition, source=source, **exact)


def _exact(row: Mapping[str, str]) -> dict[str, Any]:
    """What the columns EXACT say. Raises UnreadableInput."""
    try:
        found: dict[str, Any] = {name: Fraction(row[name]) for name in EXACT[:2] if row.get(name)}
        counts = {name: int(row[name]) for name in EXACT[2:] if row.get(name)}
    except (ValueError, ZeroDivisionError):
        values = "、".join(f"{name}={row.get(name)}" for name in EXACT)
        raise UnreadableInput(
            _("{values}：low、high 应为整数或分数（如 100/3），其余应为整数。", values=values)
        ) from None
    if found and not (len(found) == 2 and found["low"] <= found["high"]):
        raise UnreadableInput(_("low 与 high 应同时填写，且 low 不大于 high。"))
    return found | counts


def write_facts_csv(facts: Iterable[Fact], path: Path, *, exact: bool = False) -> None:
    """Write stated facts, or with ``exact`` computed ones too, so that ``read_facts_csv`` gives them back."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS + EXACT if exact else COLUMNS)
        for fact in facts:
            given = fact.mantissa is not None and fact.decimals is not None
            value = format_number(fact.mantissa or 0, fact.decimals or 0) if given else ""
            row = (*fact.key, fact.edition, fact.status.value, value, fact.unit, fact.source)
            writer.writerow((*row, *(getattr(fact, name) for name in EXACT)) if exact else row)
