"""Facts of earlier years as CSV."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from zhijian.errors import UnreadableInput
from zhijian.facts import Fact, Status, read_facts_csv, write_facts_csv
from zhijian.quantity import parse_quantity

HEAD = "organisation,period,indicator,slice,edition,status,value,unit,source\n"


def test_what_was_written_reads_back(tmp_path: Path) -> None:
    facts = [
        Fact.of("s1", "2022", "rate", parse_quantity("97.60%"), source="history/report.pdf"),
        Fact.of(
            "s1", "2022", "students", parse_quantity("31286人"), slice="66", edition="2022年报", source="a, “b”\nc"
        ),
        Fact("s1", "2022", "abroad", status=Status.not_applicable, unit="人", source="x"),
    ]
    write_facts_csv(facts, tmp_path / "facts.csv")
    assert read_facts_csv(tmp_path / "facts.csv") == facts


def test_a_computed_fact_keeps_its_exact_interval_and_its_parts(tmp_path: Path) -> None:
    share = replace(parse_quantity("33.33%"), low=Fraction(100, 3), high=Fraction(100, 3))
    facts = [
        Fact.of("city", "2024", "rate", share, source="records/graduates.csv", parts_given=11, parts_expected=12),
        Fact.of("s1", "2024", "students", parse_quantity("31286人"), source="records/students.csv"),
    ]
    write_facts_csv(facts, tmp_path / "facts.csv", exact=True)
    assert read_facts_csv(tmp_path / "facts.csv") == facts


@pytest.mark.parametrize("ends", ["1/0,2", "a,b", "3,", "4,3"])
def test_an_interval_that_is_none_is_told(tmp_path: Path, ends: str) -> None:
    head = HEAD.strip() + ",low,high\n"
    (tmp_path / "facts.csv").write_text(f"{head}city,2022,a,,,given,3,人,x,{ends}\n", "utf-8")
    with pytest.raises(UnreadableInput, match=r"第 2 行：.*low"):
        read_facts_csv(tmp_path / "facts.csv")


def test_a_fact_without_source_is_located_by_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "history"
    folder.mkdir()
    (folder / "facts.csv").write_text(HEAD + "city,2022,students,,,given,31286,人,\n", "utf-8-sig")
    (fact,) = read_facts_csv(folder / "facts.csv")
    assert fact.source == "history/facts.csv#L2"


def test_every_faulty_line_is_told_at_once(tmp_path: Path) -> None:
    lines = ["city,2022,a,,,given,十二,人,", "city,2022,b,,,given,12,只,", "city,2022,c,,,maybe,12,人,", "city,2022,d"]
    (tmp_path / "facts.csv").write_text(HEAD + "\n".join(lines), "utf-8")
    with pytest.raises(UnreadableInput) as caught:
        read_facts_csv(tmp_path / "facts.csv")
    told = str(caught.value).splitlines()
    assert [line[:18] for line in told] == [f"facts.csv 第 {n} 行：“"[:18] for n in (2, 3, 4, 5)] or len(told) == 4
    assert "十二" in told[0]
    assert "只" in told[1]
    assert "maybe" in told[2]


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    (tmp_path / "facts.csv").write_text("organisation,period,indicator,slice,status,value\n", "utf-8")
    with pytest.raises(UnreadableInput, match="缺少列：unit"):
        read_facts_csv(tmp_path / "facts.csv")


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "facts.csv").write_bytes((HEAD + "city,2022,a,,,given,12,人,\n").encode("gbk"))
    with pytest.raises(UnreadableInput, match="UTF-8"):
        read_facts_csv(tmp_path / "facts.csv")
