"""What the commands share on the screen: findings, tables, progress."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from zhijian.compilation.steps import Steps
from zhijian.errors import UsageError
from zhijian.findings import Finding, Location, Severity, severity_label
from zhijian.messages import _

COLOURS = {Severity.error: "red", Severity.warning: "yellow", Severity.notice: "cyan"}
CELLS = 6  # cells of one finding that are listed; the other formats list them all
FOLD = 20  # findings of one code that are shown before the rest is folded; the count stays complete


def console(*, stderr: bool = False) -> Console:
    return Console(stderr=stderr, highlight=False, soft_wrap=True)


def show_findings(findings: Sequence[Finding], out: Console, *, fold: int = FOLD, in_order: bool = False) -> None:
    """The findings with place and remedy, gravest first (or as they come); long runs of one code are folded and counted."""
    shown: Counter[str] = Counter()
    total = Counter(f.code for f in findings)
    for finding in findings if in_order else sorted(findings, key=lambda f: -f.severity):
        shown[finding.code] += 1
        if shown[finding.code] > fold:
            continue
        colour = COLOURS[finding.severity]
        head, *lines = _lines(finding)
        out.print(f"[{colour}]{finding.code} {severity_label(finding.severity)}[/] {escape(head)}")
        for text in lines:
            if text:
                out.print(f"  [dim]{escape(text)}[/]")
        if shown[finding.code] == fold and total[finding.code] > fold:
            rest = total[finding.code] - fold
            out.print(
                f"  [dim]{_('……另有 {n} 条 {code}，用 zhijian check --format html 查看全部。', n=rest, code=finding.code)}[/]"
            )
    out.print(summary(findings))


def _lines(finding: Finding) -> tuple[str, ...]:
    """What is wrong, led by its file; then the calculation, the cells, the remedy, the reason: each said once."""
    told = finding.message + finding.remedy
    head = finding.message
    cells = dict.fromkeys(f.location for f in finding.figures if f.location is not None and f.location.cell)
    if finding.location is not None and finding.location.container not in told and not cells:
        head = _("{file}：{message}", file=finding.location.container, message=head)
    listed = "" if any(str(place) in told for place in cells) else _listed(list(cells))
    return (
        head,
        "" if finding.arithmetic in finding.message else finding.arithmetic,
        listed and _("所在单元格：{cells}", cells=listed),
        finding.remedy,
        finding.accepted and _("已说明：{text}", text=finding.accepted),
    )


def _listed(cells: Sequence[Location]) -> str:
    """school-05.xlsx#表3!E4、表6!E9: each file once."""
    shown = cells[:CELLS]
    places = [
        place.address[1:] if i and place.container == shown[i - 1].container else str(place)
        for i, place in enumerate(shown)
    ]
    text = "、".join(places)
    return text if len(cells) <= CELLS else _("{cells} 等 {n} 处", cells=text, n=len(cells))


def summary(findings: Sequence[Finding]) -> str:
    """One line: how many errors, warnings, notices."""
    counts = Counter(f.severity for f in findings)
    if not findings:
        return _("没有发现问题。")
    return _(
        "共 {n} 条：错误 {errors}，警告 {warnings}，提示 {notices}。",
        n=len(findings),
        errors=counts[Severity.error],
        warnings=counts[Severity.warning],
        notices=counts[Severity.notice],
    )


def exit_code(findings: Sequence[Finding], fail_on: str) -> int:
    """1 where an unexplained finding is at or above ``fail_on``, else 0."""
    if fail_on == "never":
        return 0
    if fail_on not in Severity.__members__:
        raise UsageError(_("--fail-on 应为 notice、warning、error 或 never，实为“{found}”。", found=fail_on))
    return int(any(f.severity >= Severity[fail_on] and not f.accepted for f in findings))


@contextmanager
def steps_on_screen(out: Console, *, quiet: bool) -> Iterator[Steps]:
    """Steps whose names and progress are shown while they run."""
    if quiet:
        yield Steps()
        return
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=out,
        transient=True,
        disable=not out.is_terminal,
    ) as progress:
        task = progress.add_task("", total=None)

        def start(name: str) -> None:
            progress.reset(task, description=name, total=None)

        yield Steps(start, lambda done, total: progress.update(task, completed=done, total=total))
