"""One edition of a report, internal or public, and all its files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from zhijian.compilation.folder import ReportFolder
from zhijian.compilation.notes import figure_notes
from zhijian.compilation.proofing import SelfProof
from zhijian.compilation.steps import Steps
from zhijian.compilation.tables import table_files
from zhijian.document import Document
from zhijian.document.write import Download, PdfPages, office_pages, write_docx, write_html, write_pdf
from zhijian.facts import FactSet
from zhijian.findings import Finding
from zhijian.messages import _
from zhijian.publish import fact_table, write_facts, write_findings, write_package
from zhijian.report import Audience, Composition

LINEAGE = ("lineage.json", "lineage.parquet")
"""What ``zhijian where`` reads; it stays with the internal edition and goes into no package."""

PROOF = "proof.html"
"""The report with what a proof found in its margin, where it found anything; it goes into no package either."""


@dataclass(frozen=True)
class Edition:
    """What an edition is made of. facts: those it publishes. hidden: keys of facts that it must not print.

    packaged: whether a package is made. proof: of the internal edition.
    """

    audience: Audience
    facts: FactSet
    composition: Composition
    findings: tuple[Finding, ...]
    hidden: Collection[tuple[str, str, str, str]] = ()
    packaged: bool = True
    proof: SelfProof | None = None

    @property
    def public(self) -> bool:
        return self.audience == "public"

    @property
    def label(self) -> str:
        return _("公开版") if self.public else _("内部版")


@dataclass(frozen=True)
class Typesetting:
    """The pages of an edition, typeset beside other work. office: those that its DOCX will probably have."""

    pdf: Future[PdfPages]
    office: Future[dict[str, int]]


def typeset(document: Document, target: Path, beside: ThreadPoolExecutor) -> Typesetting:
    """Begin to typeset ``document`` into ``target``/report.pdf. Typst leaves Python free meanwhile."""
    target.mkdir(parents=True)
    # A context holds the language of messages, and serves one thread at a time.
    office = beside.submit(copy_context().run, office_pages, document)
    return Typesetting(beside.submit(copy_context().run, write_pdf, document, target / "report.pdf"), office)


def write_edition(folder: ReportFolder, edition: Edition, pages: Typesetting, target: Path, steps: Steps) -> int:
    """Write every file of the edition into ``target``; returns the number of pages."""
    with steps.step(_("排版 PDF，生成 DOCX（{edition}）", edition=edition.label)):
        write_docx(edition.composition.document, target / "report.docx", toc_pages=pages.office.result())
        count = pages.pdf.result().count
    write_data(folder, edition, target, steps)
    return count


def take_over(folder: ReportFolder, edition: Edition, other: Path, target: Path, steps: Steps) -> None:
    """Write an edition whose document is the one that ``other`` printed already."""
    target.mkdir(parents=True)
    for name in ("report.docx", "report.pdf"):
        shutil.copyfile(other / name, target / name)
    write_data(folder, edition, target, steps)


def write_data(folder: ReportFolder, edition: Edition, target: Path, steps: Steps) -> None:
    """Facts, findings, official tables, HTML and, where it is to be, the package."""
    document = edition.composition.document
    with steps.step(_("导出数据与问题（{edition}）", edition=edition.label)):
        table = fact_table(
            edition.facts, folder.catalogue, folder.tree, suppressed=edition.hidden, sources=not edition.public
        )
        write_facts(table, target)
        write_findings(edition.findings, target, title=f"{document.title}{_('核查问题')}")
        tables = table_files(folder, edition.facts, edition.hidden)
        if not edition.public:
            _write_lineage(folder, edition, target)
    with steps.step(_("生成 HTML（{edition}）", edition=edition.label)):
        notes = figure_notes(folder, edition.facts, edition.composition, public=edition.public, hidden=edition.hidden)
        downloads = [Download(name, media_type, data, label) for name, media_type, data, label in tables]
        write_html(document, target / "report.html", notes=notes, downloads=downloads)
        if edition.proof is not None and any(edition.proof.proofed.told):
            (target / PROOF).write_text(edition.proof.page(), encoding="utf-8")
    if not edition.packaged:
        return
    with steps.step(_("打包（{edition}）", edition=edition.label)):
        kept = (*LINEAGE, PROOF)
        contents: dict[str, bytes | Path] = {p.name: p for p in target.iterdir() if p.name not in kept}
        contents |= {f"tables/{name}": data for name, _type, data, _label in tables}
        write_package(target / "package.zip", contents, about(folder, edition.audience))


def about(folder: ReportFolder, audience: Audience) -> dict[str, Any]:
    """What the manifest and the lineage say of the report."""
    settings = folder.settings
    return {
        "title": settings.title,
        "organisation": folder.tree[settings.organisation].name,
        "organisation_id": settings.organisation,
        "period": settings.period,
        "date": settings.date,
        "synthetic": settings.synthetic,
        "edition": audience,
        "catalogue": folder.catalogue.id,
        "catalogue_version": folder.catalogue.version,
        "made_with": f"zhijian {version('zhijian')}",
    }


def _write_lineage(folder: ReportFolder, edition: Edition, target: Path) -> None:
    edition.facts.write_parquet(target / "lineage.parquet")
    figures = [
        {
            "anchor": figure.anchor,
            "text": figure.text,
            "expression": figure.expression,
            "indicator": figure.indicator if figure.indicator in folder.catalogue else "",
            "place": str(figure.location),
            "organisation": figure.organisation,
            "period": figure.period,
            "facts": figure.facts,
        }
        for figure in edition.composition.figures
    ]
    kept = {
        **about(folder, edition.audience),
        "catalogue_named": folder.settings.catalogue,
        "organisations": [asdict(organisation) for organisation in folder.tree],
        "figures": figures,
    }
    text = json.dumps(kept, ensure_ascii=False, indent=0)
    (target / "lineage.json").write_text(text, encoding="utf-8")
