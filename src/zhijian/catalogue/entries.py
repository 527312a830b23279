"""One entry of a catalogue file → one indicator, slice set, rule or watch."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from zhijian.catalogue.lines import Entry
from zhijian.catalogue.model import Indicator, Parts, RollUp, Rule, SliceSet, TableRow, Watch
from zhijian.errors import CatalogueError, ZhijianError
from zhijian.expressions import parse_expression, parse_relation
from zhijian.quantity import unit

INDICATOR_KEYS = {
    "id", "label", "aliases", "unit", "printed_unit", "decimals", "time", "from", "also_records", "roll_up", "weight",
    "formula", "parts", "table", "section", "starred", "higher_only", "slices", "respondents", "method", "bounds",
    "small_cells", "definition", "source", "unconstrained",
}  # fmt: skip
ORIGINS = ("school", "records", "survey", "formula")
MISSING = ("skip_if_any", "skip_if_all", "treat_as_zero")
LEVELS = ("school", "county", "city", "province", "country")


def texts(entry: Mapping[str, Any], key: str) -> dict[str, str]:
    """A text in both languages: ``{zh, en}``, or Chinese alone, which then stands for both."""
    value = entry.get(key) or ""
    if isinstance(value, Mapping):
        return {"zh": str(value["zh"]), "en": str(value.get("en", value["zh"]))}
    return {"zh": str(value), "en": str(value)}


def _fail(entry: Entry, message: str) -> CatalogueError:
    return CatalogueError([f"{entry.where}: {message}"])


def _ids(value: Any) -> tuple[str, ...]:
    return tuple(str(v) for v in (value if isinstance(value, list) else [value] if value else []))


def read_indicator(entry: Entry) -> Indicator:
    """Raises CatalogueError for unknown keys, units, roll-ups, origins, or a formula that cannot be read."""
    name = entry["id"]
    unknown = set(entry) - INDICATOR_KEYS
    if unknown:
        raise _fail(entry, f"指标 {name} 有不认识的键：{'、'.join(sorted(unknown))}")
    for needed in ("label", "unit", "from"):
        if entry.get(needed) is None:
            raise _fail(entry, f"指标 {name} 缺少 {needed}")
    if not entry.get("roll_up"):
        raise _fail(entry, f"指标 {name} 缺少汇总方式 roll_up（{'、'.join(RollUp)}）")
    if entry["roll_up"] not in list(RollUp):
        raise _fail(entry, f"指标 {name} 的汇总方式“{entry['roll_up']}”无效，应为 {'、'.join(RollUp)} 之一")
    if entry["from"] not in ORIGINS:
        raise _fail(entry, f"指标 {name} 的来源“{entry['from']}”无效，应为 {'、'.join(ORIGINS)} 之一")
    try:
        measured = unit(str(entry["unit"]))
        formula = parse_expression(str(entry["formula"])) if entry.get("formula") else None
    except ZhijianError as error:
        raise _fail(entry, f"指标 {name}：{error}") from None
    if entry["from"] == "formula" and formula is None:
        raise _fail(entry, f"指标 {name} 的来源为 formula，却没有 formula")
    parts = entry.get("parts") or {}
    return Indicator(
        id=name,
        label=texts(entry, "label"),
        unit=measured,
        roll_up=RollUp(entry["roll_up"]),
        where=entry.where,
        aliases=_ids(entry.get("aliases")),
        printed_unit=str(entry.get("printed_unit") or entry["unit"]),
        decimals=None if entry.get("decimals") is None else int(entry["decimals"]),
        time=str(entry.get("time") or ""),
        from_=entry["from"],
        also_records=bool(entry.get("also_records", False)),
        weight=str(entry.get("weight") or ""),
        formula=formula,
        parts=Parts(**{kind: _ids(ids) for kind, ids in parts.items()}),
        table=_table_row(entry),
        section=str(entry.get("section") or ""),
        starred=bool(entry.get("starred", False)),
        higher_only=bool(entry.get("higher_only", False)),
        slices=str(entry.get("slices") or ""),
        respondents=str(entry.get("respondents") or ""),
        method=str(entry.get("method") or ""),
        bounds=_bounds(entry),
        small_cells=bool(entry.get("small_cells", False)),
        definition=texts(entry, "definition"),
        source=str(entry.get("source") or ""),
        unconstrained=str(entry.get("unconstrained") or ""),
    )


def _table_row(entry: Entry) -> TableRow | None:
    row = entry.get("table")
    if row is None:
        return None
    return TableRow(
        number=int(row["number"]),
        row=int(row["row"]),
        numbered=bool(row.get("numbered", False)),
        indent=int(row.get("indent", 0)),
        prefix=str(row.get("prefix") or ""),
        second_unit=str(row.get("second_unit") or ""),
    )


def _bounds(entry: Entry) -> tuple[Fraction | None, Fraction | None]:
    """Stated bounds; else 0…100 for a percentage and 0… for everything else."""
    if "bounds" in entry:
        low, high = entry["bounds"]
        return (None if low is None else Fraction(str(low)), None if high is None else Fraction(str(high)))
    return (Fraction(0), Fraction(100) if entry["unit"] == "%" else None)


def read_slices(entry: Entry) -> SliceSet:
    keys = {str(key): texts(entry.get("keys") or {}, key) for key in entry.get("keys") or {}}
    return SliceSet(entry["slices"], texts(entry, "label"), keys, bool(entry.get("open", False)))


def read_rule(entry: Entry) -> Rule:
    """Raises CatalogueError where the relation cannot be read, or the message lacks a language."""
    name = entry["rule"]
    for needed in ("that", "message", "severity", "missing"):
        if not entry.get(needed):
            raise _fail(entry, f"勾稽关系 {name} 缺少 {needed}")
    if entry["missing"] not in MISSING:
        raise _fail(entry, f"勾稽关系 {name} 的 missing“{entry['missing']}”无效，应为 {'、'.join(MISSING)} 之一")
    try:
        relation = parse_relation(str(entry["that"]))
    except ZhijianError as error:
        raise _fail(entry, f"勾稽关系 {name}：{error}") from None
    return Rule(
        id=name,
        that=relation,
        code=str(entry.get("code") or "ZJ206"),
        kind=str(entry.get("kind") or "relation"),
        severity=str(entry["severity"]),
        missing=str(entry["missing"]),
        on=_ids(entry.get("on")) or LEVELS,
        message=texts(entry, "message"),
        where=entry.where,
    )


def read_watch(entry: Entry) -> list[Watch]:
    """One Watch per indicator that the entry lists under ``watch``."""
    watched = _ids(entry["watch"])
    return [
        Watch(
            id=f"{entry['rule']}" if len(watched) == 1 else f"{entry['rule']}.{indicator}",
            indicator=indicator,
            against=_ids(entry.get("against")),
            factor=Fraction(str(entry.get("factor", "5"))),
            ratio=Fraction(str(entry.get("ratio", "2"))),
            floor=Fraction(str(entry.get("floor", "0"))),
            ask=str(entry.get("ask") or "reason"),
            message=texts(entry, "message"),
            where=entry.where,
        )
        for indicator in watched
    ]
