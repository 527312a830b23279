"""What LibreOffice exports, with tags or without, reads like the DOCX that it was made from."""

import pytest

from support.libreoffice import converted
from support.sample_document import courses_table, sample_document
from zhijian.document import Document, Heading, Paragraph, Table, Text, plain_text
from zhijian.document.grid import placed
from zhijian.document.read import read_document
from zhijian.document.write import write_docx

pytestmark = pytest.mark.needs("soffice")

_EXPORT = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"%s"}}'


def tables(document: Document) -> list[list[tuple[int, int, str]]]:
    """Row, column and words of every cell that is not empty, table by table."""
    found = [block for block in document.blocks if isinstance(block, Table)]
    return [
        [(row, column, words) for row, column, cell in placed(table.rows) if (words := bare(plain_text(cell.runs)))]
        for table in found
    ]


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module", params=["false", "true"], ids=["without tags", "with tags"])
def both(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> tuple[Document, Document]:
    folder = tmp_path_factory.mktemp("office")
    words = "全市中等职业学校在校生和专任教师规模保持稳定，各校办学条件继续改善，毕业生就业质量稳中有升。"
    text = [Paragraph((Text(f"{words}第{at}段。"),)) for at in range(1, 4)]
    sample = sample_document()
    flow = [block for block in sample.blocks if isinstance(block, Heading | Paragraph | Table)]
    write_docx(Document(sample.title, (*flow, *text, courses_table(30))), folder / "report.docx")
    printed = converted(folder / "report.docx", folder, _EXPORT % request.param)
    return read_document(folder / "report.docx"), read_document(printed)


def test_every_cell_of_every_table_is_read(both: tuple[Document, Document]) -> None:
    written, printed = both
    assert tables(printed) == tables(written)


def test_headings_and_paragraphs_come_out_whole(both: tuple[Document, Document]) -> None:
    def texts(document: Document) -> list[tuple[str, str]]:
        found = [block for block in document.blocks if isinstance(block, Heading | Paragraph)]
        return [(getattr(block, "number", ""), bare(plain_text(block.runs))) for block in found]

    written, printed = both
    assert texts(printed) == texts(written)


def test_captions_and_units_stay_with_their_tables(both: tuple[Document, Document]) -> None:
    named = [
        [
            (table.number, bare(table.caption), bare(table.unit_note))
            for table in read.blocks
            if isinstance(table, Table)
        ]
        for read in both
    ]
    assert named[1] == named[0]
