"""Which figures are doubted, and which contradictions are those of the report and not of its reading."""

from pathlib import Path

from support.small_reports import findings_in_text
from zhijian.findings import Finding

PARTS = [("梅园街道", 312, 455), ("柳湾街道", 268, 391), ("石桥镇", 341, 502), ("上塘镇", 197, 288)]


def proofed(folder: Path, *lines: str) -> tuple[Finding, ...]:
    return findings_in_text(folder, "青浦县民政统计公报（2024年）", *lines)


def table(first: int, second: int) -> list[str]:
    rows = [f"| {name} | {one} | {other} |" for name, one, other in PARTS]
    return ["表1 各镇低保情况", "| 镇街 | 低保家庭（户） | 低保对象（人） |", *rows, f"| 合计 | {first} | {second} |"]


def test_totals_that_each_lack_another_row_are_told_though_every_total_of_the_table_misses(tmp_path: Path) -> None:
    found = proofed(tmp_path, *table(1118 - 268, 1636 - 502))

    assert [(f.code, f.suspects[0].text, f.suspects[0].suggestion) for f in found] == [
        ("ZJ502", "850户", "1118户"),
        ("ZJ502", "1134人", "1636人"),
    ]


def test_a_row_that_every_total_leaves_out_is_no_part(tmp_path: Path) -> None:
    assert proofed(tmp_path, *table(1118 - 268, 1636 - 391)) == ()


def test_what_the_text_and_the_rows_say_alike_of_a_total_is_believed(tmp_path: Path) -> None:
    found = proofed(
        tmp_path,
        "2024年末，全县养老床位3120张，比上年增加61张。",
        "表1 养老床位",
        "| 类别 | 2023年（张） | 2024年（张） |",
        "| 公办 | 1230 | 1230 |",
        "| 民办 | 1144 | 1144 |",
        "| 社区 | 685 | 746 |",
        "| 合计 | 3059 | 2950 |",
    )

    assert {f.suspects[0].text for f in found} == {"2950张"}
    assert {f.suspects[0].suggestion for f in found} == {"3120张"}
    assert "增加61张相符" in found[0].message


def test_a_figure_that_is_copied_is_doubted_with_its_copy(tmp_path: Path) -> None:
    found = proofed(
        tmp_path,
        "2024年末，全县养老床位2870张，其中公办床位1230张、民办床位1940张。",
        "表1 养老床位",
        "| 类别 | 2024年床位数（张） |",
        "| 公办床位 | 1230 |",
        "| 民办床位 | 1940 |",
        "| 养老床位 | 2870 |",
    )

    suspects = [s for f in found for s in f.suspects if s.text == "2870张"]
    assert len({str(s.location) for s in suspects}) == 2
    assert {s.suggestion for s in suspects} == {"3170张"}


def test_every_figure_of_a_relation_that_fails_alone_is_among_the_suspects(tmp_path: Path) -> None:
    (found,) = proofed(tmp_path, "2024年，全县电商企业320家，其中规上企业96家，占40.0%。")

    assert {s.text: s.suggestion for s in found.suspects} == {"40.0%": "30.0%", "96家": "128家", "320家": "240家"}


def test_a_figure_that_looks_cut_off_is_told_with_what_it_should_be(tmp_path: Path) -> None:
    (found,) = proofed(tmp_path, "2024年，全县中心小学600所，其中寄宿制小学400所，占66.6%。")

    assert (found.code, found.suspects[0].text, found.suspects[0].suggestion) == ("ZJ512", "66.6%", "66.7%")


def test_two_alike_are_told_apart_and_known_again_when_their_figures_change(tmp_path: Path) -> None:
    lines = ["2024年，全县电商企业80家，其中规上企业24家，占40.0%。"] * 2
    first, second = proofed(tmp_path, *lines)
    changed, _other = proofed(tmp_path, lines[0].replace("40.0%", "41.0%"), lines[1])

    assert first.subject != second.subject
    assert not any(figure.text in first.subject for figure in first.figures)
    assert changed.subject == first.subject
    assert changed.figures != first.figures


def test_a_hundred_percent_is_not_cut_off(tmp_path: Path) -> None:
    found = proofed(tmp_path, "表1 经费构成", "| 项目 | 占比（%） |", "| 财政拨款 | 41.0 |", "| 事业收入 | 29.1 |",
                    "| 其他收入 | 30.8 |", "| 合计 | 100 |")  # fmt: skip

    assert [(f.code, f.severity.name) for f in found] == [("ZJ504", "error")]


def test_one_wrong_digit_is_doubted_before_figures_that_nothing_explains(tmp_path: Path) -> None:
    (found,) = proofed(tmp_path, "全年救助资金支出6.14亿元，其中临时救助1.93亿元，占81.4%。")

    first, second, third = found.suspects
    assert (first.text, first.suggestion, first.cause) == ("81.4%", "31.4%", "可能有一位数字有误")
    assert first.confidence > second.confidence == third.confidence


def test_a_slip_that_leads_into_a_wide_range_is_suggested(tmp_path: Path) -> None:
    (found,) = proofed(tmp_path, "全年救助资金支出61480.25万元，其中护理补贴49285.70万元，占31.4%。")

    assert (found.suspects[0].text, found.suspects[0].suggestion) == ("49285.70万元", "19285.70万元")


def test_slips_that_explain_as_much_are_told_alike(tmp_path: Path) -> None:
    (found,) = proofed(tmp_path, "全年救助资金支出6.14亿元，其中临时救助1.93亿元、特困供养2.08亿元、护理补贴2.63亿元。")

    slipped = [suspect for suspect in found.suspects if suspect.cause]
    assert len(slipped) > 1
    assert len({suspect.confidence for suspect in slipped}) == 1
