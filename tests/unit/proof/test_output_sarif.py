"""What SARIF 2.1.0 demands of the file (OASIS Standard, section 3): required members, kinds of values, references."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from support.proofed import proofed, write_report
from zhijian.proof.output import Proofed, as_sarif

URI = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")


@pytest.fixture
def log(tmp_path: Path) -> dict[str, Any]:
    write_report(tmp_path / "report.docx")
    report = proofed(tmp_path / "report.docx")
    accepted = replace(report.findings[1], accepted="口径不同")
    broken = Proofed("扫描 件.pdf", problem="可能是扫描件")
    told: dict[str, Any] = json.loads(as_sarif([replace(report, findings=(report.findings[0], accepted)), broken]))
    return told


def test_the_log_has_what_every_log_has(log: dict[str, Any]) -> None:
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    assert run["tool"]["driver"]["name"] == "zhijian"
    assert run["columnKind"] == "unicodeCodePoints"
    identities = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(identities) == len(set(identities))
    for rule in run["tool"]["driver"]["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")


def test_every_result_refers_to_its_rule_and_has_a_message(log: dict[str, Any]) -> None:
    (run,) = log["runs"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert result["level"] in ("error", "warning", "note")
        assert result["locations"]
    assert [result.get("suppressions") for result in run["results"]] == [
        None,
        [{"kind": "external", "justification": "口径不同"}],
    ]


def test_locations_are_well_formed(log: dict[str, Any]) -> None:
    def locations(value: Any) -> list[dict[str, Any]]:
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
        mine = [value] if isinstance(value, dict) and "physicalLocation" in value else []
        return mine + [found for each in inner for found in locations(each)]

    found = locations(log)
    assert len(found) >= 4
    for location in found:
        physical = location["physicalLocation"]
        assert URI.fullmatch(physical["artifactLocation"]["uri"])
        region = physical.get("region", {})
        assert region.get("charOffset", 0) >= 0
        assert region.get("charLength", 1) > 0
        for logical in location.get("logicalLocations", []):
            assert logical["fullyQualifiedName"]


def test_related_locations_have_ids_of_their_own(log: dict[str, Any]) -> None:
    for result in log["runs"][0]["results"]:
        identities = [location["id"] for location in result.get("relatedLocations", [])]
        assert len(identities) == len(set(identities))


def test_a_file_that_could_not_be_read_is_a_notification(log: dict[str, Any]) -> None:
    (invocation,) = log["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["message"]["text"] == "可能是扫描件"
    assert notification["level"] == "error"
