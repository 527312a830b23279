"""Charts: a definition, its figures, its spec and drawing."""

import re
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from support.report_city import composed, report_facts
from zhijian.document import Figure, Paragraph, plain_text
from zhijian.report import Composition, ReportStopped
from zhijian.report.charts.palette import PERIODS, SERIES, lightness
from zhijian.typefaces import SANS

ENROLMENT = "# 规模\n\n见[@chart-enrolment]。\n\n::: chart enrolment\n:::\n"


def chart(composition: Composition) -> Figure:
    return next(b for b in composition.document.blocks if isinstance(b, Figure))


def defined(text: str) -> dict[str, str]:
    """A chapter with one chart, ``own``, and its definition in the report folder."""
    return {"": "# 规模\n\n::: chart own\n:::\n", "charts/own.yaml": text}


def without_history(indicator: str) -> object:
    return report_facts(lambda f: None if (f.indicator, f.period) == (indicator, "2022") else f)


def test_a_chart_is_drawn_with_every_figure_in_its_alternative_text(tmp_path: Path) -> None:
    figure = chart(composed(tmp_path / "r", ENROLMENT))
    assert (figure.number, figure.caption) == ("图1-1", "近三学年全日制在校生、毕业生规模")
    (picture,) = figure.pictures
    assert picture.alt == (
        "柱状图：近三学年全日制在校生、毕业生规模。全日制在校生：2022年31260人，2023年32415人，2024年33577人；"
        "毕业生：2023年9414人，2024年10726人。"
    )
    svg = picture.data.decode()
    assert picture.media_type == "image/svg+xml"
    assert {"33577人", "10726人", "2024年", "全日制在校生"} <= set(re.findall(r">([^<>]+)</text>", svg))
    assert SANS in svg
    assert picture.chart is not None
    assert picture.chart["description"] == picture.alt


def test_a_missing_year_is_left_out_and_said(tmp_path: Path) -> None:
    composition = composed(tmp_path / "r", ENROLMENT, facts=without_history("students.full_time"))  # type: ignore[arg-type]
    figure = chart(composition)
    assert "2022年" not in figure.pictures[0].alt
    assert [f.code for f in composition.findings] == ["ZJ435"]
    notes = [plain_text(b.runs) for b in composition.document.blocks if isinstance(b, Paragraph) and b.style == "note"]
    assert notes == ["注：2022年数据缺失，图中未画。"]


def test_a_missing_figure_of_the_report_itself_stops_the_build(tmp_path: Path) -> None:
    facts = report_facts(lambda f: None if (f.indicator, f.period) == ("graduates.total", "2024") else f)
    with pytest.raises(ReportStopped) as caught:
        composed(tmp_path / "r", ENROLMENT, facts=facts)
    assert ("ZJ403", "chapters/01.md#L5") in [(f.code, str(f.location)) for f in caught.value.findings]


def test_exact_figures_become_numbers_in_the_spec_only(tmp_path: Path) -> None:
    spec = chart(composed(tmp_path / "r", ENROLMENT)).pictures[0].chart
    assert spec is not None
    values = {(v["category"], v["series"]): v["value"] for v in spec["data"]["values"]}
    assert values["2024年", "毕业生"] == 10726.0


def test_slices_are_sorted_and_empty_ones_left_out(tmp_path: Path) -> None:
    figure = chart(composed(tmp_path / "r", "# 规模\n\n::: chart programmes\n本市专业\n:::\n"))
    assert figure.caption == "本市专业"
    assert figure.pictures[0].alt == "条形图：本市专业。2024年：电子与信息大类9个，装备制造大类6个。"


def test_schools_side_by_side_for_internal_use(tmp_path: Path) -> None:
    text = "# 规模\n\n:::: internal\n::: chart schools\n:::\n::::\n"
    alt = chart(composed(tmp_path / "r", text)).pictures[0].alt
    assert alt.endswith("全日制在校生：云岭工贸6100人，云岭一职5200人，云岭财经5200人。")
    assert not any(isinstance(b, Figure) for b in composed(tmp_path / "r", text, audience="public").document.blocks)
    with pytest.raises(ReportStopped) as caught:
        composed(tmp_path / "r", "# 规模\n\n::: chart schools\n:::\n", audience="public")
    assert [(f.code, str(f.location)) for f in caught.value.findings] == [("ZJ424", "chapters/01.md#L3")]


