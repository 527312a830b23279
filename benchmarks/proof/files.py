"""A report written as people publish it: DOCX, PDF with tags and without, HTML, and text flattened in two ways."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from zhijian.document import (
    Block,
    BoundFigure,
    Case,
    Cover,
    Document,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Table,
    Text,
    plain_text,
)
from zhijian.document.compare import merged, with_runs
from zhijian.document.write import write_docx, write_html, write_pdf

FORMATS = ("docx", "pdf", "pdf-untagged", "html", "txt-cells", "txt-tabs")
OFFICE = "pdf-office"  # what LibreOffice exports without tags: of a sample, for it takes seconds a report


def write(document: Document, folder: Path, kind: str) -> Path:
    """Write the report's words alone (bound figures become text) in one of FORMATS, or as OFFICE; returns the file."""
    path = folder / f"report.{kind.partition('-')[0]}"
    _WRITERS[kind](plain(document), path)
    return path


def plain(document: Document) -> Document:
    """The document as somebody else would have typed it: nothing bound, each paragraph one run."""
    return with_runs(document, _typed)


def _typed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return merged(tuple(Text(run.text) if isinstance(run, BoundFigure) else run for run in runs))


def _lines(document: Document, table: Callable[[Table], Iterator[str]]) -> Iterator[str]:
    for block in document.blocks:
        yield from _line(block, table)


def _line(block: Block, table: Callable[[Table], Iterator[str]]) -> Iterator[str]:
    match block:
        case Cover(title):
            yield title
        case Heading(runs=runs, number=number):
            yield f"{number}{'.' if number.isdigit() else ' '}{plain_text(runs)}" if number else plain_text(runs)
        case Paragraph(runs):
            yield plain_text(runs)
        case ListBlock(items):
            yield from map(plain_text, items)
        case Figure(number=number, caption=caption):
            yield f"{number} {caption}"
        case Table():
            yield f"{block.number} {block.caption}".strip()
            if block.unit_note:
                yield block.unit_note
            yield from table(block)
        case Case():
            yield f"{block.number} {block.title}"
            for inner in block.blocks:
                yield from _line(inner, table)


def _cells(table: Table) -> Iterator[str]:
    """One cell to a line behind a tab, an empty line after each row."""
    for row in table.rows:
        for cell in row:
            yield "\t" + re.sub(r"\s+", "", plain_text(cell.runs))
        yield ""
    yield ""


def _tabs(table: Table) -> Iterator[str]:
    """One row to a line, tabs between its cells; what spans columns is followed by empty ones."""
    from zhijian.document.grid import column_count, placed

    grid = [[""] * column_count(table.rows) for _ in table.rows]
    for row, column, cell in placed(table.rows):
        grid[row][column] = re.sub(r"\s+", "", plain_text(cell.runs))
    for line in grid:
        yield "\t".join(line)
    yield ""


def _write_text(table: Callable[[Table], Iterator[str]]) -> Callable[[Document, Path], None]:
    def writing(document: Document, path: Path) -> None:
        path.write_text("\n".join(_lines(document, table)) + "\n", "utf-8")

    return writing


def _write_html(document: Document, path: Path) -> None:
    write_html(document, path, notes={})


def _write_pdf(document: Document, path: Path) -> None:
    write_pdf(document, path)


def _write_untagged(document: Document, path: Path) -> None:
    write_pdf(document, path, tagged=False)


def _write_office(document: Document, path: Path) -> None:
    source = path.with_suffix(".docx")
    write_docx(document, source)
    untagged = '{"UseTaggedPDF":{"type":"boolean","value":"false"}}'
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(path.parent / 'profile').as_uri()}", "--headless", "--convert-to",
         f"pdf:writer_pdf_Export:{untagged}", "--outdir", str(path.parent), str(source)],
        check=True, capture_output=True,
    )  # fmt: skip


def _write_docx(document: Document, path: Path) -> None:
    write_docx(document, path)


_WRITERS: dict[str, Callable[[Document, Path], None]] = {
    "docx": _write_docx,
    "pdf": _write_pdf,
    "pdf-untagged": _write_untagged,
    OFFICE: _write_office,
    "html": _write_html,
    "txt-cells": _write_text(_cells),
    "txt-tabs": _write_text(_tabs),
}
