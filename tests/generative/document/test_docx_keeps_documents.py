"""Whatever document is written as DOCX is read back equal."""

import tempfile
from dataclasses import replace
from itertools import product
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from support.documents import documents, texts
from zhijian.document import Case, Cell, Cover, Document, Heading, ListBlock, Paragraph, Table, Text, Toc
from zhijian.document.compare import canonical
from zhijian.document.read import read_document
from zhijian.document.write import write_docx


def written_and_read(document: Document) -> Document:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.docx"
        write_docx(document, path)
        return read_document(path)


@settings(max_examples=150)
@given(documents())
def test_docx_written_is_read_back(document: Document) -> None:
    assert written_and_read(document) == canonical(document)


@settings(max_examples=100)
@given(texts(most=60))
def test_any_text_survives_in_every_place(text: str) -> None:
    blocks = (
        Cover(text, text, (text, text), text),
        Toc(text),
        Heading(1, (Text(text),), "chapter", "1"),
        Paragraph((Text(text, bold=True), Text("，"), Text(text, emphasis=True))),
        ListBlock(((Text(text),), (Text(text),)), ordered=True),
        Case(text, "case-01", (Paragraph((Text(text),), "lead"),), "案例1-1", text),
    )
    document = Document(text, blocks, organisation=text, keywords=(text,))
    assert written_and_read(document) == canonical(document)


@settings(max_examples=60)
@given(documents())
def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "first.docx", Path(folder) / "second.docx"
        write_docx(document, first)
        write_docx(replace(document), second)
        assert first.read_bytes() == second.read_bytes()


@st.composite
def spanning_tables(draw: st.DrawFn) -> Table:
    """A grid that is cut into cells which span to the right and down."""
    height, width = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    taken: set[tuple[int, int]] = set()
    rows: list[list[Cell]] = [[] for _ in range(height)]
    for row, column in product(range(height), range(width)):
        if (row, column) in taken:
            continue
        right = 1
        while column + right < width and (row, column + right) not in taken and draw(st.booleans()):
            right += 1
        down = draw(st.integers(1, height - row))
        taken |= set(product(range(row, row + down), range(column, column + right)))
        rows[row].append(Cell((Text(f"{row}.{column}"),), right, down))
    return Table(tuple(map(tuple, rows)), "t", header_rows=draw(st.integers(0, height)))


@settings(max_examples=100)
@given(spanning_tables(), st.booleans())
def test_spans_in_both_directions_survive(table: Table, in_case: bool) -> None:
    block = Case("题", "case-01", (table,)) if in_case else table
    document = Document("题", (block,))
    assert written_and_read(document) == document
