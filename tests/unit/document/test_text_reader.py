"""Plain text read as a document: what it is made of, and where in the file every piece stands."""

from pathlib import Path

import pytest

from zhijian.document import Case, Document, Figure, Heading, Paragraph, Table, as_it_stands, plain_text
from zhijian.document.read import read_document
from zhijian.errors import UnreadableInput


def read(tmp_path: Path, text: str, encoding: str = "utf-8") -> Document:
    path = tmp_path / "report.txt"
    path.write_bytes(text.encode(encoding))
    return read_document(path)


def grid(table: Table) -> list[list[str]]:
    return [[plain_text(cell.runs) for cell in row] for row in table.rows]


REPORT = """\
 [bookmark: _Toc1][bookmark: _Toc2]1.1发展规模
全市共有学校12所，在校生[bookmark: _Toc3]30000人。
[bookmark: _Toc4]表1-1 近两年办学规模
\t年份
\t单位
\t学校数
\t在校生数

\t2022—2023
学年
\t所
\t12
\t29000

\t2023—2024
学年
\t所
\t12
\t30000

\t案例1-1以赛促学
\t[image: 校门[00_28_36][2024]]
一职参加省赛。
\t图1-1 颁奖现场
2.人才培养
2024年，毕业生9000人。
"""


def test_what_a_report_is_made_of(tmp_path: Path) -> None:
    document = read(tmp_path, REPORT)
    first, scale, table, case, second, graduates = document.blocks
    assert isinstance(first, Heading)
    assert (first.number, first.level, plain_text(first.runs)) == ("1.1", 2, "发展规模")
    assert isinstance(scale, Paragraph)
    assert plain_text(scale.runs) == "全市共有学校12所，在校生30000人。"
    assert isinstance(table, Table)
    assert (table.number, table.caption, table.header_rows) == ("表1-1", "近两年办学规模", 1)
    assert grid(table)[1:] == [["2022—2023学年", "所", "12", "29000"], ["2023—2024学年", "所", "12", "30000"]]
    assert isinstance(case, Case)
    assert (case.number, case.title) == ("案例1-1", "以赛促学")
    assert isinstance(case.blocks[1], Figure)
    assert (case.blocks[1].number, case.blocks[1].caption) == ("图1-1", "颁奖现场")
    assert isinstance(second, Heading)
    assert (second.number, second.level) == ("2", 1)
    assert str(graduates.location) == "report.txt#h2(2)/p1"


def test_spans_count_the_characters_of_the_file(tmp_path: Path) -> None:
    document = read(tmp_path, REPORT)
    scale = document.blocks[1]
    assert isinstance(scale, Paragraph)
    start = plain_text(scale.runs).index("30000人")
    at = as_it_stands(scale.runs, (start, start + 6))
    assert REPORT[slice(*at)] == "30000人"
    across = as_it_stands(scale.runs, (start - 1, start + 6))
    assert REPORT[slice(*across)] == "生[bookmark: _Toc3]30000人"
    table = document.blocks[2]
    assert isinstance(table, Table)
    runs = table.rows[2][3].runs
    assert REPORT[slice(*as_it_stands(runs, (0, 5)))] == "30000"


OFFICIAL = """表3 教学资源表
序号
指标
单位
2023年
2024年
1
生师比*
——
17.2:1
17.6:1
2
课程总数*
门
1864
2054
学时
250207
305633
其中：课证融通课程数*
门
124
147
校级数量
26
30
9
编写教材数
本
12
27
序号
指标
单位
2023年
2024年
调查人数
1
在校生满意度
%
85.59
90.85
15615
"""


def test_columns_are_recovered_where_rows_lack_number_label_or_unit(tmp_path: Path) -> None:
    first, second = read(tmp_path, OFFICIAL).blocks
    assert isinstance(first, Table)
    assert isinstance(second, Table)
    assert first.number == "表3"
    assert grid(first) == [
        ["序号", "指标", "单位", "2023年", "2024年"],
        ["1", "生师比*", "——", "17.2:1", "17.6:1"],
        ["2", "课程总数*", "门", "1864", "2054"],
        ["", "", "学时", "250207", "305633"],
        ["", "其中：课证融通课程数*", "门", "124", "147"],
        ["", "校级数量", "", "26", "30"],
        ["9", "编写教材数", "本", "12", "27"],
    ]
    assert grid(second)[1] == ["1", "在校生满意度", "%", "85.59", "90.85", "15615"]


@pytest.mark.parametrize(
    "text",
    [
        "地区\t2023年\t2024年\n甲区\t120\t130\n乙区\t80\t90\n",
        "| 地区 | 2023年 | 2024年 |\n|---|---|---|\n| 甲区 | 120 | 130 |\n| 乙区 | 80 | 90 |\n",
        "地区    2023年  2024年\n甲区    120     130\n乙区    80      90\n",
        "表1 各区人数\n地区\n2023年\n2024年\n甲区\n120\n130\n乙区\n80\n90\n",
    ],
)
def test_tables_in_other_writings(tmp_path: Path, text: str) -> None:
    (table,) = read(tmp_path, text).blocks
    assert isinstance(table, Table)
    assert grid(table) == [["地区", "2023年", "2024年"], ["甲区", "120", "130"], ["乙区", "80", "90"]]


