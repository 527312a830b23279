"""Loading a catalogue and proving it sound; every fault is collected and named by file and line."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from zhijian.catalogue.entries import read_indicator, read_rule, read_slices, read_watch, texts
from zhijian.catalogue.generated import generated_rules
from zhijian.catalogue.lines import Entry, read_yaml
from zhijian.catalogue.model import Catalogue, Indicator, Rule, SliceSet, TableInfo, Watch
from zhijian.catalogue.soundness import faults_of
from zhijian.errors import CatalogueError
from zhijian.messages import _

DATA = Path(str(files("zhijian.catalogue"))) / "data"
HEAD = ("id", "level", "year", "version", "label", "periods", "times", "tables", "sections", "files")


def available_catalogues() -> tuple[str, ...]:
    """The ids of the catalogues that come with Zhijian."""
    return tuple(sorted(p.name for p in DATA.iterdir() if (p / "catalogue.yaml").is_file()))


@lru_cache(maxsize=8)
def load_catalogue(name: str | Path = "secondary-2024") -> Catalogue:
    """The catalogue called ``name``, or in the folder ``name``.

    A folder holds catalogue.yaml (id, level, year, version, label, periods, times, tables, sections, files)
    and the files that it lists; each file is a list of entries that begin with ``id:`` (an indicator),
    ``slices:`` (a slice set) or ``rule:`` (a relation, ``that``, or an outlier watch, ``watch``).
    Raises CatalogueError with all faults, each with file and line.
    """
    folder = Path(name) if isinstance(name, Path) or "/" in str(name) else DATA / name
    if not (folder / "catalogue.yaml").is_file():
        known = "、".join(available_catalogues())
        raise CatalogueError([_("没有指标目录“{name}”，现有：{known}", name=name, known=known)])
    head = read_yaml(folder / "catalogue.yaml")
    missing = [key for key in HEAD if key not in head]
    if missing:
        raise CatalogueError([f"catalogue.yaml:1: {_('缺少 {keys}', keys='、'.join(missing))}"])
    problems: list[str] = []
    entries: list[Entry] = []
    for file in head.get("files", []):
        try:
            entries += read_yaml(folder / file) or []
        except CatalogueError as error:
            problems += error.problems
    indicators: dict[str, Indicator] = {}
    slice_sets: dict[str, SliceSet] = {}
    rules: list[Rule] = []
    watches: list[Watch] = []
    for entry in entries:
        try:
            _take(entry, indicators, slice_sets, rules, watches)
        except CatalogueError as error:
            problems += error.problems
    if problems:
        raise CatalogueError(problems)
    indicators = _with_wholes(indicators)
    catalogue = _catalogue(head, indicators, slice_sets, rules, watches)
    problems = faults_of(catalogue)
    if problems:
        raise CatalogueError(problems)
    return catalogue


def _take(
    entry: Entry,
    indicators: dict[str, Indicator],
    slice_sets: dict[str, SliceSet],
    rules: list[Rule],
    watches: list[Watch],
) -> None:
    if "id" in entry:
        indicator = read_indicator(entry)
        if indicator.id in indicators:
            first = indicators[indicator.id].where
            message = _("指标编号 {id} 重复，先见于 {first}", id=indicator.id, first=first)
            raise CatalogueError([f"{entry.where}: {message}"])
        indicators[indicator.id] = indicator
    elif "slices" in entry:
        slice_set = read_slices(entry)
        if slice_set.id in slice_sets:
            raise CatalogueError([f"{entry.where}: {_('分组 {id} 重复', id=slice_set.id)}"])
        slice_sets[slice_set.id] = slice_set
    elif "watch" in entry:
        watches.extend(read_watch(entry))
    elif "rule" in entry:
        rules.append(read_rule(entry))
    else:
        message = _("条目应以 id、slices 或 rule 开头，实有键 {keys}", keys="、".join(entry))
        raise CatalogueError([f"{entry.where}: {message}"])


def _with_wholes(indicators: dict[str, Indicator]) -> dict[str, Indicator]:
    """Every part is told its whole, so that label paths can be made."""
    wholes: dict[str, str] = {}
    for indicator in indicators.values():
        parts = indicator.parts
        for part in (*parts.exactly, *parts.disjoint, *parts.within, *parts.neighbours):
            wholes.setdefault(part, indicator.id)
    return {
        id_: replace(indicator, whole=wholes[id_]) if id_ in wholes else indicator
        for id_, indicator in indicators.items()
    }


def _catalogue(
    head: Entry,
    indicators: dict[str, Indicator],
    slice_sets: dict[str, SliceSet],
    rules: list[Rule],
    watches: list[Watch],
) -> Catalogue:
    def table(entry: Any) -> TableInfo:
        return TableInfo(int(entry["number"]), texts(entry, "label"), bool(entry.get("survey", False)))

    return Catalogue(
        id=head["id"],
        level=head["level"],
        year=int(head["year"]),
        version=str(head["version"]),
        label=texts(head, "label"),
        periods=tuple(str(p) for p in head["periods"]),
        times={name: texts(head["times"], name) for name in head["times"]},
        tables=tuple(table(t) for t in head.get("tables", [])),
        sections={name: texts(head["sections"], name) for name in head.get("sections", {})},
        slice_sets=slice_sets,
        indicators=indicators,
        rules=(*generated_rules(indicators), *rules),
        watches=tuple(watches),
    )
