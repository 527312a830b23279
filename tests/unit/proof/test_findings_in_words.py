"""How findings name what is in doubt: by its word, its unit and its way of print."""

from pathlib import Path

from support.small_reports import findings_in_text
from zhijian.findings import Finding


def proofed(folder: Path, *lines: str) -> tuple[Finding, ...]:
    return findings_in_text(folder, "松江县教育事业公报（2024年）", *lines)


def test_a_change_that_goes_the_other_way_is_the_first_suspect(tmp_path: Path) -> None:
    (found,) = proofed(tmp_path, "2024年，参加暑期实践的学生847人，比上年减少61人，增长7.8%。")

    first, second, *_ = found.suspects
    assert (first.text, first.suggestion) == ("减少61人", "增加61人")
    assert first.cause == "增减方向可能写反"
    assert (second.text, second.suggestion) == ("7.8%", "下降6.7%")


def test_a_change_is_named_with_its_direction(tmp_path: Path) -> None:
    (found,) = proofed(tmp_path, "2024年，幼儿园教师2460人，比上年增加58人，增长4.2%。")

    for name in ("“幼儿园教师”2460人", "“幼儿园教师”增加58人", "“幼儿园教师”增长4.2%"):
        assert name in found.remedy


def test_a_suggestion_has_no_unit_where_the_figure_is_printed_without_one(tmp_path: Path) -> None:
    (found,) = proofed(tmp_path, "2024年三次产业结构为12.3∶53.8∶52.2。")

    assert ("53.8", "35.4～35.6") in [(suspect.text, suspect.suggestion) for suspect in found.suspects]


def test_of_many_figures_the_doubtful_one_is_named_first_and_all_are_counted(tmp_path: Path) -> None:
    parts = [412, 388, 365, 341, 297, 266, 254, 239]
    rows = [f"| {name}镇 | {count} |" for name, count in zip("东西南北上下前后", parts, strict=True)]
    (found,) = proofed(tmp_path, "表1 各镇幼儿园教师", "| 镇 | 教师（人） |", *rows, f"| 合计 | {sum(parts) - 270} |")

    named = found.remedy.removeprefix("请核对").split("、")
    likeliest, *_ = found.suspects
    assert named[0].startswith(likeliest.text)
    assert any("“合计”" in name for name in named[:3])
    assert "等9个数" in found.remedy


def test_two_units_of_one_row_are_told_apart(tmp_path: Path) -> None:
    found = proofed(
        tmp_path,
        "表1 网上教学",
        "| 指标 | 单位 | 2023年 | 2024年 |",
        "| 教学点 | 个 | 27 | 26 |",
        "| 网上课程 | 门 | 64 | 1280 |",
        "| 网上课程 | 学时 | 3072 | 61440 |",
        "| 教师 | 人 | 512 | 530 |",
    )

    assert [f.code for f in found] == ["ZJ514", "ZJ514"]
    assert "“网上课程（门）”" in found[0].message
    assert "“网上课程（学时）”" in found[1].message
