"""Whatever document is written as DOCX is read back equal."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings

from support.documents import documents, texts
from zhijian.document import Case, Cover, Document, Heading, ListBlock, Paragraph, Text, Toc
from zhijian.document.compare import canonical
from zhijian.document.read import read_document
from zhijian.document.write import write_docx


def written_and_read(document: Document) -> Document:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.docx"
        write_docx(document, path)
        return read_document(path)


@settings(max_examples=150, deadline=None)
@given(documents())
def test_docx_written_is_read_back(document: Document) -> None:
    assert written_and_read(document) == canonical(document)


@settings(max_examples=100, deadline=None)
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


@settings(max_examples=60, deadline=None)
@given(documents())
def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "first.docx", Path(folder) / "second.docx"
        write_docx(document, first)
        write_docx(replace(document), second)
        assert first.read_bytes() == second.read_bytes()
