"""Whatever document is written as HTML is read back equal."""

import tempfile
from pathlib import Path

from hypothesis import given, settings

from support.documents import documents, texts
from zhijian.document import Document, Paragraph, Text
from zhijian.document.compare import canonical
from zhijian.document.read.html import read_html
from zhijian.document.write.html import html_page


@settings(max_examples=150)
@given(documents())
def test_html_written_is_read_back(document: Document) -> None:
    page = html_page(document, notes={})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        path.write_text(page, encoding="utf-8")
        assert read_html(path) == canonical(document)


@settings(max_examples=100)
@given(texts(most=60))
def test_any_text_survives(text: str) -> None:
    document = Document("题", (Paragraph((Text(text),)),))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        path.write_text(html_page(document, notes={}), encoding="utf-8")
        assert read_html(path) == canonical(document)
