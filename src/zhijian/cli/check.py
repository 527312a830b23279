"""``zhijian check``."""

from __future__ import annotations

from pathlib import Path

import typer

from zhijian.cli.screen import console, exit_code, show_findings, steps_on_screen, summary
from zhijian.compilation import check_paths
from zhijian.errors import UsageError
from zhijian.findings import Finding
from zhijian.messages import _
from zhijian.publish import FORMATS, render_findings


def run_check(
    paths: list[Path],
    *,
    format: str,  # noqa: A002 - the option's name
    output: Path | None,
    catalogue: str,
    select: str,
    ignore: str,
    fail_on: str,
) -> int:
    """Check and show; returns the exit code."""
    if format not in ("text", *FORMATS):
        raise UsageError(_("--format 应为 text、json、csv、html 或 xlsx，实为“{found}”。", found=format))
    if format == "xlsx" and output is None:
        raise UsageError(_("xlsx 格式须用 --output 指明文件。"))
    exit_code([], fail_on)  # a wrong --fail-on is said before the work, not after it
    with steps_on_screen(console(stderr=True), quiet=format != "text") as steps:
        findings = _chosen(check_paths(paths, catalogue=catalogue, steps=steps), select, ignore)
    if format == "text" and output is None:
        show_findings(findings, console())
    else:
        data = render_findings(findings, "html" if format == "text" else format)
        if output is None:
            typer.echo(data.decode("utf-8-sig"))
        else:
            output.write_bytes(data)
            console(stderr=True).print(_("已写入 {path}。", path=output) + summary(findings))
    return exit_code(findings, fail_on)


def _chosen(findings: list[Finding], select: str, ignore: str) -> list[Finding]:
    def prefixes(text: str) -> tuple[str, ...]:
        return tuple(p.strip().upper() for p in text.replace("，", ",").split(",") if p.strip())

    wanted, unwanted = prefixes(select), prefixes(ignore)
    return [
        f
        for f in findings
        if (not wanted or f.code.startswith(wanted)) and not (unwanted and f.code.startswith(unwanted))
    ]
