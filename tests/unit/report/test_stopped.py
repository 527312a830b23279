"""What stops a build: everything at once, each with its file and line."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from support.outline import outline
from support.report_city import CASES, SETTINGS, SVG, changed, composed, report_catalogue, report_city, report_facts
from zhijian.errors import BuildStopped
from zhijian.findings import Severity
from zhijian.report import ReportStopped, compose

FAULTS = [tuple(fault) for fault in yaml.safe_load((CASES / "faults.yaml").read_text("utf-8"))]
CASE = "---\ntitle: 甲\nschool: school-01\nchapter: 1\n---\n正文。\n"


def stopped(folder: Path, files: dict[str, str] | str, **options: object) -> ReportStopped:
    with pytest.raises(ReportStopped) as caught:
        composed(folder, files, **options)  # type: ignore[arg-type]
    return caught.value


@pytest.mark.parametrize(("code", "place", "words", "text"), FAULTS, ids=[f"{f[0]} {f[2]}" for f in FAULTS])
def test_a_fault_in_a_chapter_stops_the_build(tmp_path: Path, code: str, place: str, words: str, text: str) -> None:
    error = stopped(tmp_path / "r", {"": f"# 规模\n\n{text}\n", "pictures/bad.png": "no picture"})
    found = [f for f in error.findings if f.code == code]
    assert found, [f"{f.code} {f.message}" for f in error.findings]
    assert found[0].message.startswith(f"{place}：")
    assert words in found[0].message
    assert str(found[0].location) == place.replace(":", "#L")
    assert found[0].severity is Severity.error
    assert found[0].remedy


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = "# 规模\n\n{{ campus.aria }}，{{ overseas.programmes }}。\n\n{{ change(campus.area) }}\n"
    error = stopped(tmp_path / "r", text)
    assert isinstance(error, BuildStopped)
    assert [(f.code, str(f.location)) for f in error.findings] == [
        ("ZJ401", "chapters/01.md#L3"),
        ("ZJ404", "chapters/01.md#L3"),
        ("ZJ403", "chapters/01.md#L5"),
    ]
    assert len(str(error).splitlines()) == 3


CASE_FAULTS = [
    ("title: 甲\nschool: school-01\nchapter: 1", "ZJ413", "cases/c.md:1", "信息块开始"),
    ("---\nschool: school-01\nchapter: 1\n---\n文", "ZJ413", "cases/c.md:1", "缺少 title"),
    ("---\ntitle: 甲\nschool: school-09\nchapter: 1\n---\n文", "ZJ413", "cases/c.md:3", "“school-09”不在"),
    ("---\ntitle: 甲\nschool: school-01\nchapter: 1\nphoto: x\n---\n文", "ZJ413", "cases/c.md:5", "不认识的项目 photo"),
    ("---\ntitle: [甲\n---\n文", "ZJ413", "cases/c.md:", "YAML"),
    ("---\ntitle: 甲\nschool: school-01\nchapter: 1\n---\n", "ZJ413", "cases/c.md:5", "没有正文"),
    ("---\ntitle: 甲\nschool: school-01\nchapter: 1\n---\n# 标题\n\n文", "ZJ413", "cases/c.md:6", "不能有标题"),
    ("---\ntitle: 甲\nschool: school-01\n---\n文", "ZJ414", "cases/c.md:1", "既没有写 chapter"),
    ("---\ntitle: 甲\nschool: school-01\nchapter: 7.1\n---\n文", "ZJ414", "cases/c.md:1", "不是已有的章节编号"),
    (
        "---\ntitle: 甲\nschool: school-01\nchapter: 1\npictures:\n  - {file: pictures/a.svg, caption: 图}\n---\n文",
        "ZJ412",
        "cases/c.md:6",
        "没有替代文字",
    ),
    (
        "---\ntitle: 甲\nschool: school-01\nchapter: 1\npictures:\n  - {file: pictures/a.svg, alt: 图}\n---\n文",
        "ZJ413",
        "cases/c.md:6",
        "缺少 caption",
    ),
    ("---\ntitle: 甲\nschool: school-01\nchapter: 1\n---\n首行\n{{ no.such }}", "ZJ401", "cases/c.md:7", "no.such"),
]


@pytest.mark.parametrize(("case", "code", "place", "words"), CASE_FAULTS, ids=[f[3] for f in CASE_FAULTS])
def test_a_fault_in_a_case_stops_the_build(tmp_path: Path, case: str, code: str, place: str, words: str) -> None:
    error = stopped(tmp_path / "r", {"": "# 规模\n", "cases/c.md": case, "pictures/a.svg": SVG})
    found = [f for f in error.findings if f.code == code]
    assert found, [f"{f.code} {f.message}" for f in error.findings]
    assert found[0].message.startswith(place)
    assert words in found[0].message


def test_a_case_stands_in_the_report_once(tmp_path: Path) -> None:
    text = "# 规模\n\n::: case c\n\n::: case c\n"
    (found,) = stopped(tmp_path / "r", {"": text, "cases/c.md": CASE}).findings
    assert (found.code, found.message) == ("ZJ414", "chapters/01.md:5：案例 c 已在 chapters/01.md:3 出现过。")


def test_there_is_nothing_to_number_by_in_a_foreword(tmp_path: Path) -> None:
    (found,) = stopped(tmp_path / "r", {"": "# 前言 {-}\n\n::: figure p.svg | 图 | 说明\n", "p.svg": SVG}).findings
    assert (found.code, str(found.location)) == ("ZJ415", "chapters/01.md#L3")


def test_a_folder_without_chapters(tmp_path: Path) -> None:
    (found,) = stopped(tmp_path / "r", {"cases/c.md": CASE}).findings
    assert (found.code, found.message) == (
        "ZJ417",
        "报告文件夹中没有章节：chapters 文件夹不存在，或其中没有 .md 文件。",
    )
    assert "chapters/01-规模结构.md" in found.remedy


def test_a_chapter_that_is_not_utf8(tmp_path: Path) -> None:
    folder = tmp_path / "r"
    composed(folder, "# 规模\n")
    (folder / "chapters" / "02.md").write_bytes("# 规模\n".encode("gbk"))
    with pytest.raises(ReportStopped) as caught:
        compose(folder, report_facts(), report_catalogue(), report_city(), settings=SETTINGS)
    assert [(f.code, str(f.location)) for f in caught.value.findings] == [("ZJ416", "chapters/02.md#L1")]


INCOMPLETE = changed(("yunling", "2024", "graduates.total"), parts_given=11, parts_expected=12)


def test_an_incomplete_total_stops_the_build(tmp_path: Path) -> None:
    error = stopped(tmp_path / "r", "# 规模\n\n{{ graduates.total }}\n", facts=report_facts(INCOMPLETE))
    assert [(f.code, str(f.location)) for f in error.findings] == [
        ("ZJ405", "chapters/01.md#L3"),
        ("ZJ405", "附表/表1#L2"),
    ]
    assert "只汇总了 11/12 个单位" in error.findings[0].message


def test_an_incomplete_total_is_marked_when_the_settings_allow_it(tmp_path: Path) -> None:
    text = "# 规模\n\n{{ graduates.total }}，{{ share(graduates.further_study, graduates.total) }}，{{ overseas.programmes }}。\n"
    settings = replace(SETTINGS, allow_incomplete=True)
    composition = composed(tmp_path / "r", text, facts=report_facts(INCOMPLETE), settings=settings)
    paragraph = composition.document.blocks[3]
    printed = "body ⟦f-1-1|10726人（11/12所）⟧，⟦f-1-2|45.1%（11/12所）⟧，⟦f-1-3|（未填）⟧。\n"
    assert outline([paragraph]) == printed
    codes = {f.code for f in composition.findings}
    assert codes == {"ZJ432", "ZJ434"}


def test_a_fact_of_another_catalogue_is_not_printed(tmp_path: Path) -> None:
    facts = report_facts(changed(("yunling", "2024", "campus.area"), unit="册"))
    (found,) = stopped(tmp_path / "r", "# 规模\n\n{{ campus.area }}\n", facts=facts).findings
    assert (found.code, "计量单位是“册”" in found.message) == ("ZJ406", True)


def test_a_trend_without_the_year_before_is_its_value_alone_when_the_settings_allow_it(tmp_path: Path) -> None:
    school = "students.full_time@school-02"
    text = f"# 规模\n\n{{{{ trend({school}) }}}}，{{{{ trend({school}) | form rate }}}}。\n"
    composition = composed(tmp_path / "r", text, settings=replace(SETTINGS, allow_incomplete=True))
    assert outline([composition.document.blocks[3]]) == "body ⟦f-1-1|6100人⟧，（未填）。\n"
    assert [f.code for f in composition.findings] == ["ZJ434"]
