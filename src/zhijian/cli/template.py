"""``zhijian template``."""

from __future__ import annotations

from pathlib import Path

from zhijian.catalogue import Catalogue, available_catalogues, load_catalogue
from zhijian.cli.screen import console, show_findings
from zhijian.errors import UnreadableInput, UsageError
from zhijian.facts import FactSet, Organisation, OrganisationTree
from zhijian.intake import read_workbook, workbook_identity, write_workbook
from zhijian.messages import _


def run_template(
    out: Path, *, catalogue: str, school: str, folder: Path | None, previous: Path | None, force: bool
) -> None:
    """Write the workbook; an existing file only with ``force``."""
    if out.suffix.lower() != ".xlsx":
        raise UsageError(_("文件名应以 .xlsx 结尾：{path}", path=out))
    if out.exists() and not force:
        raise UsageError(_("{path} 已存在。换一个文件名，或加 --force 覆盖。", path=out))
    loaded = load_catalogue(catalogue)
    write_workbook(out, loaded, school=_school(school, folder), previous=_previous(previous, loaded))
    console().print(_("已生成 {path}。", path=out))


def _school(school: str, folder: Path | None) -> Organisation | None:
    if not school:
        return None
    if folder is None:
        return Organisation(school, school, "school")
    tree = OrganisationTree.read(folder / "organisations.csv")
    found = [o for o in tree.schools() if school in (o.id, o.name, o.short)]
    if not found:
        names = "、".join(f"{o.id} {o.name}" for o in tree.schools())
        raise UsageError(_("没有找到学校“{school}”。现有：{names}", school=school, names=names))
    return found[0]


def _previous(path: Path | None, catalogue: Catalogue) -> FactSet | None:
    if path is None:
        return None
    written_for = workbook_identity(path).get("catalogue", "")
    own = load_catalogue(written_for) if written_for in available_catalogues() else catalogue
    reading = read_workbook(path, own, container=path.name)
    facts = reading.facts.where(period=catalogue.earlier(catalogue.current), status="given")
    if not len(facts):
        show_findings(reading.findings, console(stderr=True))
        raise UnreadableInput(
            _("{path} 中没有可用的 {period} 年数据。", path=path, period=catalogue.earlier(catalogue.current))
        )
    return facts
