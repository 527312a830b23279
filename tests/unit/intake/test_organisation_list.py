"""A list of organisations from a workbook or a CSV file."""

from pathlib import Path

import pytest
import xlsxwriter

from zhijian.errors import UnreadableInput
from zhijian.intake import read_organisations

ROWS = [
    ["单位编号", "单位名称", "级别", "上级编号", "备注"],
    ["city", "云岭市", "市", "", ""],
    ["c-1", "临江区", "区", "city", ""],
    ["school-01", "临江职校", "学校", "c-1", "寄宿"],
]


def test_a_workbook_and_a_csv_file_give_the_same_tree(tmp_path: Path) -> None:
    book, text = tmp_path / "单位.xlsx", tmp_path / "单位.csv"
    with xlsxwriter.Workbook(book) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
    text.write_bytes("\n".join(",".join(row) for row in ROWS).encode("gb18030"))
    trees = [read_organisations(path) for path in (book, text)]
    assert [list(tree) for tree in trees] == [list(trees[0])] * 2
    assert [(o.id, o.level, o.parent) for o in trees[0]] == [
        ("city", "city", ""),
        ("c-1", "county", "city"),
        ("school-01", "school", "c-1"),
    ]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["单位编号", "单位名称"]], "缺少列"),
        ([ROWS[0], ["a", "甲", "市", "", ""], ["b", "乙", "村", "a", ""]], "级别"),
        ([ROWS[0], ["a", "甲", "市", "", ""], ["a", "乙", "学校", "a", ""]], "重复"),
        ([], "空"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, rows: list[list[str]], told: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    with pytest.raises(UnreadableInput, match=told):
        read_organisations(path)
