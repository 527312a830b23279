"""``zhijian proof``."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from zhijian.catalogue import available_catalogues
from zhijian.cli.proof_screen import indent_of, show_notes, show_side_by_side
from zhijian.cli.screen import console, exit_code, steps_on_screen
from zhijian.errors import UnreadableInput, UsageError
from zhijian.findings import all_codes
from zhijian.messages import _
from zhijian.proof.output import (
    Acceptance,
    Proofed,
    as_json,
    as_sarif,
    lines_of,
    read_accepted,
    summary_line,
)
from zhijian.proof.output.review import write_review
from zhijian.proof.reports import ProofOrder, Report, proof_report, proof_reports

_FORMATS = ("text", "json", "html", "sarif")
_INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class ProofOptions:
    """What was asked for, as it was typed."""

    catalogue: str
    format: str
    output: Path | None
    annotate: Path | None
    review: Path | None
    last_year: Path | None
    accepted: Path | None
    select: str
    ignore: str
    fail_on: str
    force: bool


def run_proof(paths: Sequence[Path], options: ProofOptions) -> int:
    """Proof the reports and tell what was found; returns the exit code."""
    paths = list(dict.fromkeys(_spelt_out(paths)))
    _possible(paths, options)
    order = ProofOrder(
        catalogue=options.catalogue,
        last_year=options.last_year,
        select=_codes(options.select, "--select"),
        ignore=_codes(options.ignore, "--ignore"),
        accepted=_accepted(options.accepted, one=len(paths) == 1) if options.accepted else (),
    )
    with TemporaryDirectory() as folder:
        reports = _reports(paths, options, Path(folder))
        with steps_on_screen(console(stderr=True), quiet=False) as steps, steps.step(_("核查报告")):
            if len(reports) == 1:
                proofed = [proof_report(reports[0], order)]
            else:
                proofed = proof_reports(reports, order, progress=steps.progress)
        _tell(proofed, reports, options)
    if options.review:
        write_review(proofed, options.review)
        _written(options.review)
    unread = any(report.problem for report in proofed)
    findings = [finding for report in proofed for finding in report.findings]
    return UnreadableInput.exit_code if unread else exit_code(findings, options.fail_on)


# ── before the work ─────────────────────────────────────────────────────────────────────────────────


def _spelt_out(paths: Sequence[Path]) -> Iterator[Path]:
    """The paths; where the shell left a pattern as it is (Windows does), the files that it stands for."""
    for path in paths:
        if not path.exists() and re.search(r"[*?]", path.name) and (found := sorted(path.parent.glob(path.name))):
            yield from found
        else:
            yield path


def _possible(paths: Sequence[Path], options: ProofOptions) -> None:
    """Raises UsageError or UnreadableInput for what cannot be carried out, before any work is done."""
    exit_code([], options.fail_on)
    if options.format not in _FORMATS:
        raise UsageError(_("--format 应为 text、json、html 或 sarif，实为“{found}”。", found=options.format))
    if options.catalogue not in (*available_catalogues(), "none"):
        known = "、".join((*available_catalogues(), "none"))
        raise UsageError(_("--catalogue 应为 {known}，实为“{found}”。", known=known, found=options.catalogue))
    if options.review and options.review.suffix.lower() not in (".xlsx", ".docx"):
        raise UsageError(_("--review 的文件名应以 .xlsx 或 .docx 结尾，实为“{found}”。", found=options.review.name))
    many = len(paths) > 1
    if options.format == "html" and many and options.output is None:
        raise UsageError(_("多份报告的 html 须用 --output 指明存放的文件夹。"))
    for path in paths:
        if path.is_dir():
            raise UnreadableInput(_("{path} 是文件夹。请指明其中的报告，如 {path}/*.docx。", path=path))
        if not path.exists() and not many:
            raise UnreadableInput(_("没有找到：{paths}。请核对路径。", paths=path))
    if options.annotate:
        _can_annotate(paths, options.annotate)
    _nothing_lost(paths, options)


def _can_annotate(paths: Sequence[Path], target: Path) -> None:
    others = [path.name for path in paths if path.suffix.lower() != ".docx"]
    if others:
        raise UsageError(
            _(
                "--annotate 只能批注 Word 文档（.docx），{names} 不是。请改用 --format html。",
                names="、".join(others[:5]),
            )
        )
    if len(paths) == 1 and target.suffix.lower() != ".docx":
        raise UsageError(_("--annotate 的文件名应以 .docx 结尾，实为“{found}”。", found=target.name))
    if len(paths) > 1 and target.suffix:
        raise UsageError(_("多份报告的批注须存入一个文件夹，“{found}”像是文件名。", found=target.name))


def _nothing_lost(paths: Sequence[Path], options: ProofOptions) -> None:
    """Raises UsageError where something written would take the place of what is read, or of what a person wrote in."""
    read = [*paths, *(path for path in (options.last_year, options.accepted) if path)]
    many = len(paths) > 1
    for name, target in (("--output", options.output), ("--annotate", options.annotate), ("--review", options.review)):
        if target is None:
            continue
        if any(_same(target, path) for path in read):
            raise UsageError(_("{option} {path} 会覆盖所读的文件。请换一个文件名。", option=name, path=target))
        if many and name != "--review" and any(_same(target, path.parent) for path in paths):
            raise UsageError(_("{option} {path} 是原报告所在的文件夹。请换一个。", option=name, path=target))
        if name != "--output" and target.is_file() and not options.force:
            raise UsageError(_("{path} 已存在。换一个文件名，或加 --force 覆盖。", path=target))
        folder = many and (name == "--annotate" or (name == "--output" and options.format == "html"))
        if target.exists() and target.is_dir() is not folder:
            wanted = _("文件夹") if folder else _("文件")
            raise UsageError(_("{option} {path} 应为{wanted}。", option=name, path=target, wanted=wanted))
        if not target.parent.is_dir():
            raise UsageError(_("没有文件夹 {folder}，无法写入 {name}。", folder=target.parent, name=target.name))
    targets = [path for path in (options.output, options.annotate, options.review) if path]
    if any(_same(one, other) for at, one in enumerate(targets) for other in targets[:at]):
        raise UsageError(_("--output、--annotate、--review 不能写入同一个文件。"))


def _same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def _codes(text: str, option: str) -> tuple[str, ...]:
    """Codes or beginnings of codes, in capitals. Raises UsageError where one fits no code."""
    wanted = tuple(part.strip().upper() for part in re.split("[,，、 ]", text) if part.strip())
    for one in wanted:
        if not any(code.startswith(one) for code in all_codes()):
            raise UsageError(
                _("{option}：没有编号以“{found}”开头的核查问题，如 ZJ501、ZJ6。", option=option, found=one)
            )
    return wanted


def _accepted(path: Path, *, one: bool) -> tuple[Acceptance, ...]:
    """The acceptances; of one report whatever it was called, for drafts change their names."""
    entries = read_accepted(path)
    return tuple(replace(entry, report="") for entry in entries) if one else entries


def _reports(paths: Sequence[Path], options: ProofOptions, temporary: Path) -> list[Report]:
    """The reports by the names that tell them apart, each with the files that shall be made of it."""
    if len(paths) == 1:
        page = (options.output or temporary / _INDEX) if options.format == "html" else None
        return [Report(paths[0], paths[0].name, page, options.annotate)]
    common = os.path.commonpath([path.parent.absolute() for path in paths])
    names = [Path(os.path.relpath(path, common)).as_posix() for path in paths]
    pages = options.output if options.format == "html" else None
    for folder in (pages, options.annotate):
        if folder:
            folder.mkdir(exist_ok=True)
    files = [name.replace("/", "-") for name in names]
    files = [f"{at}-{file}" if file in files[:at] else file for at, file in enumerate(files)]
    return [
        Report(path, name, pages and pages / f"{file}.html", options.annotate and options.annotate / file)
        for path, name, file in zip(paths, names, files, strict=True)
    ]


# ── after it ────────────────────────────────────────────────────────────────────────────────────────


def _tell(proofed: Sequence[Proofed], reports: Sequence[Report], options: ProofOptions) -> None:
    if options.format == "html" and options.output:
        if len(reports) > 1:
            from zhijian.proof.output.page import as_index

            pages = {report.name: report.page.name for report in reports if report.page}
            (options.output / _INDEX).write_text(as_index(proofed, pages), encoding="utf-8")
        _written(options.output, proofed)
    elif options.format == "text" and options.output is None:
        out = console()
        if len(proofed) == 1:
            show_notes(proofed[0], out)
        else:
            show_side_by_side(proofed, out)
    else:
        text = _rendered(proofed, reports, options.format)
        if options.output is None:
            typer.echo(text)
        else:
            options.output.write_text(text + "\n", encoding="utf-8")
            _written(options.output, proofed)
    if options.annotate:
        _written(options.annotate)


def _rendered(proofed: Sequence[Proofed], reports: Sequence[Report], format_: str) -> str:
    if format_ == "json":
        return as_json(proofed)
    if format_ == "sarif":
        return as_sarif(proofed)
    if format_ == "html":
        return "".join(report.page.read_text("utf-8") for report in reports if report.page)
    return "\n".join(line for report in proofed for line in _plain(report, named=len(proofed) > 1))


def _plain(report: Proofed, *, named: bool) -> Iterator[str]:
    if named:
        yield report.name
    for line in lines_of(report):
        yield " " * indent_of(line) + line.text


def _written(path: Path, proofed: Sequence[Proofed] = ()) -> None:
    told = summary_line(proofed[0]) if len(proofed) == 1 and not proofed[0].problem else ""
    console(stderr=True).print(_("已写入 {path}。", path=path) + told, markup=False)
