"""``zhijian build``."""

from __future__ import annotations

import gc
import time
from pathlib import Path

from rich.table import Table

from zhijian.cli.screen import console, exit_code, show_findings, steps_on_screen, summary
from zhijian.compilation import BuildResult, build_report
from zhijian.errors import BuildStopped
from zhijian.findings import Severity
from zhijian.messages import _
from zhijian.report import ReportStopped

_SELDOM = (100_000, 20, 100)
"""How seldom this process looks for cycles: what a build makes stays until its end, and is not worth going through."""


def run_build(folder: Path, *, quiet: bool, fail_on: str, package_anyway: bool) -> int:
    """Build, print what was made; returns the exit code."""
    exit_code([], fail_on)  # a wrong --fail-on is said before the work, not after it
    gc.set_threshold(*_SELDOM)
    out = console()
    begun = time.perf_counter()
    try:
        with steps_on_screen(console(stderr=True), quiet=quiet) as steps:
            result = build_report(folder, steps=steps, package_anyway=package_anyway)
    except ReportStopped as stopped:
        problems = console(stderr=True)
        problems.print(_("报告没有编成，原有结果未动。请先解决以下问题："))
        show_findings(stopped.findings, problems, fold=5, in_order=True)
        return stopped.exit_code
    if not quiet:
        _show(result, time.perf_counter() - begun)
        grave = [f for f in result.findings if f.severity is Severity.error]
        if grave:
            show_findings(grave, out)
    if not result.packaged:
        console(stderr=True).print(
            _(
                "成稿自相矛盾，未生成数据包（package.zip）。各处注在 {page}。请改正后重新编制；属实的，在 reasons.csv 中说明理由；"
                "确需照此打包的，加 --package-anyway。",
                page=result.output / "internal" / "proof.html",
            )
        )
    return exit_code(result.findings, fail_on) if result.packaged else BuildStopped.exit_code


def _show(result: BuildResult, seconds: float) -> None:
    out = console()
    table = Table(title=_("各步用时"), title_justify="left", show_edge=False)
    table.add_column(_("步骤"))
    table.add_column(_("秒"), justify="right")
    for step in result.steps:
        table.add_row(step.name, f"{step.seconds:.2f}")
    table.add_row(_("合计"), f"{seconds:.2f}", style="bold")
    out.print(table)
    out.print()
    out.print(
        _(
            "{schools} 个单位（学校和各级汇总），{facts} 个数据点，报告中绑定 {figures} 个数，PDF {pages} 页。",
            schools=result.organisations,
            facts=result.facts,
            figures=result.figures,
            pages=result.pages,
        )
    )
    out.print(_("核查问题：") + summary(result.findings))
    for audience, label in (("internal", _("内部版")), ("public", _("公开版"))):
        out.print(f"{label}：{result.output / audience}")
        out.print("  " + "  ".join(sorted(p.name for p in (result.output / audience).iterdir())))
