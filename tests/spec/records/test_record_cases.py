"""What records and answers yield, shown by whole inputs: tests/cases/records/*.yaml."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from zhijian.catalogue import load_catalogue
from zhijian.facts import Organisation, OrganisationTree
from zhijian.quantity import format_number
from zhijian.records import RecordReading, read_records, read_surveys

CASES = Path(__file__).parents[2] / "cases" / "records"
TREE = OrganisationTree(
    [
        Organisation("city", "甲市", "city", code="990100"),
        Organisation("green", "青山职校", "school", "city", "公办"),
        Organisation("water", "绿水职校", "school", "city", "公办"),
    ]
)


def cases(name: str) -> list[Any]:
    return [pytest.param(case, id=case["title"]) for case in yaml.safe_load((CASES / name).read_text("utf-8"))]


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def printed(reading: RecordReading) -> dict[str, str]:
    """``organisation indicator[slice]`` (and the period, where it is not 2024) → the value as printed."""
    found = {}
    for fact in reading.facts:
        key = f"{fact.organisation} {fact.indicator}" + (f"[{fact.slice}]" if fact.slice else "")
        key += "" if fact.period == "2024" else f" {fact.period}"
        assert fact.mantissa is not None
        assert fact.decimals is not None
        found[key] = format_number(fact.mantissa, fact.decimals)
    return found


def check(case: dict[str, Any], reading: RecordReading) -> None:
    found = printed(reading)
    assert {key: found.get(key) for key in case["facts"]} == case["facts"]
    assert [key for key in case.get("absent", ()) if key in found] == []
    if "findings" in case:
        assert [finding.code for finding in reading.findings] == case["findings"]
    else:
        assert [finding.message for finding in reading.findings if finding.code not in ("ZJ815", "ZJ834")] == []


@pytest.mark.parametrize("case", cases("counts.yaml"))
def test_records_yield(case: dict[str, Any], tmp_path: Path) -> None:
    write(tmp_path, case["files"])
    check(case, read_records(tmp_path, load_catalogue(), TREE))


@pytest.mark.parametrize("case", cases("answers.yaml"))
def test_answers_yield(case: dict[str, Any], tmp_path: Path) -> None:
    write(tmp_path, case["files"])
    check(case, read_surveys(tmp_path, load_catalogue(), TREE))


def damaged() -> list[Any]:
    data = yaml.safe_load((CASES / "damaged.yaml").read_text("utf-8"))
    many = "".join(f"green,{i},999999,202309,1,1,1,0,0,0,0,0\n" for i in range(40))
    for case in data["cases"]:
        if "text" in case:
            text = case["text"].replace("{header}", data["header"]).replace("{many}", many)
            case["bytes"] = text.encode(case.get("encoding", "utf-8"))
        else:
            case["bytes"] = bytes.fromhex(case["hex"])
    return [pytest.param(case, id=case["title"]) for case in data["cases"]]


@pytest.mark.parametrize("case", damaged())
def test_a_damaged_file_is_told(case: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "students.csv").write_bytes(case["bytes"])
    reading = read_records(tmp_path, load_catalogue(), TREE)
    told = [finding for finding in reading.findings if finding.code not in ("ZJ815", "ZJ821", "ZJ822")]
    if not case["code"]:
        assert [finding.message for finding in told] == []
        assert printed(reading)["green students.full_time"] == "1"
        return
    assert [finding.code for finding in told] == [case["code"]]
    for part in case.get("says", ()):
        assert part in told[0].message
    assert told[0].remedy
    assert told[0].location is not None
    if told[0].severity.name == "error":
        assert "green students.full_time" not in printed(reading)


def test_every_bad_cell_is_listed_even_where_the_message_folds(tmp_path: Path) -> None:
    case = next(one.values[0] for one in damaged() if "总数完整" in str(one.id))
    (tmp_path / "students.csv").write_bytes(case["bytes"])
    reading = read_records(tmp_path, load_catalogue(), TREE)
    assert reading.bad_rows.height == 40
    assert reading.bad_rows.columns == ["file", "row", "column", "code", "found", "expected"]
    assert reading.bad_rows["row"].to_list() == list(range(2, 42))


def test_the_source_says_which_records_were_counted(tmp_path: Path) -> None:
    case = next(one.values[0] for one in cases("counts.yaml") if "拼音列名" in str(one.id))
    write(tmp_path, case["files"])
    facts = read_records(tmp_path, load_catalogue(), TREE).facts
    fact = facts.get("green", "2024", "employment.local")
    assert fact is not None
    assert fact.source == "records/graduates.csv?school=green&first_employment=yes&region.local=yes"


def test_no_folder_yields_nothing(tmp_path: Path) -> None:
    reading = read_records(tmp_path / "records", load_catalogue(), TREE)
    assert (len(reading.facts), reading.findings) == (0, ())


def test_a_number_that_stands_for_a_person_is_not_printed_whole(tmp_path: Path) -> None:
    case = next(one.values[0] for one in damaged() if one.id == "学号重复")
    data = case["bytes"].replace(b",1,710201", b",20230001,710201")
    (tmp_path / "students.csv").write_bytes(data)
    told = read_records(tmp_path, load_catalogue(), TREE).findings
    assert not any("20230001" in str(finding.as_json()) for finding in told)
