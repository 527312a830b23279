"""A round written out as a report folder."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from django.utils import timezone

from zhijian.facts import FactSet, write_facts_csv
from zhijian.intake import write_comments, write_reasons, write_workbook
from zhijian.intake.csv_table import write_table
from zhijian.messages import _
from zhijian.web.bridge.contents import Contents
from zhijian.web.rounds.models import Round

CELL = ("organisation", "period", "indicator", "slice")
UNREADABLE = (*CELL, "text")
SOURCES = (*CELL, "value", "source", "origin")
ATTACHMENTS = (*CELL, "name", "media_type", "sha256", "author", "time", "file")


def write_folder(held: Contents, folder: Path, *, carried: bool = True) -> None:
    """Write everything that ``held`` holds into the empty folder. carried: the round's own files too."""
    folder.mkdir(parents=True, exist_ok=True)
    if carried:
        _write_carried(held.round, folder)
    _write_settings(held.round, folder / "report.toml")
    held.tree.write(folder / "organisations.csv")
    _write_workbooks(held, folder / "workbooks")
    for name, facts in (("recorded", held.recorded), ("history", held.history)):
        if facts:
            (folder / name).mkdir()
            write_facts_csv(facts, folder / name / "facts.csv", exact=name == "recorded")
    write_reasons(folder / "reasons.csv", held.reasons)
    write_comments(folder / "comments.csv", held.comments)
    if held.unreadable:
        write_table(folder / "unreadable.csv", UNREADABLE, ([*key, text] for key, text in held.unreadable.items()))
    write_table(folder / "sources.csv", SOURCES, ([*key, *source] for key, source in held.sources.items()))
    _write_attachments(held, folder)


def _write_carried(round_: Round, folder: Path) -> None:
    for row in round_.files.all():
        target = folder / row.path
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy(row, target)


def _copy(row: Any, target: Path) -> None:
    with row.file.open("rb") as kept, target.open("wb") as file:
        shutil.copyfileobj(kept, file)


def _write_workbooks(held: Contents, folder: Path) -> None:
    """One per school that has any cell; a school that has not begun hands in nothing."""
    folder.mkdir()
    stated = FactSet.from_facts(held.stated)
    begun = {fact.organisation for fact in held.stated}
    for school in held.tree.schools():
        if school.id in begun:
            values = stated.where(organisation=school.id)
            path = folder / f"{school.id}.xlsx"
            write_workbook(path, held.form.catalogue, school=school, values=values, reasons=held.reasons)


def _write_attachments(held: Contents, folder: Path) -> None:
    rows = []
    for code, row in held.attachments:
        within = f"attachments/{code}/{row.sha256[:16]}{PurePosixPath(row.file.name).suffix}"
        (folder / within).parent.mkdir(parents=True, exist_ok=True)
        _copy(row, folder / within)
        about = (code, row.period, row.indicator, row.slice, row.name, row.media_type, row.sha256)
        rows.append((*about, str(row.by or ""), row.at.isoformat(), within))
    if rows:
        write_table(folder / "attachments.csv", ATTACHMENTS, rows)


def _write_settings(round_: Round, path: Path) -> None:
    """report.toml: as it was brought along, or with what the round knows where there is none or it says otherwise."""
    known: dict[str, Mapping[str, Any]] = {}
    if path.exists():
        known = tomllib.loads(path.read_text("utf-8-sig"))
    ours = {"organisation": round_.owner.code, "period": str(round_.year), "catalogue": round_.catalogue}
    report = dict(known.get("report", {}))
    if report and all(str(report.get(name)) == value for name, value in ours.items()):
        return
    if not report:
        report["title"] = _("{name}中等职业教育质量年度报告（{year}）", name=round_.owner.name, year=round_.year)
        report["date"] = timezone.localtime(round_.deadline).date().isoformat()
    report |= ours
    lines = []
    for section, entries in {**known, "report": report}.items():
        lines += [f"[{section}]", *(f"{name} = {_toml(value)}" for name, value in entries.items()), ""]
    path.write_text("\n".join(lines), "utf-8")


def _toml(value: Any) -> str:
    """A text, truth value, date or list of texts; what report.toml may hold."""
    if isinstance(value, bool | str | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
