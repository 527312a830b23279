"""``zhijian explain``: what a finding, an indicator or a rule is."""

import re

import pytest

from support.command import zhijian
from zhijian.catalogue import load_catalogue
from zhijian.findings import all_codes


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("ZJ114", ["ZJ114", "错误", "为什么", "例子", "怎样处理"]),
        ("zj114", ["ZJ114"]),
        ("students.full_time", ["全日制在校生人数*  students.full_time", "单位  人", "勾稽关系"]),
        ("全日制在校生人数", ["students.full_time"]),
        ("生师比", ["公式  全日制在校生人数 ÷ 专任教师总数", "按汇总后的分子、分母计算"]),
        ("graduates.placed.within_total", ["关系", "毕业生人数", "不成立时  ZJ20"]),
        ("国家级数量", ["libraries.national", "simulation_bases.national"]),
        ("patents", ["ip.patents_granted", "ip.invention_patents"]),
    ],
)
def test_codes_indicators_and_rules(name: str, says: list[str]) -> None:
    told = zhijian("explain", name)
    assert (told.code, told.err) == (0, "")
    for words in says:
        assert words in told.out


def test_every_code_indicator_and_rule_can_be_explained() -> None:
    catalogue = load_catalogue()
    some_rules = [rule.id for rule in catalogue.rules if rule.kind != "bounds"][::10]
    for name in [*all_codes(), *list(catalogue.indicators)[::10], *some_rules]:
        told = zhijian("explain", name)
        assert told.code == 0, name
        assert name in told.out
        assert re.search(r"\{\w+\}", told.out) is None, told.out  # no place of a value that only a finding has


def test_what_a_proof_finds_is_shown_on_a_report() -> None:
    told = zhijian("explain", "ZJ513").out
    lines = told.splitlines()
    before, now = lines.index("上年的报告"), lines.index("有此问题的报告")
    assert before < now
    assert "    | 1 | 全日制在校生人数* | 人 | 31876 | 32415 |" in lines[before:now]
    assert "    | 1 | 全日制在校生人数* | 人 | 32451 | 33577 |" in lines[now:]


@pytest.mark.parametrize("name", ["ZJ999", "没有的指标", ""])
def test_what_is_unknown_is_said(name: str) -> None:
    told = zhijian("explain", name)
    assert told.code == 2
    assert f"没有找到“{name}”" in told.err
