"""All workbooks of a folder, and what only shows when they lie side by side."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import polars as pl

from zhijian.catalogue import Catalogue
from zhijian.facts import FactSet, OrganisationTree
from zhijian.findings import Finding, Location, Severity, finding
from zhijian.intake.read import RawReading, frame_of, read_raw
from zhijian.intake.reasons import Reason

WORKBOOK_NAMES = (
    ".xlsx",
    ".xls",
    ".xlsm",
    ".xltx",
    ".xlsb",
    ".et",
    ".ett",
    ".ods",
    ".numbers",
    ".csv",
    ".pdf",
    ".html",
    ".htm",
    ".zip",
    ".rar",
)
PASSED_OVER = ("~$", ".~lock.", ".")  # left by office programs that have a file open, and hidden files
CHUNK = 20  # workbooks read before their facts become a table
PARALLEL_FROM = 200  # workbooks; below, starting processes costs more than it saves

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class WorkbooksReading:
    """What the workbooks of a folder yield together.

    schools: id → container of each workbook that was taken. facts and reasons come from these alone.
    """

    facts: FactSet
    reasons: tuple[Reason, ...]
    findings: tuple[Finding, ...]
    schools: dict[str, str]


def read_workbooks(
    folder: Path,
    catalogue: Catalogue,
    tree: OrganisationTree,
    *,
    container: str = "workbooks",
    progress: Progress | None = None,
    processes: int | None = None,
) -> WorkbooksReading:
    """Every workbook directly in ``folder``, in the order of their names.

    A school with two workbooks gets neither; a school of the tree without any is named in a warning. container: how
    sources name the folder. progress: called with (done, all, file name). processes: how many to use; by default one,
    and one per processor from PARALLEL_FROM workbooks on (a script that is run directly then needs the usual
    ``if __name__ == "__main__"``).
    """
    files, found = _files(folder, container)
    raws: list[RawReading] = []
    frames: list[pl.DataFrame] = []
    for chunk, frame in _read_all(files, catalogue, tree, container, processes):
        frames.append(frame)
        for raw in chunk:
            raws.append(raw)
            if progress is not None:
                progress(len(raws), len(files), Path(raw.container).name)
    twice = _twice(raws, tree)
    taken = []
    for raw in raws:
        found += raw.findings
        again = twice.get(raw.container)
        if again is not None:
            found.append(again)
        elif not any(f.severity is Severity.error for f in raw.findings):
            taken.append(raw)
    seen = {raw.organisation for raw in raws}
    found += [
        finding("ZJ141", Location(container), school=school.name, expected=school.name, subject=school.id)
        for school in tree.schools()
        if school.id not in seen
    ]
    frame = pl.concat(frames or [frame_of([])])
    return WorkbooksReading(
        FactSet(frame.filter(pl.col("organisation").is_in([raw.organisation for raw in taken]))),
        tuple(reason for raw in taken for reason in raw.reasons),
        tuple(found),
        {raw.organisation: raw.container for raw in taken},
    )


def _files(folder: Path, container: str) -> tuple[list[Path], list[Finding]]:
    here = Location(container)
    if not folder.is_dir():
        return [], [finding("ZJ142", here)]
    files, found = [], []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(PASSED_OVER):
            continue
        if path.is_file() and path.suffix.lower() in WORKBOOK_NAMES:
            files.append(path)
        else:
            found.append(finding("ZJ143", Location(f"{container}/{path.name}"), found=path.name))
    if not files:
        found.append(finding("ZJ142", here))
    return files, found


Chunk = tuple[list[RawReading], pl.DataFrame]


def _read_all(
    files: list[Path], catalogue: Catalogue, tree: OrganisationTree, container: str, processes: int | None
) -> Iterator[Chunk]:
    """The readings in order, in chunks; each with the facts of all of them as one table."""
    workers = processes or (1 if len(files) < PARALLEL_FROM else len(os.sched_getaffinity(0)))
    size = 1 if len(files) < CHUNK else CHUNK
    chunks = [files[start : start + size] for start in range(0, len(files), size)]
    if workers == 1:
        yield from (_read_chunk(chunk, catalogue, tree, container) for chunk in chunks)
        return
    # Not fork: a forked child may inherit locks that the data frames' threads hold.
    context = get_context("spawn")
    begin = (catalogue, tree, container)
    with ProcessPoolExecutor(workers - 1, context, initializer=_begin, initargs=begin) as pool:
        waiting = [pool.submit(_read_shared, chunk) for chunk in chunks]
        own: dict[int, Chunk] = {}
        end = len(chunks)
        for at, future in enumerate(waiting):
            # Instead of waiting, this process reads from the end: it is at work while the others still start.
            while at < end and not future.done():
                taken = next((index for index in range(end - 1, at - 1, -1) if waiting[index].cancel()), None)
                if taken is None:
                    break
                end = taken
                own[taken] = _read_chunk(chunks[taken], catalogue, tree, container)
            yield own.pop(at) if at in own else future.result()


def _read_chunk(files: list[Path], catalogue: Catalogue, tree: OrganisationTree, container: str) -> Chunk:
    with _no_collecting():
        raws = [read_raw(path, catalogue, container=f"{container}/{path.name}", tree=tree) for path in files]
        return [replace(raw, columns=()) for raw in raws], frame_of([raw.columns for raw in raws])


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Without the search for cycles: cells come by the hundred thousand and have none; it took an eighth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


_shared: list[tuple[Catalogue, OrganisationTree, str]] = []


def _begin(catalogue: Catalogue, tree: OrganisationTree, container: str) -> None:
    _shared[:] = [(catalogue, tree, container)]


def _read_shared(files: list[Path]) -> Chunk:
    return _read_chunk(files, *_shared[0])


def _twice(raws: list[RawReading], tree: OrganisationTree) -> dict[str, Finding]:
    """Container → finding, for every workbook of a school that has several."""
    by_school: dict[str, list[str]] = {}
    for raw in raws:
        if raw.organisation:
            by_school.setdefault(raw.organisation, []).append(raw.container)
    found = {}
    for school, containers in by_school.items():
        if len(containers) < 2:
            continue
        name = tree[school].name if school in tree else school
        for one in containers:
            others = "、".join(c for c in containers if c != one)
            found[one] = finding("ZJ140", Location(one), school=name, found=others, subject=school)
    return found
