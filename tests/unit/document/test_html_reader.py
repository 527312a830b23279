"""HTML as a document: ours comes back equal, other pages as far as they can be made out."""

from pathlib import Path

import pytest

from support.outline import outline
from support.sample_document import sample_document
from zhijian.document import Case, Cell, Figure, Heading, ListBlock, Paragraph, Picture, Table, Text
from zhijian.document.compare import canonical
from zhijian.document.read.html import read_html
from zhijian.document.write import FigureNote
from zhijian.document.write.html import write_html
from zhijian.errors import UnreadableInput


def test_the_sample_report_comes_back_equal(tmp_path: Path) -> None:
    note = FigureNote("f-1-1", "在校生", ("33577人",))
    write_html(sample_document(), tmp_path / "report.html", notes={"f-1-1": note})
    assert read_html(tmp_path / "report.html") == canonical(sample_document())


def test_blocks_say_where_they_stand(tmp_path: Path) -> None:
    write_html(sample_document(), tmp_path / "report.html", notes={})
    blocks = read_html(tmp_path / "report.html").blocks
    case = next(block for block in blocks if isinstance(block, Case))
    table = next(block for block in blocks if isinstance(block, Table))
    assert str(case.blocks[0].location) == "report.html#case1(案例2-1)/p1"
    assert str(table.rows[1][2].location) == "report.html#t1(表1-1)/r2/c3"


def read(tmp_path: Path, page: str, encoding: str = "utf-8") -> tuple[object, ...]:
    path = tmp_path / "foreign.html"
    path.write_text(page, encoding=encoding)
    return read_html(path).blocks


def test_a_foreign_page(tmp_path: Path) -> None:
    page = """<html><head><title> 学校
      年报</title><style>p {}</style></head><body><nav><a href="/">首页</a></nav>
      <div>引言<b>粗</b>
      <h2 id="a">一、规模</h2><p>在校生<strong>33577</strong>人，
      比上年增加。</p><ul><li>甲</li><li>乙</li></ul>
      <img src="data:image/png;base64,iVBORw0N" alt="图"><img src="http://elsewhere/x.png" alt="外">
      <script>alert(1)</script></div></body></html>"""
    assert read(tmp_path, page) == (
        Paragraph((Text("引言"), Text("粗", bold=True))),
        Heading(2, (Text("规模"),), "a", "一"),
        Paragraph((Text("在校生"), Text("33577", bold=True), Text("人，比上年增加。"))),
        ListBlock(((Text("甲"),), (Text("乙"),))),
        Figure((Picture(b"\x89PNG\r\r", "image/png", "图"),), ""),
    )
    assert read_html(tmp_path / "foreign.html").title == "学校 年报"


def test_a_foreign_table(tmp_path: Path) -> None:
    page = """<table><caption>规模</caption><tr><th>学校<th colspan=2>人数
      <tr><td rowspan="2" style="text-align: right">甲<td>1<td>2<tr><td>3<td align=center>4</table>"""
    assert read(tmp_path, page) == (
        Table(
            (
                (Cell((Text("学校"),), header=True), Cell((Text("人数"),), columns=2, header=True)),
                (
                    Cell((Text("甲"),), rows=2, align="right"),
                    Cell((Text("1"),), align="left"),
                    Cell((Text("2"),), align="left"),
                ),
                (Cell((Text("3"),), align="left"), Cell((Text("4"),))),
            ),
            "",
            caption="规模",
            header_rows=1,
        ),
    )


@pytest.mark.parametrize(("head", "encoding"), [("", "gb18030"), ('<meta charset="gbk">', "gbk"), ("", "utf-8")])
def test_encodings_of_chinese_pages(tmp_path: Path, head: str, encoding: str) -> None:
    page = f"<html><head>{head}</head><body><p>职业教育质量年报</p></body></html>"
    assert read(tmp_path, page, encoding) == (Paragraph((Text("职业教育质量年报"),)),)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_bytes(b"")
    with pytest.raises(UnreadableInput, match=r"empty\.html"):
        read_html(tmp_path / "empty.html")


def test_a_page_of_an_office(tmp_path: Path) -> None:
    """Tables that only place text, titles and captions as paragraphs, line ends between paragraphs."""
    page = """<html><head><meta charset="gb2312"></head><body><table><tr><td>首页</td></tr>
      <tr><td><h1>统计公报</h1><table><tr><td><div><p align="center"><strong>一、职业教育</strong></p>
      <p>&nbsp;&nbsp;全市学校１２所，在校生33577人，其中<br>女生14000人。<br>&nbsp;&nbsp;专任教师1903人。</p>
      <p>表1&nbsp;&nbsp;学校</p><p align="right">单位：人</p>
      <table><tr><td rowspan="2">学校</td><td colspan="2">在校生</td></tr><tr><td>2023年</td><td>2024年</td></tr>
      <tr><td><p>一职</p></td><td><p>20&nbsp;</p></td><td>21</td></tr></table></div></td></tr></table></td></tr></table>
      <p>二、普通高中</p></body></html>"""
    blocks = read(tmp_path, page, "gb18030")
    assert outline(blocks).replace("\xa0", " ") == (  # type: ignore[arg-type]
        "body 首页\n"
        "h1 · 统计公报 #\n"
        "h1 一 **职业教育** #\n"
        "body   全市学校１２所，在校生33577人，其中\n女生14000人。\n"
        "body   专任教师1903人。\n"
        "table 表1 学校 #\n"
        "  学校 在校生\n"
        "  2023年 2024年\n"
        "  一职 20  21\n"
        "h1 二 普通高中 #\n"
    )
    table = next(it for it in blocks if isinstance(it, Table))
    assert (table.unit_note, table.header_rows) == ("单位：人", 2)


def test_what_fields_leave_in_a_page_is_no_text(tmp_path: Path) -> None:
    page = "<html><body><p>表\x07\x031\x08\u20111 学校</p><table><tr><td>学校</td></tr><tr><td>一职</td></tr></table></body></html>"
    (table,) = read(tmp_path, page)
    assert isinstance(table, Table)
    assert (table.number, table.caption) == ("表1\u20111", "学校")
