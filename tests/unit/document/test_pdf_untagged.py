"""What is read from a PDF without tags: tables by their lines and columns, text by the places of its lines."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from support.outline import outline
from support.sample_pictures import photograph
from support.untagged_pdf import untagged_pdf
from zhijian.document import Table
from zhijian.document.read import read_document

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases/document/untagged-pdf.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_blocks_of_pages_without_tags(case: dict[str, Any], tmp_path: Path) -> None:
    untagged_pdf(tmp_path / "report.pdf", case["body"])
    assert outline(read_document(tmp_path / "report.pdf").blocks) == case["blocks"]


def test_cells_say_where_they_stand(tmp_path: Path) -> None:
    untagged_pdf(tmp_path / "report.pdf", CASES[0]["body"])
    table = read_document(tmp_path / "report.pdf").blocks[0]
    assert isinstance(table, Table)
    assert str(table.rows[1][2].location) == "report.pdf#t1(表1-2)/r2/c3"
    assert (table.unit_note, table.header_rows) == ("单位：人", 1)


def test_spans_are_those_of_the_grid(tmp_path: Path) -> None:
    for case in (CASES[1], CASES[3]):
        untagged_pdf(tmp_path / "report.pdf", case["body"])
        table = next(it for it in read_document(tmp_path / "report.pdf").blocks if isinstance(it, Table))
        assert [(cell.columns, cell.rows) for cell in table.rows[0]] == [(1, 2), (2, 1), (2, 1)]
        assert table.header_rows == 2


def test_blocks_say_on_which_page_they_begin(tmp_path: Path) -> None:
    untagged_pdf(
        tmp_path / "report.pdf",
        "甲。\n#pagebreak()\n乙。\n\n表1 规模\n#table(columns: 2, [学校], [人数], [一职], [120])",
    )
    document = read_document(tmp_path / "report.pdf")
    assert [document.page_of(block.location) for block in document.blocks] == [1, 2, 2]


def test_a_page_that_is_a_picture_is_named(tmp_path: Path) -> None:
    scan = f"#image(bytes({tuple(photograph('').data)}), width: 100%, height: 50%)"
    untagged_pdf(tmp_path / "report.pdf", f"全市在校生33577人。\n#pagebreak()\n{scan}")
    assert read_document(tmp_path / "report.pdf").unread == (2,)


def test_a_page_is_turned_so_that_its_text_is_upright(tmp_path: Path) -> None:
    table = "#table(columns: (80pt, 80pt), [学校], [人数], [一职], [120], [合计], [120])"
    for turn in (90, 180, 270):
        untagged_pdf(tmp_path / "report.pdf", f"#rotate({turn}deg, reflow: true)[{table}]")
        assert (
            outline(read_document(tmp_path / "report.pdf").blocks)
            == "table   #\n  [学校] [人数]\n  一职 120\n  合计 120\n"
        )
