"""One entry of a catalogue file → one indicator, slice set, rule or watch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from fractions import Fraction
from typing import Any

from zhijian.catalogue.lines import Entry
from zhijian.catalogue.model import Indicator, Parts, RollUp, Rule, SliceSet, TableRow, Watch
from zhijian.errors import CatalogueError, ZhijianError
from zhijian.expressions import parse_expression, parse_relation
from zhijian.messages import _
from zhijian.quantity import unit

INDICATOR_KEYS = {
    "id", "label", "aliases", "unit", "printed_unit", "decimals", "time", "from", "also_records", "roll_up", "weight",
    "formula", "parts", "table", "section", "starred", "higher_only", "slices", "respondents", "method", "bounds",
    "small_cells", "definition", "source", "unconstrained",
}  # fmt: skip
RULE_KEYS = {"rule", "that", "code", "kind", "severity", "missing", "on", "basis", "message"}
WATCH_KEYS = {"rule", "watch", "against", "factor", "ratio", "floor", "ask", "message"}
SLICES_KEYS = {"slices", "label", "keys", "open", "source"}
ORIGINS = ("school", "records", "survey", "formula")
MISSING = ("skip_if_any", "skip_if_all", "treat_as_zero")
SEVERITIES = ("error", "warning", "notice")
LEVELS = ("school", "county", "city", "province", "country")
AGAINST = ("previous", "peers")


def texts(entry: Mapping[str, Any], key: str) -> dict[str, str]:
    """A text in both languages: ``{zh, en}``, or one text that stands for both.

    Raises CatalogueError where a language is missing, or where an unquoted comma has broken the text.
    """
    value = entry.get(key) or ""
    if not isinstance(value, Mapping):
        return {"zh": str(value), "en": str(value)}
    if set(value) != {"zh", "en"}:
        where = value.where if isinstance(value, Entry) else key
        message = _(
            "{key} 应有 zh 和 en 两种文字，实有 {found}（含逗号的文字要加引号）", key=key, found="、".join(value)
        )
        raise CatalogueError([f"{where}: {message}"])
    return {"zh": str(value["zh"]), "en": str(value["en"])}


def _fail(entry: Entry, message: str) -> CatalogueError:
    return CatalogueError([f"{entry.where}: {message}"])


def _known_keys(entry: Entry, what: str, keys: set[str]) -> None:
    unknown = "、".join(sorted(set(entry) - keys))
    if unknown:
        raise _fail(entry, _("{what} 有不认识的键：{keys}", what=what, keys=unknown))


def _needs(entry: Entry, what: str, *keys: str) -> None:
    for key in keys:
        if entry.get(key) in (None, "", []):
            raise _fail(entry, _("{what} 缺少 {key}", what=what, key=key))


def _one_of(entry: Entry, what: str, key: str, values: tuple[str, ...]) -> None:
    for value in _ids(entry.get(key)):
        if value not in values:
            raise _fail(entry, _invalid(what, key, value, values))


def _invalid(what: str, key: str, value: object, values: Iterable[str]) -> str:
    return _(
        "{what} 的 {key}“{value}”无效，应为 {values} 之一", what=what, key=key, value=value, values="、".join(values)
    )


def _ids(value: Any) -> tuple[str, ...]:
    return tuple(str(v) for v in (value if isinstance(value, list) else [value] if value else []))


def read_indicator(entry: Entry) -> Indicator:
    """Raises CatalogueError for unknown keys, units, roll-ups, origins, or a formula that cannot be read."""
    name = entry["id"]
    what = _("指标 {id}", id=name)
    _known_keys(entry, what, INDICATOR_KEYS)
    _needs(entry, what, "label", "unit", "from")
    if not entry.get("roll_up"):
        raise _fail(entry, _("{what} 缺少汇总方式 roll_up（{values}）", what=what, values="、".join(RollUp)))
    _one_of(entry, what, "roll_up", tuple(RollUp))
    _one_of(entry, what, "from", ORIGINS)
    try:
        measured = unit(str(entry["unit"]))
        formula = parse_expression(str(entry["formula"])) if entry.get("formula") else None
    except ZhijianError as error:
        raise _fail(entry, _("{what}：{error}", what=what, error=error)) from None
    if entry["from"] == "formula" and formula is None:
        raise _fail(entry, _("{what} 的来源为 formula，却没有 formula", what=what))
    decimals = _whole(entry, entry, "decimals")
    return Indicator(
        id=name,
        label=texts(entry, "label"),
        unit=measured,
        roll_up=RollUp(entry["roll_up"]),
        where=entry.where,
        aliases=_ids(entry.get("aliases")),
        printed_unit=str(entry.get("printed_unit") or entry["unit"]),
        decimals=decimals,
        time=str(entry.get("time") or ""),
        from_=entry["from"],
        also_records=bool(entry.get("also_records", False)),
        weight=str(entry.get("weight") or ""),
        formula=formula,
        parts=_parts(entry),
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


def _whole(entry: Entry, place: Mapping[str, Any], key: str) -> int | None:
    value = place.get(key)
    if value is not None and not isinstance(value, int):
        raise _fail(entry, _("指标 {id} 的 {key} 应为整数，实为“{value}”", id=entry["id"], key=key, value=value))
    return value


def _parts(entry: Entry) -> Parts:
    parts = entry.get("parts") or {}
    kinds = tuple(field.name for field in fields(Parts))
    for kind in parts:
        if kind not in kinds:
            raise _fail(entry, _invalid(_("指标 {id}", id=entry["id"]), "parts", kind, kinds))
    return Parts(**{kind: _ids(ids) for kind, ids in parts.items()})


def _table_row(entry: Entry) -> TableRow | None:
    row = entry.get("table")
    if row is None:
        return None
    unknown = set(row) - {field.name for field in fields(TableRow)}
    number, place = _whole(entry, row, "number"), _whole(entry, row, "row")
    if unknown or number is None or place is None:
        what = _("指标 {id}", id=entry["id"]) + " table"
        if unknown:
            raise _fail(entry, _("{what} 有不认识的键：{keys}", what=what, keys="、".join(sorted(unknown))))
        raise _fail(entry, _("{what} 缺少 {key}", what=what, key="number" if number is None else "row"))
    return TableRow(
        number=number,
        row=place,
        numbered=bool(row.get("numbered", False)),
        indent=_whole(entry, row, "indent") or 0,
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
    _known_keys(entry, _("分组 {id}", id=entry["slices"]), SLICES_KEYS)
    keys = {str(key): texts(entry.get("keys") or {}, key) for key in entry.get("keys") or {}}
    return SliceSet(entry["slices"], texts(entry, "label"), keys, bool(entry.get("open", False)))


def read_rule(entry: Entry) -> Rule:
    """Raises CatalogueError for unknown or missing keys, or where the relation cannot be read."""
    name = entry["rule"]
    what = _("勾稽关系 {id}", id=name)
    _needs(entry, what, "that", "message", "severity", "missing")
    _known_keys(entry, what, RULE_KEYS)
    for key, values in (("missing", MISSING), ("severity", SEVERITIES), ("on", LEVELS)):
        _one_of(entry, what, key, values)
    try:
        relation = parse_relation(str(entry["that"]))
    except ZhijianError as error:
        raise _fail(entry, _("{what}：{error}", what=what, error=error)) from None
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
        basis=str(entry.get("basis") or ""),
    )


def read_watch(entry: Entry) -> list[Watch]:
    """One Watch per indicator that the entry lists under ``watch``."""
    what = _("异常值核查 {id}", id=entry.get("rule"))
    _known_keys(entry, what, WATCH_KEYS)
    _needs(entry, what, "rule", "against", "message")
    _one_of(entry, what, "against", AGAINST)
    watched = _ids(entry["watch"])
    return [
        Watch(
            id=entry["rule"] if len(watched) == 1 else f"{entry['rule']}.{indicator}",
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
