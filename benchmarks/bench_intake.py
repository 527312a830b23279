"""Reading and validating 400 workbooks; beside it openpyxl alone, reading the same cells without looking at them."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.environments import WORK

SCHOOLS = 400
OURS = """
import sys, time
from pathlib import Path
begun = time.perf_counter()
from zhijian.catalogue import load_catalogue
from zhijian.facts import OrganisationTree
from zhijian.intake import read_workbooks
city = Path(sys.argv[1])
tree = OrganisationTree.read(city / "organisations.csv")
reading = read_workbooks(city / "workbooks", load_catalogue(), tree)
print(time.perf_counter() - begun, len(reading.facts), sum(f.severity.name == "error" for f in reading.findings))
"""
OPENPYXL = """
import sys, time
from pathlib import Path
begun = time.perf_counter()
import openpyxl
cells = 0
for path in sorted(Path(sys.argv[1], "workbooks").glob("*.xlsx")):
    book = openpyxl.load_workbook(path, data_only=True{mode})
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            cells += len(row)
    book.close()
print(time.perf_counter() - begun, cells)
"""


def main() -> None:
    city = WORK / f"province-{SCHOOLS}"
    if not (city / "report.toml").exists():
        shutil.rmtree(city, ignore_errors=True)
        zhijian = Path(sys.executable).with_name("zhijian")
        subprocess.run([zhijian, "demo", city, "--schools", str(SCHOOLS), "--students", "40000"], check=True)
    begun = time.perf_counter()
    seconds, facts, errors = _run(OURS, city)
    print(f"zhijian: {seconds} s for {SCHOOLS} workbooks, {facts} facts, {errors} errors")
    for label, mode in (("openpyxl", ""), ("openpyxl, read-only", ", read_only=True")):
        other, cells = _run(OPENPYXL.format(mode=mode), city)
        print(f"{label}: {other} s for {cells} cells; {float(other) / float(seconds):.1f} times ours (goal 5)")
    print(f"({time.perf_counter() - begun:.0f} s in all)")


def _run(script: str, city: Path) -> list[str]:
    done = subprocess.run([sys.executable, "-c", script, city], check=True, capture_output=True, text=True)
    return [f"{float(t):.2f}" if "." in t else t for t in done.stdout.split()]
