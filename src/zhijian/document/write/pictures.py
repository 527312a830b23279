"""What writers ask of pictures: that each says in words what it shows, and that they can be found and named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhijian.document.blocks import Block, Case, Document, Figure
from zhijian.errors import BuildStopped
from zhijian.messages import _


def require_alternatives(document: Document) -> None:
    """Raises BuildStopped with every figure that holds a picture without alternative text.

    Whoever cannot see a picture reads that text, and PDF/UA demands it.
    """
    silent = [it for it in figures_in(document.blocks) if not all(picture.alt.strip() for picture in it.pictures)]
    if silent:
        names = names_of(silent)
        raise BuildStopped(_("以下插图缺少替代文字（alt），读屏软件无法说明其内容：{figures}。请补写。", figures=names))


def figures_in(blocks: Iterable[Block]) -> Iterator[Figure]:
    """Every figure in order, those inside cases included."""
    for block in blocks:
        if isinstance(block, Figure):
            yield block
        elif isinstance(block, Case):
            yield from figures_in(block.blocks)


def names_of(figures: Iterable[Figure]) -> str:
    """The figures as a reader knows them, for a message."""
    return "、".join(f"{it.number} {it.caption}".strip() or it.anchor for it in figures)
