"""Whatever document is typeset, its text can be copied out of the PDF again, in order and complete."""

import tempfile
from pathlib import Path

from hypothesis import given, settings

from support.documents import documents
from zhijian.document import Document, Heading, Toc, plain_text
from zhijian.document.compare import text_of
from zhijian.document.read.pdf import read_pdf
from zhijian.document.write.pdf import write_pdf


def listed(document: Document) -> bool:
    """Whether every table of contents has something to list: an empty one leaves its title behind as a heading."""
    depths = [block.depth for block in document.blocks if isinstance(block, Toc)]
    levels = [block.level for block in document.blocks if isinstance(block, Heading) and plain_text(block.runs).strip()]
    return not depths or 1 in levels


@settings(max_examples=40)
@given(documents().filter(text_of).filter(listed))
def test_pdf_text_is_the_documents_text(document: Document) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.pdf"
        write_pdf(document, path)
        assert "".join(text_of(read_pdf(path))) == "".join(text_of(document))
