"""Published reports, one or a thousand: each read, proofed, and told in the forms that were asked for."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from zhijian.catalogue import load_catalogue
from zhijian.document.read import read_document
from zhijian.errors import UnreadableInput
from zhijian.messages import Language, _, language, use_language
from zhijian.proof.document import proof_document
from zhijian.proof.output.accepted import Acceptance, accept
from zhijian.proof.output.proofed import Proofed
from zhijian.proof.output.spots import spots_of

_HANDED = 2  # reports for each process that are handed out at a time
_REPORTS_PER_PROCESS = 100  # then a fresh one takes its place, so that no memory is held for good


@dataclass(frozen=True, slots=True)
class ProofOrder:
    """What is asked of every report. catalogue: its id, or none. last_year: last year's report.

    select, ignore: codes or beginnings of codes. accepted: findings that a reason was given for.
    language: of what is told; of the caller by default.
    """

    catalogue: str = "secondary-2024"
    last_year: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    language: Language = field(default_factory=language)


@dataclass(frozen=True, slots=True)
class Report:
    """path: of the file. name: by which it is told. page, annotated: where to write these forms of it."""

    path: Path
    name: str
    page: Path | None = None
    annotated: Path | None = None


Work = Callable[[Report, ProofOrder], Proofed]


def proof_report(report: Report, order: ProofOrder) -> Proofed:
    """The report as proofed, its page and annotated copy written. Raises UnreadableInput where it cannot be read."""
    with use_language(order.language):
        document = read_document(report.path)
        catalogue = None if order.catalogue == "none" else load_catalogue(order.catalogue)
        before = read_document(order.last_year) if order.last_year else None
        result = proof_document(document, catalogue=catalogue, last_year=before)
        chosen = [
            finding
            for finding in result.findings
            if (not order.select or finding.code.startswith(order.select))
            and not (order.ignore and finding.code.startswith(order.ignore))
        ]
        findings = tuple(accept(chosen, order.accepted, report.name))
        proofed = Proofed(
            report.name,
            findings,
            len(result.figures),
            len(result.relations),
            spots_of(document, findings),
            title=document.title,
            left_out=len(result.findings) - len(chosen),
        )
        if report.page:
            from zhijian.proof.output.page import as_page

            report.page.write_text(as_page(proofed, document), encoding="utf-8")
        if report.annotated:
            from zhijian.proof.output.comments import annotate

            annotate(proofed, report.path, report.annotated)
        return proofed


def proof_reports(
    reports: Sequence[Report],
    order: ProofOrder,
    *,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    workers: int | None = None,
    work: Work | None = None,
) -> list[Proofed]:
    """Every report in the order given, one that cannot be read with its problem.

    workers: processes that work side by side; one for each core by default. Only what is told of a report is kept,
    so that memory grows with the findings and not with the documents. work: what is done with each; it is to be found
    by its name, for processes of their own do it.
    """
    work = work or _read_or_not
    progress(0, len(reports))
    if min(workers or _cores(), len(reports)) < 2:
        done = []
        for number, report in enumerate(reports, start=1):
            done.append(work(report, order))
            progress(number, len(reports))
        return done
    return _side_by_side(reports, order, progress, min(workers or _cores(), len(reports)), work)


def _side_by_side(
    reports: Sequence[Report], order: ProofOrder, progress: Callable[[int, int], None], workers: int, work: Work
) -> list[Proofed]:
    """Few are handed out at a time: where one of them brings its process down, only those are gone through again."""
    done: dict[int, Proofed] = {}
    waiting = deque(range(len(reports)))
    executor = _processes(workers)
    handed: dict[Future[Proofed], int] = {}
    try:
        while waiting or handed:
            try:
                while waiting and len(handed) < _HANDED * workers:
                    handed[executor.submit(work, reports[waiting[0]], order)] = waiting[0]
                    waiting.popleft()
                finished, _rest = wait(handed, return_when=FIRST_COMPLETED)
                for future in finished:
                    done[handed[future]] = future.result()
                    del handed[future]
                    progress(len(done), len(reports))
            except BrokenProcessPool:
                executor.shutdown(cancel_futures=True)
                for number in handed.values():
                    done[number] = _alone(reports[number], order, work)
                    progress(len(done), len(reports))
                handed, executor = {}, _processes(workers)
    finally:
        executor.shutdown(cancel_futures=True)
    return [done[number] for number in range(len(reports))]


def _processes(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        workers, get_context("spawn"), initializer=_leave_interruptions, max_tasks_per_child=_REPORTS_PER_PROCESS
    )


def _alone(report: Report, order: ProofOrder, work: Work) -> Proofed:
    """The report in a process of its own, which it may bring down."""
    with _processes(1) as executor:
        try:
            return executor.submit(work, report, order).result()
        except BrokenProcessPool:
            return Proofed(report.name, problem=_("核查被系统中止，可能内存不足。请单独核查这份报告。"))


def _read_or_not(report: Report, order: ProofOrder) -> Proofed:
    """The report as proofed; where that fails, why, so that the others go on."""
    try:
        return proof_report(report, order)
    except UnreadableInput as error:
        return Proofed(report.name, problem=str(error))
    except OSError as error:
        return Proofed(report.name, problem=_("无法读写：{error}", error=error.strerror or error))
    except Exception as error:
        if os.environ.get("ZHIJIAN_DEBUG"):
            raise
        told = f"{type(error).__name__} {' '.join(str(error).split())[:200]}"
        return Proofed(report.name, problem=_("程序出错，请将此行告知维护人员：{error}", error=told))


def _leave_interruptions() -> None:
    """An interruption by keyboard reaches every process; the one that asked for the work deals with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
