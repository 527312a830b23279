"""The settings of a report: ``report.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from zhijian.errors import UnreadableInput
from zhijian.messages import _
from zhijian.quantity import Rounding

REQUIRED = ("title", "organisation", "period", "catalogue", "date")
TEXTS = ("title", "subtitle", "organisation", "level", "period", "edition", "catalogue", "notice")
KNOWN = {"report": (*TEXTS, "date", "synthetic", "cover"), "figures": ("allow_incomplete", "rounding")}


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """What ``report.toml`` says.

    organisation: id of the organisation that reports. period: the column of the form that the report is about.
    edition: the report or round whose facts it is made of (the period by default); facts of an earlier edition are
    stale. date: ISO. synthetic: the figures are made up; notice: what the cover says of them. cover: lines of the
    cover below the title (organisation and date by default). allow_incomplete: mark missing and incomplete figures
    in the text instead of stopping. rounding: of every printed figure.
    """

    title: str
    organisation: str
    period: str
    catalogue: str
    date: str
    subtitle: str = ""
    level: str = ""
    edition: str = ""
    synthetic: bool = False
    notice: str = ""
    cover: tuple[str, ...] = ()
    allow_incomplete: bool = False
    rounding: Rounding = Rounding.HALF_UP

    @classmethod
    def read(cls, path: Path) -> ReportSettings:
        """The settings in the file. Raises UnreadableInput, listing every fault."""
        try:
            data = tomllib.loads(path.read_text("utf-8-sig"))
        except FileNotFoundError:
            raise UnreadableInput(_("没有找到 {name}：报告文件夹中应有这份设置文件。", name=path.name)) from None
        except UnicodeDecodeError:
            raise UnreadableInput(_("{name} 不是 UTF-8 编码，请另存为 UTF-8 后再试。", name=path.name)) from None
        except tomllib.TOMLDecodeError as error:
            raise UnreadableInput(
                _('{name} 不符合 TOML 写法：{error}。文字须加英文引号，如 title = "…"。', name=path.name, error=error)
            ) from None
        faults = list(_faults(data))
        if faults:
            raise UnreadableInput("\n".join(f"{path.name}：{fault}" for fault in faults))
        report, figures = data["report"], data.get("figures", {})
        texts = {name: str(report[name]) for name in TEXTS if name in report}
        return cls(
            **texts,
            date=str(report["date"]),
            synthetic=report.get("synthetic", False),
            cover=tuple(report.get("cover", ())),
            allow_incomplete=figures.get("allow_incomplete", False),
            rounding=Rounding(figures.get("rounding", Rounding.HALF_UP.value)),
        )


def _faults(data: Mapping[str, Any]) -> list[str]:
    faults = [
        _("不认识的部分 [{name}]，应为 {known}。", name=name, known="、".join(f"[{k}]" for k in KNOWN))
        for name in data
        if name not in KNOWN
    ]
    report, figures = data.get("report", {}), data.get("figures", {})
    if not isinstance(report, dict) or not isinstance(figures, dict):
        return [*faults, _("[report] 与 [figures] 应为两个部分。")]
    for section, entries in (("report", report), ("figures", figures)):
        faults += [
            _(
                "[{section}] 中不认识的设置 {name}，可用的有 {known}。",
                section=section,
                name=n,
                known="、".join(KNOWN[section]),
            )
            for n in entries
            if n not in KNOWN[section]
        ]
    faults += [_("[report] 缺少 {name}。", name=name) for name in REQUIRED if not str(report.get(name, "")).strip()]
    faults += [
        _("{name} 应为加引号的文字，实为 {found}。", name=name, found=report[name])
        for name in TEXTS
        if name in report and not isinstance(report[name], str) and name not in ("period", "edition")
    ]
    faults += _value_faults(report, figures)
    return faults


def _value_faults(report: Mapping[str, Any], figures: Mapping[str, Any]) -> list[str]:
    faults = []
    if "period" in report and not (str(report["period"]).isdigit() and len(str(report["period"])) == 4):
        faults.append(_('period 应为四位年份，如 "2024"，实为 {found}。', found=report["period"]))
    if "date" in report and not _is_date(report["date"]):
        faults.append(_("date 应为日期，如 2024-12-20，实为 {found}。", found=report["date"]))
    for name, section in (("synthetic", report), ("allow_incomplete", figures)):
        if not isinstance(section.get(name, False), bool):
            faults.append(_("{name} 应为 true 或 false，实为 {found}。", name=name, found=section[name]))
    cover = report.get("cover", [])
    if not isinstance(cover, list) or any(not isinstance(line, str) for line in cover):
        faults.append(_('cover 应为文字的列表，如 ["云岭市教育局", "2024年12月"]。'))
    rounding = figures.get("rounding", Rounding.HALF_UP.value)
    if rounding not in [r.value for r in Rounding]:
        known = "、".join(r.value for r in Rounding)
        faults.append(_("rounding 应为 {known} 之一，实为 {found}。", known=known, found=rounding))
    return faults


def _is_date(value: object) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True
