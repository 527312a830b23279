"""What the DOCX holds that an office works with: fields, numbering, content controls, header rows, pictures."""

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from support.sample_document import body, cells, courses_table, sample_document
from support.sample_pictures import drawing
from zhijian.document import Block, Cover, Document, Figure, Heading, PageBreak, Picture, Reference, Table, Text, Toc
from zhijian.document.read import read_document
from zhijian.document.write import write_docx
from zhijian.document.write.docx.numbering import CaptionNumbers, HeadingNumbers
from zhijian.errors import BuildStopped

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(path: Path, name: str = "word/document.xml") -> Any:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


def fields(root: Any) -> list[tuple[str, str]]:
    """(code, result) of every field, those within others after them."""
    found: list[list[str]] = []
    open_fields: list[tuple[list[str], bool]] = []
    for element in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}t", f"{W}noBreakHyphen"):
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            found.append(["", ""])
            open_fields.append((found[-1], False))
        elif kind == "separate":
            open_fields[-1] = (open_fields[-1][0], True)
        elif kind == "end":
            open_fields.pop()
        elif open_fields:
            field, result = open_fields[-1]
            field[result] += element.text or "-"
    return [(code.strip(), result) for code, result in found]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("docx") / "report.docx"
    write_docx(sample_document(), path, toc_pages={"preface": 1, "chapter-1": 3, "section-1-1": 3})
    return path


def written(blocks: tuple[Block, ...], folder: Path) -> Path:
    path = folder / "report.docx"
    write_docx(Document("题", blocks), path)
    return path


def test_captions_are_numbered_by_fields(report: Path) -> None:
    found = [field for field in fields(part(report)) if field[0].startswith(("SEQ", "STYLEREF"))]
    assert found[:2] == [("STYLEREF 1 \\s", "1"), ("SEQ 图 \\* ARABIC \\s 1", "1")]
    assert ("SEQ 图 \\* ARABIC \\s 1", "2") in found
    assert ("SEQ 案例 \\* ARABIC \\s 1", "1") in found
    assert found[-1] == ("SEQ 全文表 \\* ARABIC \\r 3", "3")


def test_references_are_fields_that_print_the_number(report: Path) -> None:
    found = [field for field in fields(part(report)) if field[0].startswith("REF")]
    assert found == [
        ("REF _zj_chart_enrolment \\h", "图1-1"),
        ("REF _zj_table_schools \\h", "表1-1"),
        ("REF _zj_table_3 \\h", "表3"),
        ("REF _zj_case_01 \\h", "案例2-1"),
    ]


def test_contents_are_filled_in(report: Path) -> None:
    found = fields(part(report))
    assert found[0][0] == 'TOC \\o "1-2" \\h \\z \\u'
    assert [result for code, result in found if code.startswith("PAGEREF")][:3] == ["1", "3", "3"]
    lines = [it for it in part(report).iter(f"{W}hyperlink") if it.get(f"{W}history")]
    assert ["".join(it.itertext(f"{W}t")) for it in lines][:3] == ["前言1", "1 规模结构3", "1.1 发展规模3"]


def test_a_number_that_word_would_not_reach_is_text(tmp_path: Path) -> None:
    blocks = (
        Heading(1, (Text("一"),), "a", "1"),
        Heading(2, (Text("二"),), "b", "1.1"),
        Heading(2, (Text("三"),), "c", "1.7"),
        Heading(2, (Text("四"),), "d", "1.2"),
        Figure((drawing(),), "e", "图2-1", "第二章的图"),
        body("见", Reference("1.2", "d"), "、", Reference("1.7", "c"), "和", Reference("图2-1", "e")),
    )
    path = written(blocks, tmp_path)
    root = part(path)
    headings = [it for it in root.iter(f"{W}p") if "Heading" in it.find(f"{W}pPr/{W}pStyle").get(f"{W}val")]
    assert ["".join(it.itertext(f"{W}t")) for it in headings] == ["一", "二", "1.7 三", "四"]
    assert fields(root)[-2:] == [("REF _zj_d \\n \\h", "1.2"), ("REF _zj_e \\h", "图2-1")]
    assert read_document(path).blocks == blocks


@pytest.mark.parametrize(
    ("numbers", "automatic"),
    [
        ([(1, "1"), (2, "1.1"), (2, "1.2"), (1, "2"), (2, "2.1")], [True] * 5),
        ([(1, "2"), (1, "1")], [False, True]),
        ([(1, ""), (1, "1"), (3, "1.1.1")], [False, True, False]),
        ([(1, "第一章"), (2, "1.1")], [False, False]),
    ],
)
def test_headings_that_word_can_number(numbers: list[tuple[int, str]], automatic: list[bool]) -> None:
    counted = HeadingNumbers()
    assert [counted.automatic(level, number) for level, number in numbers] == automatic


