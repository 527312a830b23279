"""How a document becomes Typst source: every text a literal, every call one of report.typ."""

from collections.abc import Callable

import pytest

from zhijian.document import (
    BoundFigure,
    Case,
    Cell,
    Cover,
    Document,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Picture,
    Reference,
    Table,
    Text,
    Toc,
)
from zhijian.document.write.pdf.literals import array, literal
from zhijian.document.write.pdf.source import typst_source

DRAWING = Picture(b"<svg/>", "image/svg+xml", "示意图", width=60)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("33577人", '"33577人"'),
        ('引号"与\\', '"引号\\"与\\\\"'),
        ("#a *b* _c_ $d$ @e <f> [g]", '"#a *b* _c_ $d$ @e <f> [g]"'),
        ("第一行\n第二行", '"第一行\\n第二行"'),
        ("响铃\x07", '"响铃"'),
    ],
)
def test_a_text_is_a_literal(text: str, written: str) -> None:
    assert literal(text) == written


def test_an_array_of_one_keeps_its_comma() -> None:
    assert [array([]), array(["1"]), array(["1", "2"])] == ["()", "(1,)", "(1, 2)"]


def test_source_of_a_small_document(snapshot: Callable[[str, str], None]) -> None:
    table = Table(
        (
            (Cell((Text("序号"),), header=True), Cell((Text("指标"),), header=True)),
            (Cell((Text("1"),), rows=2), Cell((Text("在校生"),), align="left")),
            (Cell((Text("其中：女生"),), align="left", indent=1),),
        ),
        "table-1",
        "表1-1",
        "规模",
        widths=(1, 4),
        unit_note="单位：人",
    )
    document = Document(
        "质量年报",
        (
            Cover("质量年报", "（2024年度）", ("云岭市教育局",), "合成数据"),
            Toc(),
            Heading(1, (Text("规模"),), "c-1", "1"),
            Paragraph(
                (
                    Text("在校生"),
                    BoundFigure("33577人", "f-1-1", "students.full_time", bold=True),
                    Text("，", emphasis=True),
                    Reference("表1-1", "table-1"),
                    Reference("图9-9", "nowhere"),
                    Text("两\n行", bold=True, emphasis=True),
                )
            ),
            table,
            Paragraph((Text("注：略。"),), "note"),
            ListBlock(((Text("甲"),), (Text("乙"),)), ordered=True),
            Figure((DRAWING, DRAWING), "figure-1", "图1-1", "示意"),
            Case(
                "课堂",
                "case-1",
                (Paragraph((Text("背景"),), "lead"), Heading(2, (Text("做法"),), "h")),
                "案例1-1",
                "云岭一职",
            ),
        ),
        organisation="云岭市教育局",
        date="2024-12-20",
        keywords=("职业教育",),
    )
    snapshot(typst_source(document).text, "small-document.typ")


def test_one_picture_used_twice_is_one_file() -> None:
    source = typst_source(Document("题", (Figure((DRAWING, DRAWING), "f"),)))
    assert source.files == {"picture-1.svg": b"<svg/>"}


def test_anchors_are_set_once_and_in_order() -> None:
    source = typst_source(Document("题", tuple(Heading(1, (Text("一"),), anchor) for anchor in ("b", "a", "b", ""))))
    assert source.anchors == ["b", "a"]


def test_heading_levels_do_not_jump() -> None:
    source = typst_source(Document("题", (Heading(3, (Text("一"),), "a"), Heading(3, (Text("二"),), "b")))).text
    assert '#head(1, "a")' in source
    assert '#head(2, "b")' in source
