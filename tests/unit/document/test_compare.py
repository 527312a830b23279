"""What of a document is compared across formats."""

from zhijian.document import BoundFigure, Cell, Document, Heading, Paragraph, Table, Text, Toc
from zhijian.document.compare import canonical, figures_of, merged, text_of

DOCUMENT = Document(
    "题",
    (
        Toc(),
        Heading(1, (Text("规模 结构"),), "a", "1"),
        Paragraph((Text("增长"), BoundFigure("3.60%", "f", "x"), Text("，\n达 1,234人，"), Text("−5℃"))),
        Table(((Cell((Text("12"),)), Cell((Text("11"),))),), "t", "表1-1", "学校"),
    ),
)


def test_text_is_one_piece_per_block_or_cell_without_white_space() -> None:
    assert text_of(DOCUMENT) == ("1规模结构", "增长3.60%，达1,234人，−5℃", "表1-1学校", "12", "11")


def test_figures_keep_their_trailing_zeros() -> None:
    assert figures_of(DOCUMENT) == ("1", "3.60", "1234", "−5", "1", "1", "12", "11")


def test_neighbouring_texts_of_one_kind_are_merged() -> None:
    assert merged((Text("a"), Text(""), Text("b"), Text("c", bold=True))) == (Text("ab"), Text("c", bold=True))


def test_documents_that_print_alike_are_equal_when_canonical() -> None:
    split = Document("题", (Paragraph((Text("一"), Text("二"))),))
    assert canonical(split) == canonical(Document("题", (Paragraph((Text("一二"),)),)))
