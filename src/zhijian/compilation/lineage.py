"""From a figure of the built report back to every school's cell."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from zhijian.catalogue import Catalogue
from zhijian.compilation.folder import catalogue_of
from zhijian.errors import UnreadableInput, UsageError
from zhijian.facts import FactSet, Organisation, OrganisationTree
from zhijian.messages import _, language
from zhijian.rollup import Trace, trace


@dataclass(frozen=True, slots=True)
class FigureLineage:
    """A figure and the trees behind it.

    text, expression, place: as it stands in the report; empty where an indicator was asked for. traces: one per
    fact that the figure was computed from.
    """

    text: str
    expression: str
    place: str
    traces: tuple[Trace, ...]


def find_figure(folder: Path, figure: str, *, organisation: str = "", period: str = "") -> FigureLineage:
    """The lineage of ``figure``, an anchor of the built report (f-1-3) or an indicator's id, label or alias.

    Raises UnreadableInput where nothing was built yet, UsageError where there is no such figure.
    """
    about, facts, tree = _read(folder)
    catalogue = catalogue_of(folder, about["catalogue_named"])
    wanted = figure.strip().lstrip("#")
    for entry in about["figures"]:
        if entry["anchor"] == wanted:
            traces = tuple(trace(facts, catalogue, tree, *key) for key in _asked(entry))
            return FigureLineage(entry["text"], entry["expression"], entry["place"], traces)
    indicator, slice_ = _indicator(wanted, catalogue)
    who, when = organisation or about["organisation_id"], period or about["period"]
    if who not in tree:
        raise UsageError(_("organisations.csv 中没有“{id}”。", id=who))
    periods = sorted(set(facts.frame["period"]))
    if when not in periods:
        raise UsageError(_("报告中没有 {period} 年的数据，有的年份：{known}。", period=when, known="、".join(periods)))
    slices = [slice_]
    if not slice_ and facts.get(who, when, indicator) is None:  # a breakdown that nobody states as a whole
        slices = [fact.slice for fact in facts.slices(who, when, indicator)] or slices
    return FigureLineage("", "", "", tuple(trace(facts, catalogue, tree, who, when, indicator, key) for key in slices))


def _read(folder: Path) -> tuple[dict[str, Any], FactSet, OrganisationTree]:
    """What the last build kept of its figures; the organisations are those of then, whatever was changed since."""
    built = folder / "build" / "internal"
    if not (built / "lineage.json").exists():
        raise UnreadableInput(_("{folder} 中还没有编制好的报告。请先运行：zhijian build {folder}", folder=folder))
    try:
        about: dict[str, Any] = json.loads((built / "lineage.json").read_text("utf-8"))
        tree = OrganisationTree(Organisation(**entry) for entry in about["organisations"])
        return about, FactSet.read_parquet(built / "lineage.parquet"), tree
    except (ValueError, KeyError, TypeError, pl.exceptions.PolarsError, FileNotFoundError):
        raise UnreadableInput(
            _("{folder} 中的结果已损坏，或由别的版本编制。请重新运行：zhijian build {folder}", folder=folder)
        ) from None


def _asked(entry: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """The figure's own key where it is one indicator, so that its formula shows; else the facts behind it."""
    if entry["indicator"]:
        return [(entry["organisation"], entry["period"], entry["indicator"], "")]
    return [(key[0], key[1], key[2], key[3]) for key in entry["facts"]]


def _indicator(name: str, catalogue: Catalogue) -> tuple[str, str]:
    """(id, slice) of an id, ``id[slice]``, a label or an alias; a label that several share is said."""
    id_, bracket, rest = name.partition("[")
    if id_ in catalogue:
        return id_, _slice(id_, rest.rstrip("]"), catalogue) if bracket else ""
    found = [i for i in catalogue.indicators.values() if name in (*i.label.values(), *i.aliases)]
    if len(found) == 1:
        return found[0].id, ""
    if found:
        ids = "、".join(f"{i.id}（{catalogue.label_path(i.id)}）" for i in found)
        raise UsageError(_("“{name}”指几个指标，请写明其一：{ids}", name=name, ids=ids))
    raise UsageError(
        _("报告中没有“{name}”。可写网页中数字旁的锚点（如 f-1-3），或指标编号（如 students.full_time）。", name=name)
    )


def _slice(indicator: str, name: str, catalogue: Catalogue) -> str:
    """The key of a slice, which may be named by its label."""
    slice_set = catalogue.slice_sets.get(catalogue[indicator].slices)
    if slice_set is None:
        raise UsageError(_("{id} 没有分组，请只写编号。", id=indicator))
    if name in slice_set.keys or slice_set.open:
        return name
    labelled = [key for key, label in slice_set.keys.items() if name in label.values()]
    if labelled:
        return labelled[0]
    known = "、".join(f"{key}（{label[language()]}）" for key, label in slice_set.keys.items())
    raise UsageError(_("{id} 没有分组“{name}”，可用的有 {known}。", id=indicator, name=name, known=known))
