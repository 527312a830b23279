"""``zhijian proof`` of many reports at once: one table, worst first, the same however the work is divided."""

import io
import json
import os
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from rich.console import Console

from support.command import zhijian
from support.contradictory import write_report
from zhijian.cli.proof_screen import show_side_by_side
from zhijian.findings import Finding, Severity
from zhijian.proof.output import Proofed
from zhijian.proof.reports import ProofOrder, Report, proof_reports


@pytest.fixture
def reports(tmp_path: Path) -> list[Path]:
    """Twelve reports in two folders, three of them wrong."""
    paths = []
    for city in ("甲市", "乙市"):
        (tmp_path / city).mkdir()
        for number in range(6):
            wrong = number == 4 or (city == "乙市" and number == 1)
            paths.append(write_report(tmp_path / city / f"年报{number}.txt", wrong=wrong))
    return paths


def test_one_table_worst_first(reports: list[Path]) -> None:
    told = zhijian("proof", *reports)
    assert told.code == 1
    lines = [line.split("\t") for line in told.out.splitlines()]
    assert lines[0] == ["报告", "错误", "警告", "提示", "数字", "关系", "首要问题"]
    assert [line[0] for line in lines[1:4]] == ["乙市/年报1.txt", "乙市/年报4.txt", "甲市/年报4.txt"]
    assert lines[1][-1].startswith("ZJ501")
    assert lines[-1] == ["共 12 份报告，0 份未能读取：错误 3，警告 3，提示 0。"]


def test_the_order_does_not_depend_on_who_did_the_work(reports: list[Path]) -> None:
    asked = [Report(path, path.name) for path in reports]
    done: list[tuple[int, int]] = []
    alone = proof_reports(asked, ProofOrder(), workers=1)
    together = proof_reports(asked, ProofOrder(), workers=3, progress=lambda *at: done.append(at))
    assert together == alone
    assert done == [(number, 12) for number in range(13)]


def test_a_report_that_breaks_the_program_does_not_stop_the_others(
    reports: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(report: Report, order: ProofOrder) -> None:
        raise ZeroDivisionError(f"no {report.name}")

    monkeypatch.setattr("zhijian.proof.reports.proof_report", broken)
    monkeypatch.delenv("ZHIJIAN_DEBUG", raising=False)
    (told,) = proof_reports([Report(reports[0], "一.txt")], ProofOrder(), workers=1)
    assert told.problem == "程序出错，请将此行告知维护人员：ZeroDivisionError no 一.txt"


def dies_of_one(report: Report, order: ProofOrder) -> Proofed:
    """As a report does that takes all memory: its process is gone without a word."""
    if report.name == "年报2.txt":
        os._exit(9)
    return Proofed(report.name, figures=1)


def test_a_report_that_brings_its_process_down_does_not_stop_the_others(reports: list[Path]) -> None:
    asked = [Report(path, path.name) for path in reports[:6]]
    done: list[tuple[int, int]] = []
    told = proof_reports(asked, ProofOrder(), workers=2, work=dies_of_one, progress=lambda *at: done.append(at))

    assert [report.name for report in told] == [report.name for report in asked]
    assert [report.name for report in told if report.problem] == ["年报2.txt"]
    assert told[2].problem.startswith("核查被系统中止")
    assert done == [(number, 6) for number in range(7)]


def test_json_review_and_pages_of_all(reports: list[Path], tmp_path: Path) -> None:
    data = json.loads(zhijian("proof", *reports[:6], "--format", "json").out)
    assert [one["report"] for one in data["reports"]] == [path.name for path in reports[:6]]
    assert data["summary"]["error"] == 1

    told = zhijian("proof", *reports, "--format", "html", "-o", tmp_path / "网页", "--review", tmp_path / "意见.xlsx")
    assert told.code == 1
    index = (tmp_path / "网页" / "index.html").read_text("utf-8")
    assert index.index("乙市/年报1.txt") < index.index("甲市/年报4.txt") < index.index("甲市/年报0.txt")
    assert "ZJ501" in (tmp_path / "网页" / "乙市-年报1.txt.html").read_text("utf-8")
    rows = list(openpyxl.load_workbook(tmp_path / "意见.xlsx").worksheets[0].iter_rows(values_only=True))
    assert len(rows) == 1 + 6
    assert {row[1] for row in rows[1:]} == {"甲市/年报4.txt", "乙市/年报1.txt", "乙市/年报4.txt"}


def test_annotated_copies_of_all(tmp_path: Path) -> None:
    paths = [write_report(tmp_path / f"年报{number}.docx") for number in range(2)]
    assert zhijian("proof", *paths, "--annotate", tmp_path).code == 2
    assert zhijian("proof", *paths, "--annotate", tmp_path / "批注").code == 1
    for path in paths:
        assert len(list(docx.Document(str(tmp_path / "批注" / path.name)).comments)) == 2


def test_what_many_reports_need(reports: list[Path], tmp_path: Path) -> None:
    assert zhijian("proof", *reports, "--format", "html").code == 2
    assert zhijian("proof", *reports, "--annotate", tmp_path / "批注").code == 2  # none of them is a DOCX
    assert (
        zhijian("proof", reports[0].parent / "年报*.txt").out.count("年报") >= 6
    )  # as a shell leaves it that expands nothing


def test_a_screen_lists_the_worst_and_counts_the_others() -> None:
    told = [Proofed(f"年报{n:02}.txt", figures=1) for n in range(60)]
    wrong = replace(told[7], findings=(Finding("ZJ501", Severity.error, "前后不一致"),))
    out = Console(file=io.StringIO(), force_terminal=True, width=100, highlight=False)
    show_side_by_side([*told[:7], wrong, *told[8:], Proofed("坏.pdf", problem="已加密")], out)

    shown = out.file.getvalue()  # type: ignore[attr-defined]
    assert [name for name in ("坏.pdf", "年报07.txt", "年报08.txt") if name in shown] == ["坏.pdf", "年报07.txt"]
    assert "另有 59 份未列，其中 59 份没有发现问题" in shown
    assert "共 61 份报告，1 份未能读取：错误 1，警告 0，提示 0。" in shown
