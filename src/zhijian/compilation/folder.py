"""Reading a report folder: everything that schools handed in, as facts with their sources."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zhijian.catalogue import Catalogue, load_catalogue
from zhijian.compilation.steps import Steps
from zhijian.errors import UnreadableInput
from zhijian.facts import FactSet, OrganisationTree, Status, read_facts_csv
from zhijian.findings import Finding
from zhijian.intake import Comment, Reason, read_comments, read_reasons, read_workbooks
from zhijian.messages import _
from zhijian.records import read_records, read_surveys
from zhijian.report import ReportSettings

KEY = ["organisation", "period", "indicator", "slice"]


@dataclass(frozen=True)
class ReportFolder:
    """A report folder as read.

    stated: what workbooks state. recorded: what records and survey answers yield. history: facts of
    earlier years and editions. findings: problems of reading (ZJ1xx, ZJ8xx).
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
    catalogue = load_catalogue(settings.catalogue)
    tree = OrganisationTree.read(path / "organisations.csv")
    if settings.organisation not in tree:
        raise UnreadableInput(
            _("report.toml 中的编制单位“{id}”不在 organisations.csv 中，请改正其一。", id=settings.organisation)
        )
    with steps.step(_("读取工作簿")):
        workbooks = read_workbooks(
            path / "workbooks", catalogue, tree, progress=lambda done, total, _name: steps.progress(done, total)
        )
    with steps.step(_("统计学籍、毕业生、教师等记录")):
        records = read_records(path / "records", catalogue, tree)
    with steps.step(_("统计问卷")):
        surveys = read_surveys(path / "surveys", catalogue, tree)
    history_file = path / "history" / "facts.csv"
    history = FactSet.from_facts(read_facts_csv(history_file) if history_file.exists() else [])
    return ReportFolder(
        path=path,
        settings=settings,
        catalogue=catalogue,
        tree=tree,
        stated=workbooks.facts,
        recorded=FactSet.concat([records.facts, surveys.facts]),
        history=history,
        reasons=(*read_reasons(path / "reasons.csv"), *workbooks.reasons),
        comments=read_comments(path / "comments.csv"),
        findings=(*workbooks.findings, *records.findings, *surveys.findings),
    )