@pytest.mark.parametrize(
    "text",
    ["2023年10月22日，全市在校生增加", "1.5%", "3.2万人", "12.5平方米", "2.3亿元", "18：00—20：00", "1.2 34.5"],
)
def test_not_every_line_that_begins_with_a_number_is_a_heading(tmp_path: Path, text: str) -> None:
    assert not any(isinstance(block, Heading) for block in read(tmp_path, f"{text}\n正文。\n").blocks)


@pytest.mark.parametrize(
    ("lines", "levels"),
    [
        (["第一章 概况", "第一节 规模", "一、学生", "（一）招生"], [1, 2, 3, 4]),
        (["一、概况", "（一）规模", "1.招生", "2.就业"], [1, 2, 3, 3]),
        (["1 . 概况", "1.1 规模", "1.1.1招生", "前言"], [1, 2, 3, 1]),
    ],
)
def test_levels_follow_the_numbering_that_the_report_uses(tmp_path: Path, lines: list[str], levels: list[int]) -> None:
    found = read(tmp_path, "\n".join(f"{line}\n正文句子。" for line in lines)).blocks
    assert [block.level for block in found if isinstance(block, Heading)] == levels


def test_lines_cut_at_a_width_are_one_paragraph(tmp_path: Path) -> None:
    sentence = "全市中等职业学校共有在校生30000人比上年增加1000人" * 20 + "。"
    cut = "\n".join(sentence[at : at + 36] for at in range(0, len(sentence), 36))
    (paragraph,) = read(tmp_path, cut).blocks
    assert isinstance(paragraph, Paragraph)
    assert plain_text(paragraph.runs) == sentence


def test_contents_are_left_out(tmp_path: Path) -> None:
    document = read(tmp_path, "目录\n1.1 发展规模……………………3\n1.2 基本结构\t5\n1.1 发展规模\n正文。\n")
    assert [type(block) for block in document.blocks] == [Heading, Paragraph]


def test_a_header_of_two_rows_between_tabs_keeps_what_its_upper_row_stands_over(tmp_path: Path) -> None:
    lines = ["地区\t学校（所）\t\t在校生（人）", "\t2023年\t2024年\t2023年\t2024年", "东区\t3\t4\t1200\t1300"]
    table = read(tmp_path, "\n".join(["表1 各地情况", *lines, "西区\t2\t2\t800\t790"])).blocks[0]
    assert isinstance(table, Table)
    assert table.header_rows == 2
    assert [(plain_text(cell.runs), cell.columns) for cell in table.rows[0]] == [
        ("地区", 1),
        ("学校（所）", 2),
        ("在校生（人）", 2),
    ]
    assert grid(table)[1:3] == [["", "2023年", "2024年", "2023年", "2024年"], ["东区", "3", "4", "1200", "1300"]]


def test_a_header_of_two_rows_written_one_cell_to_a_line(tmp_path: Path) -> None:
    rows = [["地区", "学校（所）", "在校生（人）"], ["2023年", "2024年"] * 2, ["东区", "3", "4", "1200", "1300"]]
    rows.append(["西区", "2", "2", "800", "790"])
    text = "\n\n".join("\n".join("\t" + cell for cell in row) for row in rows)
    table = read(tmp_path, "表1 各地情况\n" + text + "\n").blocks[0]
    assert isinstance(table, Table)
    assert [(plain_text(cell.runs), cell.columns) for cell in table.rows[0]] == [
        ("地区", 1),
        ("学校（所）", 2),
        ("在校生（人）", 2),
    ]
    assert grid(table)[1:3] == [["", "2023年", "2024年", "2023年", "2024年"], ["东区", "3", "4", "1200", "1300"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    (paragraph,) = read(tmp_path, "在校生30000人。", encoding).blocks
    assert isinstance(paragraph, Paragraph)
    assert plain_text(paragraph.runs) == "在校生30000人。"


@pytest.mark.parametrize(
    "data",
    [b"", b" \n\t\n", b"\x00\x01\x02PNG", b"\xff\xfe\x00\xd8", b"\x81\xff\xff", "臺北市在校生33577人。".encode("big5")],
)
def test_a_file_without_text_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableInput, match=r"report\.txt"):
        read_document(path)


def test_contents_whose_page_numbers_are_lost_are_left_out(tmp_path: Path) -> None:
    lines = "统计公报\n目录\n前言\t\n1 规模\t\n1.1 学校\n\n前言\n各校情况如下。\n1 规模\n1.1 学校\n学校12所。\n"
    assert [plain_text(it.runs) for it in read(tmp_path, lines).blocks if isinstance(it, Heading | Paragraph)] == [
        *("统计公报", "前言", "各校情况如下。", "1 规模", "学校", "学校12所。")
    ]
