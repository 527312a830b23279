"""Figures typed by hand are told, with what would bind them."""

from pathlib import Path

import pytest

from support.report_city import composed

TYPED = [
    ("全市在校生33577人。", [("ZJ430", "33577人", "{{ students.full_time }}")]),
    ("上年毕业生9414人。", [("ZJ430", "9414人", "{{ previous(graduates.total) }}")]),
    ("经费17190.22万元。", [("ZJ430", "17190.22万元", "{{ funding.special }}")]),
    ("经费171902200元。", [("ZJ430", "171902200元", "{{ funding.special }}")]),
    ("生均拨款5119.64元。", [("ZJ431", "5119.64元", "")]),
    ("合格率90.85%。", [("ZJ430", "90.85%", "{{ satisfaction.students }}")]),
    ("建成载体48个。", [("ZJ431", "48个", "")]),
    ("在校生{{ students.full_time }}。", []),
    ("2024年5月18日，第2批23个专业入选《2020—2023年行动计划》，教职成〔2022〕5号。", [("ZJ431", "23个", "")]),
    ("“三名”工程，“1310”部署，2.4节。", []),
]


@pytest.mark.parametrize(("text", "expected"), TYPED, ids=[text for text, _ in TYPED])
def test_typed_figures(tmp_path: Path, text: str, expected: list[tuple[str, str, str]]) -> None:
    findings = composed(tmp_path / "r", f"# 规模\n\n{text}\n").findings
    assert [(f.code, str(f.location)) for f in findings] == [(code, "chapters/01.md#L3") for code, *_ in expected]
    for finding, (_code, typed, suggestion) in zip(findings, expected, strict=True):
        assert f"“{typed}”" in finding.message
        assert suggestion in finding.message


def test_in_cases_only_large_figures_that_are_facts(tmp_path: Path) -> None:
    case = "---\ntitle: 甲\nschool: school-01\nchapter: 1\n---\n23个班、6个组、33577人。\n"
    findings = composed(tmp_path / "r", {"": "# 规模\n", "cases/c.md": case}).findings
    assert [(f.code, str(f.location)) for f in findings] == [("ZJ430", "cases/c.md#L6")]
