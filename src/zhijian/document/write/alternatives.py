"""Pictures must say in words what they show: whoever cannot see them reads that, and PDF/UA demands it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhijian.document.blocks import Block, Case, Document, Figure
from zhijian.errors import BuildStopped
from zhijian.messages import _


def require_alternatives(document: Document) -> None:
    """Raises BuildStopped with every figure that holds a picture without alternative text."""
    silent = [figure for figure in _figures(document.blocks) if not all(it.alt.strip() for it in figure.pictures)]
    if silent:
        names = "、".join(f"{figure.number} {figure.caption}".strip() or figure.anchor for figure in silent)
        raise BuildStopped(_("以下插图缺少替代文字（alt），读屏软件无法说明其内容：{figures}。请补写。", figures=names))


def _figures(blocks: Iterable[Block]) -> Iterator[Figure]:
    for block in blocks:
        if isinstance(block, Figure):
            yield block
        elif isinstance(block, Case):
            yield from _figures(block.blocks)
