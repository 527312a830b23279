"""The PDF as other programs see it: pages, fonts, bookmarks, characters, and the claims it makes of itself."""

import re
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from support.sample_document import courses_table, sample_document
from zhijian.document import Block, Document, Figure, Heading, Paragraph, Picture, Text
from zhijian.document.compare import figures_of, text_of
from zhijian.document.read.pdf import read_pdf
from zhijian.document.write.pdf import PdfPages, write_pdf
from zhijian.errors import BuildStopped, UnreadableInput


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, PdfPages]:
    path = tmp_path_factory.mktemp("pdf") / "report.pdf"
    return path, write_pdf(sample_document(), path)


def test_the_text_can_be_copied_out_whole(printed: tuple[Path, PdfPages]) -> None:
    read = read_pdf(printed[0])
    assert text_of(read) == text_of(sample_document())
    assert figures_of(read) == figures_of(sample_document())
    assert read.title == sample_document().title


def test_no_character_is_a_look_alike(printed: tuple[Path, PdfPages]) -> None:
    with pypdfium2.PdfDocument(printed[0]) as document:
        texts = "".join(page.get_textpage().get_text_range() for page in document)
    assert not re.findall(r"[\u2e80-\u2fdf\uf900-\ufaff\ue000-\uf8ff\ufffd]", texts)


def test_bold_is_a_bold_face(printed: tuple[Path, PdfPages]) -> None:
    with pypdfium2.PdfDocument(printed[0]) as document:
        texts = [item for page in document for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])]
        names = {item.get_font().get_base_name().partition("+")[2] for item in texts}
        embedded = {item.get_font().is_embedded for item in texts}
    assert names == {
        "NotoSerifSC-Regular",
        "NotoSerifSC-Bold",
        "NotoSansSC-Regular",
        "NotoSansSC-Bold",
        "LXGWWenKai-Regular",
        "LXGWWenKai-Bold",
    }
    assert embedded == {True}


def test_bookmarks_lead_to_the_pages_that_were_reported(printed: tuple[Path, PdfPages]) -> None:
    path, pages = printed
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == pages.count
        labels = [document.get_page_label(at) for at in range(len(document))]
        marks = [(mark.get_title(), labels[mark.get_dest().get_index()]) for mark in document.get_toc()]
    headings = [block for block in sample_document().blocks if isinstance(block, Heading)]
    expected = [
        (heading.number + "".join(run.text for run in heading.runs), str(pages.by_anchor[heading.anchor]))
        for heading in headings
    ]
    assert [(title.replace(" ", ""), page) for title, page in marks[1:]] == [
        (title.replace(" ", ""), page) for title, page in expected
    ]
    assert marks[0] == ("目录", "I")


def test_it_is_tagged_and_says_what_it_conforms_to(printed: tuple[Path, PdfPages]) -> None:
    data = printed[0].read_bytes()
    for claim in (b"<pdfaid:part>2<", b"<pdfaid:conformance>A<", b"<pdfuaid:part>1<"):
        assert claim in data
    with pypdfium2.PdfDocument(data) as document:
        assert pdfium.FPDFCatalog_IsTagged(document.raw)
        about = document.get_metadata_dict()
    assert (about["Author"], about["Keywords"]) == ("云岭市教育局", "职业教育, 质量年报, 云岭市")
    assert about["CreationDate"].startswith("D:20241220")


def test_the_same_document_gives_the_same_bytes(printed: tuple[Path, PdfPages], tmp_path: Path) -> None:
    write_pdf(sample_document(), tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == printed[0].read_bytes()


def test_charts_are_drawn_as_vectors(printed: tuple[Path, PdfPages]) -> None:
    with pypdfium2.PdfDocument(printed[0]) as document:
        bitmaps = [item for page in document for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])]
    assert len(bitmaps) == 1, "the photograph of the case alone"


def test_the_notice_stands_on_every_page(printed: tuple[Path, PdfPages]) -> None:
    with pypdfium2.PdfDocument(printed[0]) as document:
        for page in document:
            assert "全部数据均为虚构" in page.get_textpage().get_text_range()


def test_every_page_has_something_on_it(printed: tuple[Path, PdfPages]) -> None:
    with pypdfium2.PdfDocument(printed[0]) as document:
        for page in document:
            assert min(bytes(page.render(scale=0.5, grayscale=True).buffer)) < 80


