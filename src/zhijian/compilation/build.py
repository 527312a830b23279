"""The build: folder → build/internal and build/public. Nothing half-written is ever left in their place."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from zhijian.checks import check_facts
from zhijian.compilation.composing import composed, composed_or_why_not
from zhijian.compilation.edition import Edition, take_over, typeset, write_edition
from zhijian.compilation.folder import ReportFolder, read_folder
from zhijian.compilation.proofing import form_of, self_proof
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
    """What a build made. output: the folder that holds internal/ and public/. figures: bound figures in the report.

    packaged: whether the packages for submission were made; they are not where the report contradicts itself.
    """

    output: Path
    organisations: int
    facts: int
    figures: int
    pages: int
    findings: tuple[Finding, ...]
    steps: tuple[Step, ...]
    packaged: bool


def build_report(path: Path, *, steps: Steps | None = None, package_anyway: bool = False) -> BuildResult:
    """Build the report of the folder ``path`` into ``path/build``.

    The report is proofed as any other; where an error is found that nobody gave a reason for, everything is written
    but the packages, which ``package_anyway`` asks for all the same.

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
    with replaced(path / "build", holds=EDITIONS) as staging, ThreadPoolExecutor(2) as beside:
        pages = typeset(composition.document, staging / "internal", beside)
        with steps.step(_("核查成稿")):
            proof = self_proof(composition.document, folder)
        packaged = package_anyway or proof.sound
        findings = (*folder.findings, *checked, *composition.findings, *proof.findings)
        internal = Edition("internal", facts, composition, findings, packaged=packaged, proof=proof)
        with steps.step(_("撰写公开版")):
            public = replace(_public(folder, facts), packaged=packaged)
        if public.composition.document == composition.document:
            count = write_edition(folder, internal, pages, staging / "internal", steps)
            take_over(folder, public, staging / "internal", staging / "public", steps)
        else:
            public_pages = typeset(public.composition.document, staging / "public", beside)
            count = write_edition(folder, internal, pages, staging / "internal", steps)
            write_edition(folder, public, public_pages, staging / "public", steps)
    return BuildResult(
        output=path / "build",
        organisations=len(folder.tree),
        facts=len(facts),
        figures=len(composition.figures),
        pages=count,
        findings=findings,
        steps=tuple(steps.finished),
        packaged=packaged,
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
    composition = composed(folder, facts, "public", hidden)
    return Edition("public", own, composition, (*notices, *form_of(composition.document, folder)), hidden)
