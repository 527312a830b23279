"""The build: folder → build/internal and build/public. Nothing half-written is ever left in their place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from zhijian.checks import check_facts
from zhijian.compilation.composing import composed, composed_or_why_not
from zhijian.compilation.edition import Edition, take_over, write_edition
from zhijian.compilation.folder import ReportFolder, read_folder
from zhijian.compilation.replacement import ready_to_replace, replaced
from zhijian.compilation.steps import Step, Steps
from zhijian.facts import FactSet
from zhijian.findings import Finding, finding
from zhijian.messages import _
from zhijian.publish import SMALLEST_CELL, suppressed_keys
from zhijian.report import prepare_charts
from zhijian.rollup import roll_up

EDITIONS = ("internal", "public")


@dataclass(frozen=True)
class BuildResult:
    """What a build made. output: the folder that holds internal/ and public/. figures: bound figures in the report."""

    output: Path
    organisations: int
    facts: int
    figures: int
    pages: int
    findings: tuple[Finding, ...]
    steps: tuple[Step, ...]


def build_report(path: Path, *, steps: Steps | None = None) -> BuildResult:
    """Build the report of the folder ``path`` into ``path/build``.

    Raises UnreadableInput where it is no report folder, BuildStopped (listing every place) where a figure of
    the report is unknown, missing, stale or incomplete; then the earlier build is left as it was.
    """
    steps = steps or Steps()
    ready_to_replace(path / "build", holds=EDITIONS)
    prepare_charts()
    folder = read_folder(path, steps)
    with steps.step(_("逐级汇总")):
        computed = roll_up(folder.facts, folder.catalogue, folder.tree, recorded=folder.recorded)
        facts = FactSet.concat([folder.facts, computed])
    with steps.step(_("核查勾稽关系与异常值")):
        checked = check_facts(facts, folder.catalogue, folder.tree, recorded=folder.recorded, reasons=folder.reasons)
    with steps.step(_("撰写报告")):
        composition = composed_or_why_not(folder, facts)
    findings = (*folder.findings, *checked, *composition.findings)
    internal = Edition("internal", facts, composition, findings)
    with steps.step(_("撰写公开版")):
        public = _public(folder, facts)
    with replaced(path / "build", holds=EDITIONS) as staging:
        pages = write_edition(folder, internal, staging / "internal", steps)
        if public.composition.document == composition.document:
            take_over(folder, public, staging / "internal", staging / "public", steps)
        else:
            write_edition(folder, public, staging / "public", steps)
    return BuildResult(
        output=path / "build",
        organisations=len(folder.tree),
        facts=len(facts),
        figures=len(composition.figures),
        pages=pages,
        findings=findings,
        steps=tuple(steps.finished),
    )


def _public(folder: ReportFolder, facts: FactSet) -> Edition:
    """The public edition: the compiling organisation's facts only, small cells suppressed everywhere."""
    hidden = suppressed_keys(facts, folder.catalogue, folder.tree)
    own = facts.where(organisation=folder.settings.organisation)
    notices = tuple(
        finding(
            "ZJ705",
            subject="/".join(key),
            label=folder.catalogue.short_label(key[2]),
            period=key[1],
            threshold=SMALLEST_CELL,
        )
        for key in sorted(hidden)
        if key[0] == folder.settings.organisation
    )
    return Edition("public", own, composed(folder, facts, "public", hidden), notices, hidden)
