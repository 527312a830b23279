"""``zhijian build`` of the demo city in new processes, its memory, its steps; beside it docxtpl with LibreOffice."""

from __future__ import annotations

import json
import resource
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.environments import WORK, run_rival

ZHIJIAN = Path(sys.executable).with_name("zhijian")
RUNS = 5
STEPS = """
import json, sys, time
begun = time.perf_counter()
from pathlib import Path
from zhijian.compilation import build_report
imported = time.perf_counter() - begun
result = build_report(Path(sys.argv[1]))
steps = [["import", imported]] + [[s.name, s.seconds] for s in result.steps]
print(json.dumps({"steps": steps, "total": time.perf_counter() - begun, "facts": result.facts, "pages": result.pages}))
"""

# The report as it was built, its pictures drawn already as the rival's are.
WRITING = """
import sys, tempfile, time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zhijian.compilation.edition import typeset
from zhijian.document.read import read_document
from zhijian.document.write import write_docx
document = read_document(Path(sys.argv[1]) / "build" / "internal" / "report.docx")
with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as beside:
    target = Path(folder) / "edition"
    begun = time.perf_counter()
    pages = typeset(document, target, beside)
    write_docx(document, target / "report.docx", toc_pages=pages.office.result())
    pages.pdf.result()
    print(time.perf_counter() - begun)
"""


def timed(*command: str | Path) -> float:
    """Seconds of wall time of a command in a new process."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main() -> None:
    city = WORK / "demo-city"
    shutil.rmtree(city, ignore_errors=True)
    print(f"zhijian demo: {timed(ZHIJIAN, 'demo', city):.2f} s")
    helps = [timed(ZHIJIAN, "--help") for _ in range(RUNS)]
    print(f"zhijian --help: {statistics.median(helps):.2f} s (median of {RUNS}; goal 0.3)")
    builds = []
    for _ in range(RUNS):
        shutil.rmtree(city / "build", ignore_errors=True)
        builds.append(timed(ZHIJIAN, "build", city, "--quiet"))
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    median = statistics.median(builds)
    print(f"zhijian build: {median:.2f} s median, {min(builds):.2f}–{max(builds):.2f} s of {RUNS} (goal 8)")
    print(f"peak memory: {memory:.0f} MiB (goal 1024)")
    _steps(city)
    _rival(city, median)


def _steps(city: Path) -> None:
    """Prints the share of each step."""
    done = subprocess.run([sys.executable, "-c", STEPS, city], check=True, capture_output=True, text=True)
    told = json.loads(done.stdout)
    print(f"steps ({told['facts']} facts, {told['pages']} pages):")
    for name, seconds in told["steps"]:
        print(f"  {seconds:6.2f} s {seconds / told['total']:5.0%}  {name}")


def _writing(city: Path) -> float:
    """Seconds of one PDF and one DOCX of the built report, best of the runs."""
    command = [sys.executable, "-c", WRITING, str(city)]
    return min(float(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(RUNS))


def _rival(city: Path, ours: float) -> None:
    """The same text, tables and pictures through a Word template and LibreOffice's PDF export."""
    if shutil.which("soffice") is None:
        print("docxtpl + LibreOffice: not measured, soffice is not installed")
        return
    content = _content(city)
    path = WORK / "content.json"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    (WORK / "docxtpl").mkdir(parents=True, exist_ok=True)
    told = run_rival("docxtpl", "docxtpl_report.py", path, WORK / "docxtpl")
    total = told["docx"] + told["pdf"]
    print(
        f"docxtpl {told['docx']:.2f} s + LibreOffice PDF {told['pdf']:.2f} s = {total:.2f} s for one DOCX and one PDF of"
        f" {len(content['paragraphs'])} paragraphs, {len(content['tables'])} tables, {len(content['pictures'])} pictures"
    )
    writing = _writing(city)
    print(f"the same two files of ours: {writing:.2f} s; {total / writing:.1f} times ours")
    print(
        f"the whole build, which also reads, checks, draws and writes two editions: {ours / total:.1f} times the rival"
    )


def _content(city: Path) -> dict[str, list[Any]]:
    from zhijian.document import Case, Figure, Heading, Paragraph, Table, plain_text
    from zhijian.document.read import read_document

    paragraphs: list[str] = []
    tables: list[list[list[str]]] = []
    pictures: list[str] = []

    def walk(blocks: tuple[object, ...]) -> None:
        for block in blocks:
            if isinstance(block, Heading | Paragraph):
                paragraphs.append(plain_text(block.runs))
            elif isinstance(block, Table):
                tables.append([[plain_text(cell.runs) for cell in row] for row in block.rows])
            elif isinstance(block, Figure):
                for picture in block.pictures:
                    if picture.media_type == "image/svg+xml":
                        import vl_convert

                        target = WORK / f"picture-{len(pictures)}.png"
                        target.write_bytes(vl_convert.svg_to_png(picture.data.decode()))
                        pictures.append(str(target))
            elif isinstance(block, Case):
                paragraphs.append(block.title)
                walk(block.blocks)

    walk(read_document(city / "build" / "internal" / "report.html").blocks)
    return {"paragraphs": paragraphs, "tables": tables, "pictures": pictures}
