"""Findings that were accepted with a reason: they stay quiet until their figures change."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from zhijian.checks import figures_of
from zhijian.errors import UnreadableInput, UsageError
from zhijian.findings import Finding, Severity
from zhijian.messages import _

_NEEDED = {"编号": "code", "对象": "subject", "数字": "figures", "理由": "reason"}
_NAMES = {**_NEEDED, "报告": "report"}
_ENGLISH = {"Code": "code", "Subject": "subject", "Figures": "figures", "Reason": "reason", "Report": "report"}


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One accepted finding. figures: the texts that it was accepted for; empty accepts any. report: empty is any."""

    code: str
    subject: str
    figures: str
    reason: str
    report: str = ""


def read_accepted(path: Path) -> tuple[Acceptance, ...]:
    """The acceptances of a CSV file, or of a review sheet (XLSX) whose column 理由 was filled in.

    Raises UnreadableInput where the file cannot be read, UsageError where a column is missing.
    """
    if not path.is_file():
        raise UnreadableInput(_("没有找到：{paths}。请核对路径。", paths=path))
    if path.suffix.lower() not in (".xlsx", ".csv"):
        raise UsageError(
            _("--accepted 读填好的核查意见表（.xlsx）或 CSV，“{found}”不是。请改用 .xlsx 的意见表。", found=path.name)
        )
    rows = _xlsx(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    names = [name.strip() for name in (rows[0] if rows else [])]
    header = [_NAMES.get(name, _ENGLISH.get(name, name)) for name in names]
    missing = [name for name, meant in _NEEDED.items() if meant not in header]
    if missing:
        raise UsageError(
            _("{path} 缺少列：{missing}。须有编号、对象、数字、理由四列。", path=path.name, missing="、".join(missing))
        )

    def value(row: list[str], name: str) -> str:
        at = header.index(name) if name in header else len(row)
        return row[at].strip() if at < len(row) else ""

    entries = [Acceptance(*(value(row, name) for name in Acceptance.__slots__)) for row in rows[1:]]
    return tuple(entry for entry in entries if entry.code and entry.reason)


def accept(findings: Iterable[Finding], acceptances: Iterable[Acceptance], report: str = "") -> list[Finding]:
    """The findings of ``report``, those accepted as notices with the reason in ``accepted``."""
    reasons = {
        (entry.code, entry.subject, entry.figures): entry.reason
        for entry in acceptances
        if entry.report in ("", report)
    }
    told = []
    for finding in findings:
        key = (finding.code, finding.subject)
        reason = reasons.get((*key, figures_of(finding))) or reasons.get((*key, ""))
        told.append(replace(finding, severity=Severity.notice, accepted=reason) if reason else finding)
    return told


def _csv(path: Path) -> list[list[str]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableInput(_("无法读取 {path}：{error}", path=path, error=error.strerror or error)) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    return list(csv.reader(text.splitlines()))


def _xlsx(path: Path) -> list[list[str]]:
    import fastexcel

    try:
        sheet = fastexcel.read_excel(path).load_sheet(0, header_row=None, dtypes="string")
    except (OSError, fastexcel.FastExcelError) as error:
        raise UnreadableInput(_("无法读取 {path}：{error}", path=path, error=error)) from None
    return [["" if cell is None else str(cell) for cell in row] for row in sheet.to_polars().iter_rows()]