def test_a_heading_is_never_the_last_line_of_a_page(tmp_path: Path) -> None:
    """A chapter of sections of one paragraph each, long enough that some heading meets the end of a page."""
    sentence = "全市职业学校坚持面向市场、服务发展、促进就业的办学方向。" * 2
    blocks: list[Block] = [Heading(1, (Text("人才培养"),), "c", "1")]
    for at in range(1, 60):
        blocks += [Heading(2, (Text(f"第{at}节"),), f"s{at}", f"1.{at}"), Paragraph((Text(sentence * (1 + at % 3)),))]
    write_pdf(Document("题", tuple(blocks), date="2024-12-20"), tmp_path / "a.pdf")
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as document:
        for page in document:
            lines = page.get_textpage().get_text_range().split("\r\n")
            assert not re.fullmatch(r"1\.\d+ 第 ?\d+ ?节", lines[-2]), lines


def test_rows_under_one_label_stay_together(tmp_path: Path) -> None:
    """Pages begin with 门, whatever stands above the table."""
    for lines in range(2):
        above = Paragraph((Text("\n".join("上" for _line in range(lines + 1))),))
        write_pdf(Document("题", (above, courses_table(60)), date="2024-12-20"), tmp_path / "a.pdf")
        with pypdfium2.PdfDocument(tmp_path / "a.pdf") as document:
            units = [re.findall("门|学时", page.get_textpage().get_text_range()) for page in document]
        assert len(units) > 2
        assert {found[0] for found in units} == {"门"}


def test_a_rare_character_is_named(tmp_path: Path) -> None:
    with pytest.raises(BuildStopped, match="🎉"):
        write_pdf(Document("题", (Paragraph((Text("庆祝🎉"),)),)), tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"nothing", "image/png"),
        (b"<svg", "image/svg+xml"),
        (
            b'<svg xmlns="http://www.w3.org/2000/svg"><image href="https://x/a.png" width="1" height="1"/></svg>',
            "image/svg+xml",
        ),
    ],
)
def test_a_broken_picture_is_named(tmp_path: Path, data: bytes, media_type: str) -> None:
    figures = (
        Figure((Picture(data, media_type, "坏图"),), "a", "图1-2", "坏图"),
        Figure(
            (Picture(b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "image/svg+xml", "好图"),), "b"
        ),
    )
    with pytest.raises(BuildStopped, match="：图1-2 坏图。"):
        write_pdf(Document("题", figures), tmp_path / "a.pdf")


def pdf_of(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1, the first of them the catalogue."""
    data, places = b"%PDF-1.4\n", []
    for at, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj%sendobj\n" % (at, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer<</Size %d/Root 1 0 R%s>>startxref %d\n%%%%EOF" % (size, trailer, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def test_marks_that_are_drawn_after_their_line_stand_where_they_are_seen(tmp_path: Path) -> None:
    """So do word processors with quotation marks of another font than the words."""
    words, marks = "[(2024)-600(A)-600(36)]TJ", r"[(\223)-756(\224)]TJ"  # each leaves room for the other
    stream = f"BT /F1 10 Tf 72 700 Td {words} ET BT /F2 10 Tf 96 700 Td {marks} ET".encode()
    font = "<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding/WinAnsiEncoding>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream " % (len(stream), stream),
        (font % "Courier").encode(),
        (font % "Times-Roman").encode(),
    ]
    (tmp_path / "a.pdf").write_bytes(pdf_of(objects))
    assert text_of(read_pdf(tmp_path / "a.pdf")) == ("2024“A”36",)


def test_a_locked_file_is_refused(tmp_path: Path) -> None:
    """A file with an encryption dictionary that no empty password opens."""
    key = b"<" + b"5a" * 32 + b">"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[]/Count 0>>",
        b"<</Filter/Standard/V 1/R 2/P -4/O " + key + b"/U " + key + b">>",
    ]
    (tmp_path / "locked.pdf").write_bytes(pdf_of(objects, b"/Encrypt 3 0 R/ID[<00><00>]"))
    with pytest.raises(UnreadableInput, match="打开密码"):
        read_pdf(tmp_path / "locked.pdf")


def test_what_is_no_pdf_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"not a pdf")
    with pytest.raises(UnreadableInput, match="已损坏"):
        read_pdf(tmp_path / "a.pdf")