def test_a_folder_has_charts_of_its_own(tmp_path: Path) -> None:
    own = "title: 增长\nkind: bars\nover: values\noptions: decimals 2\nvalues:\n  - {label: 在校生, value: growth(students.full_time)}\n"
    figure = chart(composed(tmp_path / "r", defined(own)))
    assert figure.pictures[0].alt == "条形图：增长。2024年：在校生3.58%。"


def test_shares_of_a_stack_add_up_to_the_whole(tmp_path: Path) -> None:
    own = (
        "title: 去向\nkind: stack\nperiods: 2\nvalues:\n  - {label: 升学, value: graduates.further_study}\n"
        "  - {label: 其他, value: graduates.total - graduates.further_study}\n"
    )
    spec = chart(composed(tmp_path / "r", defined(own))).pictures[0].chart
    assert spec is not None
    rows = spec["data"]["values"]
    assert [row["end"] for row in rows if row["series"] == "其他"] == [1.0, 1.0]
    assert [row["start"] for row in rows if row["series"] == "升学"] == [0.0, 0.0]


def test_lines_do_not_bridge_missing_years(tmp_path: Path) -> None:
    own = (
        "title: 走势\nkind: lines\nperiods: 3\nvalues:\n  - {label: 在校生, value: students.full_time}\n"
        "  - {label: 毕业生, value: graduates.total}\n"
    )
    composition = composed(tmp_path / "r", defined(own))
    spec = chart(composition).pictures[0].chart
    assert spec is not None
    assert [v["category"] for v in spec["data"]["values"] if v["series"] == "毕业生"] == ["2023年", "2024年"]
    assert [f.code for f in composition.findings] == ["ZJ435"]


def test_columns_lie_down_where_their_labels_would_collide(tmp_path: Path) -> None:
    values = "".join(f"  - {{label: 一个相当长的项目名称{i}, value: students.full_time}}\n" for i in range(6))
    figure = chart(composed(tmp_path / "r", defined(f"title: 多项\nover: values\nvalues:\n{values}")))
    assert figure.pictures[0].alt.startswith("条形图：")


FAULTS = [
    ("kind: columns\nvalues: [students.full_time]\n", "缺少 title"),
    ("title: 图\nkind: pie\nvalues: [students.full_time]\n", "kind 应为 columns、bars、stack、lines 之一，实为 pie"),
    ("title: 图\n", "缺少 values"),
    ("title: 图\ncolour: red\nvalues: [students.full_time]\n", "不认识的项目 colour"),
    ("title: 图\nover: slices\n", "要写 slices"),
    ("title: 图\nperiods: 0\nvalues: [students.full_time]\n", "periods 应为正整数"),
    ("title: 图\nvalues:\n  - {label: 甲}\n", "缺少 value"),
    ("title: [图\n", "YAML"),
    ("- 甲\n", "应写作“名称: 内容”"),
    ("title: 图\nover: slices\nslices: students.full_time\n", "没有分组"),
]


@pytest.mark.parametrize(("text", "words"), FAULTS, ids=[words for _, words in FAULTS])
def test_a_fault_in_a_definition_is_named(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ReportStopped) as caught:
        composed(tmp_path / "r", defined(text))
    (found,) = caught.value.findings
    assert found.code == "ZJ423"
    assert found.message.startswith("charts/own.yaml:")
    assert words in found.message


def test_a_wrong_expression_in_a_definition_is_named_at_its_line(tmp_path: Path) -> None:
    own = "title: 图\nvalues:\n  - {label: 甲, value: students.full_time}\n  - {label: 乙, value: no.such}\n"
    with pytest.raises(ReportStopped) as caught:
        composed(tmp_path / "r", defined(own))
    assert [(f.code, str(f.location)) for f in caught.value.findings] == [("ZJ401", "charts/own.yaml#L4")]


@pytest.mark.parametrize("palette", [PERIODS, SERIES])
def test_neighbouring_colours_differ_in_a_grey_print(palette: tuple[str, ...]) -> None:
    assert all(abs(lightness(a) - lightness(b)) >= 15 for a, b in pairwise(palette))


def test_the_same_chart_is_the_same_bytes(tmp_path: Path) -> None:
    first, second = (chart(composed(tmp_path / "r", ENROLMENT)).pictures[0] for _ in range(2))
    assert first == second


def test_values_keep_their_precision_until_the_spec(tmp_path: Path) -> None:
    own = "title: 比\nover: values\nvalues:\n  - {label: 生师比, value: ratio.students_per_teacher}\n"
    spec = chart(composed(tmp_path / "r", defined(own))).pictures[0].chart
    assert spec is not None
    assert spec["data"]["values"][0]["value"] == float(Fraction(33577, 1903))
