"""Reading a report folder: everything that schools handed in, as facts with their sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zhijian.catalogue import Catalogue, available_catalogues, load_catalogue
from zhijian.compilation.steps import Steps
from zhijian.errors import UnreadableInput
from zhijian.facts import Fact, FactSet, OrganisationTree, Status, read_facts_csv
from zhijian.findings import Finding
from zhijian.intake import Comment, Reason, read_comments, read_reasons, read_workbooks
from zhijian.messages import _
from zhijian.records import read_records, read_surveys
from zhijian.report import ReportSettings

KEY = ["organisation", "period", "indicator", "slice"]


@dataclass(frozen=True)
class ReportFolder:
    """A report folder as read.

    stated: what workbooks state. recorded: what records and survey answers yield, or yielded where only that is kept
    (recorded/facts.csv). history: facts of earlier years and editions. findings: problems of reading (ZJ1xx, ZJ8xx).
    """

    path: Path
    settings: ReportSettings
    catalogue: Catalogue
    tree: OrganisationTree
    stated: FactSet
    recorded: FactSet
    history: FactSet
    reasons: tuple[Reason, ...]
    comments: tuple[Comment, ...]
    findings: tuple[Finding, ...]

    @property
    def facts(self) -> FactSet:
        """One fact per key: what the workbook states, else what records yield; years before the form's from history.

        Parents' facts counted from records (distinct) are not among them: the roll-up takes those.
        """
        schools = [school.id for school in self.tree.schools()]
        blank = self.stated.frame.filter(pl.col("status") == Status.not_reported.value)
        stated = self.stated.frame.join(blank.join(self.recorded.frame, on=KEY, how="semi"), on=KEY, how="anti")
        recorded = self.recorded.frame.filter(pl.col("organisation").is_in(schools)).join(stated, on=KEY, how="anti")
        earlier = self.history.frame.filter(~pl.col("period").is_in(list(self.catalogue.periods)))
        return FactSet(pl.concat([earlier, recorded, stated]))


def read_folder(path: Path, steps: Steps) -> ReportFolder:
    """The folder at ``path``. Raises UnreadableInput where it is no report folder at all.

    Problems of single files are findings; a workbook with errors that make it unusable gives no facts.
    """
    if not path.is_dir():
        raise UnreadableInput(_("没有找到文件夹 {path}。", path=path))
    settings = ReportSettings.read(path / "report.toml")
    catalogue = catalogue_of(path, settings.catalogue)
    tree = OrganisationTree.read(path / "organisations.csv")
    faults = list(_unfitting(settings, catalogue, tree))
    if faults:
        raise UnreadableInput("\n".join(faults))
    with steps.step(_("读取工作簿")):
        workbooks = read_workbooks(
            path / "workbooks", catalogue, tree, progress=lambda done, total, _name: steps.progress(done, total)
        )
    with steps.step(_("统计学籍、毕业生、教师等记录")):
        records = read_records(path / "records", catalogue, tree)
    with steps.step(_("统计问卷")):
        surveys = read_surveys(path / "surveys", catalogue, tree)
    kept = _kept(path, "recorded", catalogue, tree)
    computed = FactSet.concat([records.facts, surveys.facts])
    return ReportFolder(
        path=path,
        settings=settings,
        catalogue=catalogue,
        tree=tree,
        stated=workbooks.facts,
        recorded=FactSet(pl.concat([kept.frame.join(computed.frame, on=KEY, how="anti"), computed.frame])),
        history=_kept(path, "history", catalogue, tree),
        reasons=(*read_reasons(path / "reasons.csv"), *workbooks.reasons),
        comments=read_comments(path / "comments.csv"),
        findings=(*workbooks.findings, *records.findings, *surveys.findings),
    )


def catalogue_of(path: Path, name: str) -> Catalogue:
    """The catalogue that the report folder ``path`` names: one of ours, or with ``/`` a folder of its own in it."""
    if "/" in name:
        return load_catalogue(path / name)
    if name not in available_catalogues():
        known = "、".join(available_catalogues())
        raise UnreadableInput(_("report.toml：没有指标目录“{name}”，现有：{known}。", name=name, known=known))
    return load_catalogue(name)


def _unfitting(settings: ReportSettings, catalogue: Catalogue, tree: OrganisationTree) -> Iterator[str]:
    """What the settings say that the catalogue and the organisations do not know."""
    if settings.organisation not in tree:
        yield _("report.toml 中的编制单位“{id}”不在 organisations.csv 中，请改正其一。", id=settings.organisation)
    if settings.period not in catalogue.periods:
        yield _(
            "report.toml：period 为“{period}”，指标目录 {catalogue} 只有 {periods} 年的数据，请改正 period 或 catalogue。",
            period=settings.period,
            catalogue=catalogue.id,
            periods="、".join(catalogue.periods),
        )
    if settings.level not in ("", catalogue.level):
        yield _(
            "report.toml：level 为“{level}”，指标目录 {catalogue} 用于“{expected}”，请改正 level 或 catalogue。",
            level=settings.level,
            catalogue=catalogue.id,
            expected=catalogue.level,
        )


def _kept(path: Path, place: str, catalogue: Catalogue, tree: OrganisationTree) -> FactSet:
    """The facts kept in ``place/facts.csv``; empty where none are. Raises UnreadableInput with every line that fits nothing."""
    file = path / place / "facts.csv"
    if not file.exists():
        return FactSet.from_facts([])
    try:
        facts = read_facts_csv(file)
    except UnreadableInput as error:
        raise UnreadableInput("\n".join(f"{place}/{line}" for line in str(error).splitlines())) from None
    unknown = dict.fromkeys(text for fact in facts for text in _strange(fact, catalogue, tree))
    if unknown:
        raise UnreadableInput("\n".join(f"{place}/facts.csv：{text}" for text in unknown))
    return FactSet.from_facts(facts)


def _strange(fact: Fact, catalogue: Catalogue, tree: OrganisationTree) -> Iterator[str]:
    """What of the fact's key is not known."""
    if fact.organisation not in tree:
        yield _("organisations.csv 中没有“{id}”。", id=fact.organisation)
    if fact.indicator not in catalogue:
        yield _("没有编号为“{id}”的指标。", id=fact.indicator)
    if not (len(fact.period) == 4 and fact.period.isascii() and fact.period.isdigit()):
        yield _("period 应为四位年份，如 2022，实为“{found}”。", found=fact.period)
