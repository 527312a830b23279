"""``zhijian where``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.markup import escape

from zhijian.cli.screen import console
from zhijian.compilation import find_figure
from zhijian.messages import _
from zhijian.rollup import Trace


def run_where(figure: str, *, folder: Path | None, organisation: str, period: str) -> None:
    """Print the figure's formula and the tree of facts down to cells and record counts."""
    lineage = find_figure(folder or _nearest(), figure, organisation=organisation, period=period)
    out = console()
    if lineage.text:
        out.print(f"[bold]{escape(lineage.text)}[/]  {escape(lineage.expression)}  [dim]{escape(lineage.place)}[/]")
    for node in lineage.traces:
        for line in _lines(node):
            out.print(line)


def _nearest() -> Path:
    """The current folder, or the one report folder in it that has been built."""
    here = Path()
    if (here / "report.toml").exists():
        return here
    built = [path.parent for path in here.glob("*/report.toml") if (path.parent / "build").is_dir()]
    return built[0] if len(built) == 1 else here


def _lines(node: Trace, lead: str = "", branch: str = "") -> Iterator[str]:
    """The tree as lines, whatever the width of the screen: sources are never cut off."""
    yield lead + branch + _text(node)
    below = lead + {"": "", "├── ": "│   ", "└── ": "    "}[branch]
    for child in node.children:
        yield from _lines(child, below, "└── " if child is node.children[-1] else "├── ")


def _text(node: Trace) -> str:
    value = node.text or _("无")
    weight = ""
    if node.weight is not None and node.weight.quantity is not None:
        weight = _("（权数 {weight}）", weight=node.weight.quantity)
    return f"{escape(node.label)}：[bold]{escape(value)}[/]{escape(weight)}  [dim]{escape(node.how)}[/]"
