"""What is read from a DOCX that other programs wrote, and what is said of files that cannot be read."""

import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from support.foreign_docx import foreign_docx
from support.outline import outline
from support.sample_document import sample_document
from zhijian.document import Heading, Table
from zhijian.document.read import read_document
from zhijian.document.read.docx.numbering import chinese, roman
from zhijian.document.write import write_docx
from zhijian.errors import UnreadableInput

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases/document/foreign-docx.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_blocks_of_other_programs(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "theirs.docx"
    foreign_docx(path, case["body"])
    assert outline(read_document(path).blocks) == case["blocks"]


def test_cells_are_named_by_their_place_in_the_grid(tmp_path: Path) -> None:
    body = next(case["body"] for case in CASES if "merged" in case["about"])
    path = tmp_path / "theirs.docx"
    foreign_docx(path, body)
    table = next(block for block in read_document(path).blocks if isinstance(block, Table))
    assert [(cell.columns, cell.rows) for row in table.rows for cell in row] == [(1, 2), (2, 1), (1, 1), (1, 1)]
    assert str(table.rows[1][1].location) == "theirs.docx#t1(表 6)/r2/c3"
    assert (table.unit_note, table.widths) == ("单位：人", (20, 60, 20))


def test_blocks_say_where_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    write_docx(sample_document(), path)
    blocks = read_document(path).blocks
    places = [str(block.location) for block in blocks if isinstance(block, Heading | Table)]
    assert places[3:5] == ["report.docx#t1(表1-1)", "report.docx#t2(表1-2)"]
    assert places[-2:] == ["report.docx#h8", "report.docx#t3(表3)"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "是空文件"),
        (b"PK\x03\x04 nothing more", "不是 Word 文档"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "另存为“Word 文档（.docx）”"),
    ],
)
def test_what_is_no_docx_is_named(content: bytes, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.docx"
    path.write_bytes(content)
    with pytest.raises(UnreadableInput, match=expected):
        read_document(path)


def test_a_damaged_part_is_named(tmp_path: Path) -> None:
    whole, broken = tmp_path / "whole.docx", tmp_path / "broken.docx"
    foreign_docx(whole, "")
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name)[:-9] if name == "word/document.xml" else source.read(name))
    with pytest.raises(UnreadableInput, match=r"word/document\.xml 不是有效的 XML"):
        read_document(broken)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    whole, bomb = tmp_path / "whole.docx", tmp_path / "bomb.docx"
    foreign_docx(whole, "<w:p><w:r><w:t>&many;</w:t></w:r></w:p>".replace("&", "ENTITY"))
    secret = tmp_path / "secret.txt"
    secret.write_text("内部资料", encoding="utf-8")
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(bomb, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                declared = f'<!DOCTYPE d [<!ENTITY many SYSTEM "{secret.as_uri()}">]>\n<w:document'
                data = data.replace(b"<w:document", declared.encode(), 1).replace(b"ENTITYmany", b"&many")
            target.writestr(name, data)
    assert "内部资料" not in outline(read_document(bomb).blocks)


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (105, "一百零五"), (1010, "一千零一十")]
)
def test_chinese_numbers(number: int, text: str) -> None:
    assert chinese(number) == text


def test_roman_numbers() -> None:
    assert [roman(number) for number in (1, 4, 9, 14, 2024)] == ["I", "IV", "IX", "XIV", "MMXXIV"]


def test_the_header_is_as_high_as_its_cells_reach(tmp_path: Path) -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    rows = [
        cell("地区", '<w:vMerge w:val="restart"/>') + cell("学校数", '<w:gridSpan w:val="2"/>'),
        cell("", "<w:vMerge/>") + cell("2023年") + cell("2024年"),
        cell("临江") + cell("3") + cell("4"),
    ]
    foreign_docx(tmp_path / "theirs.docx", f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>")
    table = next(it for it in read_document(tmp_path / "theirs.docx").blocks if isinstance(it, Table))
    assert table.header_rows == 2