def test_captions_begin_anew_in_every_chapter_for_libreoffice_too() -> None:
    captions = CaptionNumbers()
    codes = []
    for chapter, number in (("1", "图1-1"), ("", "图1-2"), ("2", "图2-1"), ("", "图2-2"), ("", "图2-4")):
        if chapter:
            captions.begin_chapter(chapter)
        codes.append(captions.parts(number)[-1][0].removeprefix("SEQ 图 \\* ARABIC \\s 1"))
    assert codes == ["", "", " \\r 1", "", " \\r 4"]


def test_bound_figures_show_their_source_in_word(report: Path) -> None:
    first = next(it for it in part(report).iter(f"{W}sdt") if it.find(f"{W}sdtPr/{W}alias") is not None)
    assert first.find(f"{W}sdtPr/{W}alias").get(f"{W}val") == "students.full_time"
    assert first.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == "zj:f-1-1"
    assert "".join(first.itertext(f"{W}t")) == "33577人"


def test_long_sources_are_shortened_where_word_shows_them_and_kept(tmp_path: Path) -> None:
    expression = "share(" + ", ".join(f"students.full_time@school-{at:02}" for at in range(9)) + ")"
    from support.sample_document import figure

    blocks = (body(figure("12%", "f-" + "9" * 80, expression)),)
    path = written(blocks, tmp_path)
    values = [it.get(f"{W}val") for it in part(path).iter(f"{W}alias", f"{W}tag")]
    assert all(len(value) <= 64 for value in values)
    assert read_document(path).blocks == blocks


def test_header_rows_repeat_and_rows_stay_whole(report: Path) -> None:
    *_, official = part(report).iter(f"{W}tbl")
    rows = official.findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows[:3]] == [True, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    kept = [any(True for _it in row.iter(f"{W}keepNext")) for row in rows]
    assert (kept[:3], kept[-4:]) == ([True, True, False], [False, True, True, False])


def test_rows_under_one_label_stay_together(tmp_path: Path) -> None:
    (table,) = part(written((courses_table(8),), tmp_path)).iter(f"{W}tbl")
    kept = [any(True for _it in row.iter(f"{W}keepNext")) for row in table.findall(f"{W}tr")]
    assert kept[1:-4] == [True, False] * 6


def test_drawings_are_vector_with_a_bitmap_and_words(report: Path) -> None:
    with zipfile.ZipFile(report) as archive:
        kinds = {name.rpartition(".")[2] for name in archive.namelist() if "media" in name}
        text = archive.read("word/document.xml").decode()
    assert kinds == {"svg", "png"}
    assert len(re.findall("<asvg:svgBlip", text)) == 3
    assert 'descr="条形图：文化艺术大类布点27个，最多。"' in text


def test_pictures_that_cannot_be_drawn_are_all_named(tmp_path: Path) -> None:
    blocks = (
        Figure((Picture(b"<svg", "image/svg+xml", "坏"),), "a", "图1-1", "残缺"),
        Figure((drawing(),), "b", "图1-2", "完好"),
        Figure((Picture(b"no svg", "image/svg+xml", "坏"),), "c", "图1-3", "不是图"),
    )
    with pytest.raises(BuildStopped, match="图1-1 残缺、图1-3 不是图。"):
        written(blocks, tmp_path)
    with pytest.raises(BuildStopped, match="图1-4 视频"):
        written((Figure((Picture(b"abc", "video/mp4", ""),), "d", "图1-4", "视频"),), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_tables_side_by_side_stay_apart_and_a_break_adds_no_page(tmp_path: Path) -> None:
    table = Table((cells("甲"),), "t", header_rows=0)
    blocks = (Cover("题"), PageBreak(), Toc(), PageBreak(), table, table, PageBreak(), Heading(1, (), "h"))
    path = written(blocks, tmp_path)
    broken = [
        it.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        for it in part(path).iter(f"{W}p")
        if it.find(f"{W}pPr/{W}pageBreakBefore") is not None
    ]
    assert broken == ["TOCHeading", "Heading1Plain"]  # at the top of a section's first page it has no effect
    assert len(read_document(path).blocks) == len(blocks)


def test_the_library_of_others_opens_it(report: Path) -> None:
    import docx

    document = docx.Document(str(report))
    assert document.core_properties.title == sample_document().title
    assert document.core_properties.language == "zh-CN"
    assert [it.text for it in document.paragraphs if it.style.name == "Heading 2"] == [
        "发展规模",
        "专业结构",
        "产教融合",
    ]
    assert len(document.tables) == 3
