"""HTML as a document: ours comes back equal, other pages as far as they can be made out."""

from pathlib import Path

import pytest

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
        Heading(2, (Text("一、规模"),), "a"),
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
