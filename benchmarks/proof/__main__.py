"""``python -m benchmarks.proof [clean|slips|speed …] [--quick] [--misses]``: run the measurements, print the figures."""

from __future__ import annotations

import argparse
import os
import shutil
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor

from benchmarks.proof.counting import Count, Job, Told, count
from benchmarks.proof.files import FORMATS, OFFICE
from benchmarks.proof.manners import MANNERS
from benchmarks.proof.slips import KINDS

CLEAN = 200
OWN = tuple(name for name in MANNERS if name != "city")
CITIES = range(1, 5)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.proof")
    parser.add_argument("parts", nargs="*", choices=[[], "clean", "slips", "speed"])
    parser.add_argument("--quick", action="store_true", help="a tenth of the reports, none of the demo city")
    parser.add_argument("--misses", action="store_true", help="print each slip that was not found, or not suspected")
    asked = parser.parse_args()
    for part in asked.parts or ("clean", "slips", "speed"):
        print(f"\n== {part} ==", flush=True)
        if part == "clean":
            clean(quick=asked.quick)
        elif part == "slips":
            slips(quick=asked.quick, misses=asked.misses)
        else:
            from benchmarks.proof.speed import main as speed

            speed(quick=asked.quick)


def clean_jobs(*, quick: bool = False) -> list[Job]:
    """200 reports, every manner in every format in turn; each city's report in all formats; some from an office."""
    jobs = [] if quick else [Job("city", seed, kind) for seed in CITIES for kind in FORMATS]
    jobs += [] if quick else [Job(manner, 900 + at, OFFICE) for at in range(2) for manner in _office()]
    seed = 0
    while len(jobs) < (CLEAN // 5 if quick else CLEAN):
        seed += 1
        jobs += [Job(manner, seed, FORMATS[(seed + at) % len(FORMATS)]) for at, manner in enumerate(OWN)]
    return jobs


def slip_jobs(*, quick: bool = False) -> list[Job]:
    """Every kind of slip in every manner and format, one to ten at a time; each kind in two files from an office."""
    jobs = []
    offices = [] if quick else _office()
    for at, kind in enumerate(KINDS):
        jobs += [Job(offices[n % len(offices)], 900 + n, OFFICE, kind, 1 + n % 10) for n in (at, at + 2) if offices]
    number = 0
    for kind in KINDS:
        for manner in OWN if quick else MANNERS:
            for file in [FORMATS[(number + number // 5) % len(FORMATS)]] if quick else FORMATS:
                number += 1
                seed = CITIES[number % len(CITIES)] if manner == "city" else 1000 + number
                jobs.append(Job(manner, seed, file, kind, 1 + number % 10))
    return jobs


def _office() -> tuple[str, ...]:
    """The manners of which an office program makes files; none where there is no such program."""
    return OWN if shutil.which("soffice") else ()


def clean(*, quick: bool) -> None:
    begun = time.perf_counter()
    counts = _all(clean_jobs(quick=quick))
    figures = sum(c.figures for c in counts)
    errors = sum(c.false_errors for c in counts)
    warnings = sum(len(c.false) for c in counts) - errors
    for each in counts:
        for line in each.false:
            print("  " + line)
    seeds: dict[str, list[int]] = defaultdict(list)
    for each in counts:
        seeds[each.manner].append(each.seed)
    print("seeds: " + "; ".join(f"{m} {min(s)}–{max(s)}" for m, s in seeds.items()))
    print(
        f"{len(counts)} consistent reports, {figures} printed figures: {errors} errors (goal 0), {warnings} warnings,"
    )
    print(
        f"  {100 * warnings / figures:.2f} warnings per 100 figures (goal 1), {sum(c.notices for c in counts)} notices"
    )
    by = Counter((c.manner, c.format) for c in counts for _line in c.false)
    print(
        "  false alarms by manner and format: "
        + (", ".join(f"{m}/{f} {n}" for (m, f), n in by.most_common()) or "none")
    )
    print(f"  {time.perf_counter() - begun:.0f} s")


def slips(*, quick: bool, misses: bool) -> None:
    begun = time.perf_counter()
    counts = _all(slip_jobs(quick=quick))
    told = [(c, t) for c in counts for t in c.told]
    if misses:
        for each, one in told:
            if one.violating and not one.named:
                print(
                    f"  missed {each.manner}/{each.seed}/{each.format} {one.kind} {one.text} {'' if one.placed else '(not read) '}{one.about}"
                )
        for each in counts:
            for line in each.false:
                print("  false " + line)
    _row("", "slips", "violating", "found", "recall", "of all", "not read", head=True)
    _group("kind", [(t.kind, t) for _c, t in told])
    _group("manner", [(c.manner, t) for c, t in told])
    _group("format", [(c.format, t) for c, t in told])
    _group("together", [("all", t) for _c, t in told])
    found, false = sum(c.findings for c in counts), sum(len(c.false) for c in counts)
    print(f"precision: {1 - false / max(found, 1):.3f} of {found} findings, errors and warnings (goal 0.97)")
    print("  by format: " + ", ".join(_precision(c for c in counts if c.format == f) for f in (*FORMATS, OFFICE)))
    print("  by manner: " + ", ".join(_precision(c for c in counts if c.manner == m) for m in MANNERS))
    figures = [(c, t) for c, t in told if t.alone and t.kind not in {"direction", "numbering"}]
    several = [t for _c, t in figures if t.independent >= 2]
    others = [t for _c, t in figures if t.independent == 1 and t.named]
    if misses:
        for each, one in figures:
            if (one.rank != 1 and one.independent >= 2) or (not one.rank and one.independent == 1 and one.named):
                print(
                    f"  suspect {one.rank or 'none'} {each.name} {one.text} ({one.independent} relations) {one.about}"
                )
    _share("first suspect, of slips in two independent relations or more", [t.rank == 1 for t in several], 0.85)
    _share("  of those that were found", [t.rank == 1 for t in several if t.named], 0.85)
    _share("among the suspects, of found slips in one relation", [t.rank > 0 for t in others], 1.0)
    print(f"{len(counts)} reports, {time.perf_counter() - begun:.0f} s")


def _group(title: str, pairs: Iterable[tuple[str, Told]]) -> None:
    by: dict[str, list[Told]] = defaultdict(list)
    for name, told in pairs:
        by[name].append(told)
    print(f"{title}:")
    for name, of in by.items():
        violating = [t for t in of if t.violating]
        found = sum(t.named for t in violating)
        recall = f"{found / len(violating):.3f}" if violating else "–"
        _row(
            f"  {name}",
            len(of),
            len(violating),
            found,
            recall,
            f"{sum(t.named for t in of) / len(of):.3f}",
            sum(not t.placed for t in of),
        )


def _row(*cells: object, head: bool = False) -> None:
    first, *rest = cells
    print(f"{first!s:16}" + "".join(f"{cell!s:>11}" for cell in rest) + ("   (goal: recall 0.90)" if head else ""))


def _precision(counts: Iterable[Count]) -> str:
    of = list(counts)
    found, false = sum(c.findings for c in of), sum(len(c.false) for c in of)
    name = of[0].format if len({c.format for c in of}) == 1 else of[0].manner if of else ""
    return f"{name} {1 - false / max(found, 1):.3f}"


def _share(what: str, held: Sequence[bool], goal: float) -> None:
    print(f"{what}: {sum(held) / max(len(held), 1):.3f} of {len(held)} (goal {goal:.2f})")


def _all(jobs: Sequence[Job]) -> list[Count]:
    """In as many processes as there are cores; reports of one draft go to one of them."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(count, sorted(jobs, key=lambda j: (j.manner, j.seed)), chunksize=5))


if __name__ == "__main__":
    main()
