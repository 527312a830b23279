"""A Document as DOCX."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from zhijian.document.blocks import Document, Picture
from zhijian.document.write.docx.package import SUFFIXES, Package
from zhijian.document.write.docx.previews import NotDrawings
from zhijian.document.write.docx.writer import Writer
from zhijian.document.write.pictures import figures_in, names_of
from zhijian.errors import BuildStopped
from zhijian.messages import _


def write_docx(document: Document, path: Path, *, toc_pages: Mapping[str, int] | None = None) -> None:
    """Writes ``document`` to ``path``; the same document gives the same bytes.

    toc_pages: the printed page of headings by their anchor, for the table of contents (see ``office_pages``).
    Raises BuildStopped with every figure that holds a picture that cannot be drawn.
    """
    package = Package()
    unknown = [it.data for figure in figures_in(document.blocks) for it in figure.pictures if not _known(it)]
    if unknown:
        raise _stopped(document, unknown)
    Writer(document, package, toc_pages or {}).write()
    try:
        package.write(path)
    except NotDrawings as error:
        raise _stopped(document, error.drawings) from None


def _known(picture: Picture) -> bool:
    return bool(picture.data) and picture.media_type in SUFFIXES


def _stopped(document: Document, broken: list[bytes]) -> BuildStopped:
    figures = [it for it in figures_in(document.blocks) if any(picture.data in broken for picture in it.pictures)]
    return BuildStopped(
        _(
            "以下插图的文件已损坏，或引用了外部图片：{figures}。请另存为 PNG、JPEG 或 SVG 后重新插入。",
            figures=names_of(figures),
        )
    )
