"""How long reading and proofing take, by the pages of a report; and many reports in one run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import cycle
from math import log
from pathlib import Path

from benchmarks.proof.counting import findings_of
from benchmarks.proof.draft import Draft
from benchmarks.proof.files import plain
from benchmarks.proof.manners.health import health
from benchmarks.proof.manners.school import school
from benchmarks.proof.manners.statistics import statistics
from zhijian.document import Block, Case, Document, Heading, Paragraph, Run, Table, Text, plain_text
from zhijian.document.read import read_document
from zhijian.document.write import write_docx, write_html, write_pdf

PAGES = (10, 30, 100, 300)
GOALS = {"docx": 2.0, "pdf": 6.0}
REPORTS = 1000
RUNS = 3
YEAR = 2024  # of all chapters
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def main(*, quick: bool = False) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        sizes = PAGES[:2] if quick else PAGES
        files = {pages: _write(folder, pages) for pages in sizes}
        for kind in ("docx", "pdf", "html"):
            seconds = []
            for pages in sizes:
                path = files[pages].with_suffix(f".{kind}")
                own, reading, proofing, found = min(_timed(path) for _ in range(RUNS))
                seconds.append(own)
                goal = f" (goal {GOALS[kind]:.0f} s)" if kind in GOALS and pages == 100 else ""
                print(
                    f"{kind:5}{pages:4} pages: processor {own:6.2f} s{goal}; on the clock read {reading:6.2f} s,"
                    f" proof {proofing:6.2f} s; {found} findings",
                    flush=True,
                )
            exponent = log(seconds[-1] / seconds[-2]) / log(sizes[-1] / sizes[-2])
            print(f"{kind:5}growth from {sizes[-2]} to {sizes[-1]} pages: exponent {exponent:.2f} (1 is linear)")
        _many(folder, 50 if quick else REPORTS)


def long_report(pages: int, seed: int = 1) -> Document:
    """About so many pages: chapters from reports of three manners, numbered on, each with measures of its own."""
    makers = cycle((health, statistics, school))
    blocks: list[Block] = []
    chapter = number = 0
    have = 0.0
    while have < pages:
        draft = next(makers)(seed)
        seed += 1
        if draft.year != YEAR:
            continue
        top = tables = 0
        report = _set_apart(draft, _STEMS[number % 10] + _BRANCHES[number % 12] + _STEMS[number // 60])
        number += 1
        for at, block in enumerate(plain(report).blocks[1:]):
            if isinstance(block, Heading):
                first, dot, rest = block.number.partition(".")
                tables = tables if top == int(first) else 0
                top = int(first)
                block = replace(block, number=f"{chapter + int(first)}{dot}{rest}", anchor=f"h-{seed}-{at}")
            elif isinstance(block, Table):
                tables += 1
                block = replace(block, number=f"表{chapter + top}-{tables}", anchor=f"t-{seed}-{at}")
            blocks.append(block)
        chapter += top
        have += _pages_of(report)
    return Document("云岭市2024年度事业发展报告", tuple(blocks), "云岭市")


def _pages_of(document: Document) -> float:
    """Roughly: what a page of A4 holds of text and rows."""
    lines = 0.0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines += 1 + len(plain_text(block.runs)) / 36
        elif isinstance(block, Table):
            lines += 3 + 1.3 * len(block.rows)
        else:
            lines += 2
    return lines / 13


def _set_apart(draft: Draft, mark: str) -> Document:
    """The report with a mark before the name of each measure, so that chapters do not speak of the same things."""
    names = {key[0].split("/")[1] for stated in draft.stated for key in stated.keys} - {""}
    pattern = re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)))

    def marked(text: str) -> str:
        return pattern.sub(lambda found: f"{mark}类{found[0]}", text)

    def runs_of(runs: tuple[Run, ...]) -> tuple[Run, ...]:
        return tuple(Text(marked(run.text)) for run in runs)

    blocks: list[Block] = []
    for block in plain(draft.document({})).blocks:
        if isinstance(block, Paragraph):
            block = replace(block, runs=runs_of(block.runs))
        elif isinstance(block, Table):
            rows = tuple(tuple(replace(cell, runs=runs_of(cell.runs)) for cell in row) for row in block.rows)
            block = replace(block, rows=rows, caption=marked(block.caption))
        if not isinstance(block, Case):
            blocks.append(block)
    return Document(draft.title, tuple(blocks))


def _write(folder: Path, pages: int) -> Path:
    path = folder / f"long-{pages}.docx"
    report = long_report(pages)
    write_docx(report, path)
    printed = write_pdf(report, path.with_suffix(".pdf"))
    write_html(report, path.with_suffix(".html"), notes={})
    print(f"{pages} pages meant, {printed.count} in the PDF")
    return path


def _timed(path: Path) -> tuple[float, float, float, int]:
    """Seconds of reading and of proofing on the clock, of both together in this process's own time; findings."""
    begun, own = time.perf_counter(), time.process_time()
    document = read_document(path)
    read = time.perf_counter()
    found = findings_of(document, None)
    return time.process_time() - own, read - begun, time.perf_counter() - read, len(found)


def _small(job: tuple[str, int]) -> None:
    folder, seed = job
    write_docx(
        plain((health, statistics, school)[seed % 3](seed).document({})), Path(folder) / f"report-{seed:04}.docx"
    )


def _many(folder: Path, count: int) -> None:
    """The command as a user calls it, on a folder of reports."""
    many = folder / "many"
    many.mkdir()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(_small, [(str(many), seed) for seed in range(count)], chunksize=20))
    zhijian = Path(sys.executable).with_name("zhijian")
    begun = time.perf_counter()
    done = subprocess.run(
        [zhijian, "proof", *sorted(many.glob("*.docx")), "--catalogue", "none"],
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - begun
    if done.returncode not in {0, 1}:
        print(done.stderr)
    print(
        f"{count} reports in one run: {seconds:.1f} s on {os.cpu_count()} cores, {count / seconds:.1f} reports a second, exit code {done.returncode}"
    )
