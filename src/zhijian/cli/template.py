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
    earlier, owner = _previous(previous, loaded) if previous else (None, None)
    chosen = _school(school, folder) or owner
    if owner and chosen and owner.id != chosen.id:
        raise UsageError(
            _(
                "{path} 是{owner}（{id}）的工作簿，不是{school}的，不能用来预填。",
                path=previous,
                owner=owner.name,
                id=owner.id,
                school=chosen.name,
            )
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    write_workbook(out, loaded, school=chosen, previous=earlier)
    console().print(_("已生成 {path}。", path=out))


def _school(school: str, folder: Path | None) -> Organisation | None:
    if not school:
        return None
    if folder is None and not Path("organisations.csv").is_file():
        return Organisation(school, school, "school")
    folder = folder or Path()
    tree = OrganisationTree.read(folder / "organisations.csv")
    found = [o for o in tree.schools() if school in (o.id, o.name, o.short)]
    if not found:
        names = "、".join(f"{o.id} {o.name}" for o in tree.schools())
        raise UsageError(_("没有找到学校“{school}”。现有：{names}", school=school, names=names))
    return found[0]


def _previous(path: Path, catalogue: Catalogue) -> tuple[FactSet, Organisation]:
    """Last year's figures in the workbook, and the school whose it is."""
    if not path.is_file():
        raise UnreadableInput(_("没有找到 {path}。请核对路径。", path=path))
    said = workbook_identity(path)
    written_for = said.get("catalogue", "")
    own = load_catalogue(written_for) if written_for in available_catalogues() else catalogue
    reading = read_workbook(path, own, container=path.name)
    facts = reading.facts.where(period=catalogue.earlier(catalogue.current), status="given")
    if not len(facts):
        show_findings(reading.findings, console(stderr=True))
        raise UnreadableInput(
            _("{path} 中没有可用的 {period} 年数据。", path=path, period=catalogue.earlier(catalogue.current))
        )
    return facts, Organisation(reading.organisation, said.get("name", ""), "school")
