"""The official tables, in the official form."""

from fractions import Fraction
from pathlib import Path

from support.outline import outline
from support.report_city import changed, composed, report_facts
from zhijian.document import Block, Heading, PageBreak, Table, plain_text
from zhijian.facts import Status


def official(blocks: tuple[Block, ...]) -> list[Table]:
    return [b for b in blocks if isinstance(b, Table) and b.anchor.startswith("official-")]


def test_the_form_has_its_numbers_stars_parts_units_and_marks(tmp_path: Path) -> None:
    first, second = official(composed(tmp_path / "r", "# 规模\n").document.blocks)
    assert outline([first]) == (
        "table 表1 办学情况表 #official-1\n"
        "  [序号] [指标] [单位] [2023年] [2024年]\n"
        "  1 全日制在校生人数* 人 ⟦t1-1-2023|32415⟧ ⟦t1-1-2024|33577⟧\n"
        "  2 毕业生人数 人 ⟦t1-2-2023|9414⟧ ⟦t1-2-2024|10726⟧\n"
        "  其中：升学人数 人 ⟦t1-3-2023|4722⟧ ⟦t1-3-2024|4842⟧\n"
        "  3 课程总数 门 ⟦t1-4-2023|1864⟧ ⟦t1-4-2024|1864⟧\n"
        "  学时 ⟦t1-5-2023|250207⟧ ⟦t1-5-2024|305633⟧\n"
        "  4 生师比* —— ⟦t1-6-2023|17.3:1⟧ ⟦t1-6-2024|17.6:1⟧\n"
        "  5 在国外开办学校数 所 仅高职填报 仅高职填报\n"
        "  6 年生均财政拨款水平 元 ⟦t1-8-2023|5000.00⟧ ⟦t1-8-2024|5119.64⟧\n"
        "  7 年财政专项经费 万元 ⟦t1-9-2023|16207.5⟧ ⟦t1-9-2024|17190.22⟧\n"
        "  8 学生体质测评合格率 % ⟦t1-10-2023|94.95⟧ ⟦t1-10-2024|96.43⟧\n"
    )
    assert outline([second]) == (
        "table 表2 满意度调查表 #official-2\n"
        "  [序号] [指标] [单位] [2023年] [2024年] [调查人数] [调查方式]\n"
        "  1 在校生满意度* % ⟦t2-1-2023|85.59⟧ ⟦t2-1-2024|90.85⟧ ⟦t2-1-n|15615⟧ 问卷调查\n"
    )


def test_cells_are_merged_as_in_the_form(tmp_path: Path) -> None:
    first, _ = official(composed(tmp_path / "r", "# 规模\n").document.blocks)
    assert [(plain_text(c.runs), c.rows) for row in first.rows for c in row if c.rows > 1] == [
        ("2", 2),
        ("3", 2),
        ("课程总数", 2),
    ]
    width = sum(cell.columns for cell in first.rows[0])
    covered = [sum(cell.columns * cell.rows for cell in row) for row in first.rows]
    assert sum(covered) == width * len(first.rows), "every place of the grid is covered once"
    assert (first.header_rows, len(first.widths)) == (1, width)


def test_they_stand_at_the_end_or_where_the_text_puts_them(tmp_path: Path) -> None:
    at_end = composed(tmp_path / "r", "# 规模\n\n末段见[@official-2]。\n").document.blocks
    assert [type(b).__name__ for b in at_end[-4:]] == ["PageBreak", "Heading", "Table", "Table"]
    placed = composed(tmp_path / "r", "# 规模\n\n::: tables\n\n# 附录 {-}\n").document.blocks
    assert isinstance(placed[-1], Heading)
    assert sum(isinstance(b, PageBreak) for b in placed) == 1
    assert len(official(placed)) == 2


def test_what_does_not_apply_or_has_no_data_is_said_in_its_cell(tmp_path: Path) -> None:
    def none(fact_key: tuple[str, str, str], status: Status) -> object:
        return changed(fact_key, status=status, mantissa=None, decimals=None, low=None, high=None)

    for status, mark in ((Status.not_applicable, "不适用"), (Status.no_data, "无数据")):
        facts = report_facts(none(("yunling", "2023", "courses.total"), status))  # type: ignore[arg-type]
        first, _ = official(composed(tmp_path / "r", "# 规模\n", facts=facts).document.blocks)
        assert f"门 ⟦t1-4-2023|{mark}⟧" in outline([first])


def test_a_ratio_without_a_denominator_is_a_dash(tmp_path: Path) -> None:
    zero = changed(("yunling", "2023", "teachers.full_time"), mantissa=0, low=Fraction(0), high=Fraction(0))
    composition = composed(tmp_path / "r", "# 规模\n", facts=report_facts(zero))
    assert "⟦t1-6-2023|——⟧" in outline(composition.document.blocks)
    figure = next(f for f in composition.figures if f.anchor == "t1-6-2023")
    assert figure.value is None


def test_anchors_are_unique(tmp_path: Path) -> None:
    figures = composed(tmp_path / "r", "# 规模\n\n{{ trend(students.full_time) }}{{ graduates.total }}\n").figures
    anchors = [figure.anchor for figure in figures]
    assert len(anchors) == len(set(anchors)) == 4 + 18 + 3
