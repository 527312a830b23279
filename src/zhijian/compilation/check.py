"""Checking what a user points at: report folders, workbooks, packages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zhijian.catalogue import load_catalogue
from zhijian.checks import check_facts
from zhijian.compilation.composing import composed
from zhijian.compilation.folder import ReportFolder, read_folder
from zhijian.compilation.steps import Steps
from zhijian.errors import UnreadableInput
from zhijian.facts import FactSet, Organisation, OrganisationTree
from zhijian.findings import Finding
from zhijian.intake import read_workbook, workbook_identity
from zhijian.messages import _
from zhijian.publish import check_package
from zhijian.report import ReportStopped
from zhijian.rollup import roll_up

LACKING = ("ZJ403", "ZJ404", "ZJ405")
WITHOUT_FIGURES = ("ZJ140", "ZJ141", "ZJ142")


def check_paths(
    paths: Sequence[Path], *, catalogue: str = "secondary-2024", steps: Steps | None = None
) -> list[Finding]:
    """The findings of every path: a report folder, a folder of workbooks, a workbook, or a package.zip.

    Raises UnreadableInput where a path does not exist or is none of these.
    """
    steps = steps or Steps()
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise UnreadableInput(_("没有找到：{paths}。请核对路径。", paths="、".join(missing)))
    findings: list[Finding] = []
    for path in paths:
        if path.is_dir() and (path / "report.toml").exists():
            findings += _check_folder(path, steps)
        elif path.is_dir():
            workbooks = sorted(p for p in path.iterdir() if p.suffix.lower() in (".xlsx", ".xls", ".et", ".xlsm"))
            if not workbooks:
                raise UnreadableInput(
                    _("{path} 既没有 report.toml，也没有工作簿。请指向报告文件夹、工作簿或 package.zip。", path=path)
                )
            for workbook in workbooks:
                findings += _check_workbook(workbook, catalogue, steps)
        elif path.suffix.lower() == ".zip":
            with steps.step(_("核验数据包 {name}", name=path.name)):
                findings += check_package(path)
        else:
            findings += _check_workbook(path, catalogue, steps)
    return findings


def _check_folder(path: Path, steps: Steps) -> list[Finding]:
    folder = read_folder(path, steps)
    with steps.step(_("逐级汇总")):
        computed = roll_up(folder.facts, folder.catalogue, folder.tree, recorded=folder.recorded)
    with steps.step(_("核查勾稽关系与异常值")):
        facts = FactSet.concat([folder.facts, computed])
        found = check_facts(facts, folder.catalogue, folder.tree, recorded=folder.recorded, reasons=folder.reasons)
    with steps.step(_("核对正文")):
        text = _of_text(folder, facts)
    return [*folder.findings, *found, *text]


def _of_text(folder: ReportFolder, facts: FactSet) -> list[Finding]:
    """What is wrong with chapters and cases, where there are any yet.

    While workbooks are missing or cannot be read, figures that lack for it are not told again at every place.
    """
    if not (folder.path / "chapters").is_dir():
        return []
    try:
        return list(composed(folder, facts, "internal").findings)
    except ReportStopped as stopped:
        waiting = any(f.code in WITHOUT_FIGURES for f in folder.findings)
        return [f for f in stopped.findings if not (waiting and f.code in LACKING)]


def _check_workbook(path: Path, catalogue: str, steps: Steps) -> list[Finding]:
    loaded = load_catalogue(catalogue)
    with steps.step(_("核查 {name}", name=path.name)):
        reading = read_workbook(path, loaded, container=path.name)
        if not len(reading.facts):
            return list(reading.findings)
        name = workbook_identity(path).get("name") or path.stem
        tree = OrganisationTree([Organisation(reading.organisation or path.stem, name, "school")])
        return [*reading.findings, *check_facts(reading.facts, loaded, tree, reasons=reading.reasons)]
