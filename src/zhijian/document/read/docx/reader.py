"""A DOCX file as a Document: opens the parts, hands the body to the Assembler, settles references and locations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from zhijian.document.blocks import Block, Case, Cover, Document, Heading, ListBlock, Paragraph, Reference, Run, Table
from zhijian.document.read.docx.archive import Archive
from zhijian.document.read.docx.body import Assembler
from zhijian.document.read.docx.sources import Sources, read_sources
from zhijian.document.read.locating import located
from zhijian.document.read.titles import titled, with_headings

_DC = "{http://purl.org/dc/elements/1.1/}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_TERMS = "{http://purl.org/dc/terms/}"
_KEYWORDS = "; "


def read_docx(path: Path, *, container: str = "") -> Document:
    """The document in the file ``path``; locations name it ``container`` (the file's name by default).

    What ``write_docx`` wrote comes back equal, apart from how runs of one kind were divided. Of other files:
    headings by style or outline level, with the numbers that Word gives them; paragraphs, lists, tables with
    merged cells, pictures with alternative text, captions, cross-references. A picture in a format other than
    SVG, PNG and JPEG keeps its own media type; a chart drawn by Word has none. Deleted and hidden text, headers,
    footers and footnotes are left out. Raises UnreadableInput if the file cannot be opened.
    """
    archive = Archive(path)
    try:
        return located(read_archive(archive)[0], container or path.name)
    finally:
        archive.close()


def read_archive(archive: Archive) -> tuple[Document, Assembler]:
    """The document with blocks that keep the numbers of their elements as location, and what read it."""
    sources = read_sources(archive)
    assembler = Assembler(archive, sources)
    blocks = assembler.assembled()
    if not sources.own:
        blocks = tuple(titled(it) if isinstance(it, Table) else it for it in with_headings(blocks))
    properties = _properties(archive)
    document = Document(
        _title(properties, blocks, own=sources.own),
        tuple(_settled(block, assembler.anchors) for block in blocks),
        organisation=properties.get(f"{_DC}creator", ""),
        date=sources.date if sources.own else properties.get(f"{_TERMS}created", "")[:10],
        language=properties.get(f"{_DC}language", "") or "zh-CN",
        keywords=_keywords(properties.get(f"{_CP}keywords", ""), sources),
    )
    return document, assembler


def _properties(archive: Archive) -> dict[str, str]:
    parts = [it.target for it in archive.relations("").values() if it.kind == "core-properties" and it.target]
    root = archive.xml(parts[0]) if parts else None
    return {str(it.tag): it.text or "" for it in root} if root is not None else {}


def _title(properties: dict[str, str], blocks: Iterable[Block], *, own: bool) -> str:
    stated = properties.get(f"{_DC}title", "")
    if own or stated.strip():
        return stated
    covers = [block.title for block in blocks if isinstance(block, Cover)]
    return covers[0] if covers else ""


def _keywords(text: str, sources: Sources) -> tuple[str, ...]:
    if _KEYWORDS.join(sources.keywords) == text:
        return sources.keywords
    for sign in ";；，、":
        text = text.replace(sign, ",")
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _settled(block: Block, anchors: dict[str, str]) -> Block:
    """The block with its references pointing to anchors; a file knows them by the names of bookmarks."""

    def settle(runs: tuple[Run, ...]) -> tuple[Run, ...]:
        if not any(isinstance(run, Reference) for run in runs):
            return runs
        return tuple(_pointing(run, anchors) if isinstance(run, Reference) else run for run in runs)

    match block:
        case Heading() | Paragraph():
            return replace(block, runs=settle(block.runs))
        case ListBlock(items):
            return replace(block, items=tuple(settle(item) for item in items))
        case Table(rows):
            return replace(block, rows=tuple(tuple(replace(it, runs=settle(it.runs)) for it in row) for row in rows))
        case Case(blocks=inside):
            return replace(block, blocks=tuple(_settled(inner, anchors) for inner in inside))
        case _:
            return block


def _pointing(run: Reference, anchors: dict[str, str]) -> Reference:
    return Reference(run.text, anchors.get(run.target, run.target))
