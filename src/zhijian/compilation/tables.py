"""The six official tables as files: one workbook that prints and signs like the form, and a CSV per table."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Collection
from pathlib import Path

from zhijian.compilation.folder import ReportFolder
from zhijian.facts import FactSet, Status
from zhijian.intake import write_workbook
from zhijian.messages import _
from zhijian.quantity import format_number

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STATUS_TEXTS = {Status.not_applicable: "仅高职填报", Status.not_reported: "", Status.no_data: "无数据"}


def table_files(
    folder: ReportFolder, facts: FactSet, hidden: Collection[tuple[str, str, str, str]]
) -> list[tuple[str, str, bytes, str]]:
    """(name, media type, content, label) of each file, for the compiling organisation; hidden facts print as ``*``."""
    organisation = folder.tree[folder.settings.organisation]
    own = facts.where(organisation=organisation.id)
    shown = FactSet.from_facts(fact for fact in own if fact.key not in hidden)
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "tables.xlsx"
        write_workbook(path, folder.catalogue, school=organisation, values=shown)
        workbook = path.read_bytes()
    files = [("tables.xlsx", XLSX, workbook, _("六张指标表与基础数据（工作簿）"))]
    for table in folder.catalogue.tables:
        text = _csv(folder, own, table.number, hidden)
        label = _("表{number} {title}（CSV）", number=table.number, title=table.label["zh"])
        files.append((f"table{table.number}.csv", "text/csv", b"\xef\xbb\xbf" + text.encode(), label))
    return files


def _csv(folder: ReportFolder, facts: FactSet, number: int, hidden: Collection[tuple[str, str, str, str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    catalogue = folder.catalogue
    writer.writerow(["序号", "指标", "编号", "单位", *(f"{p}年" for p in catalogue.periods)])
    for indicator in catalogue.rows(number):
        row = indicator.table
        values = []
        for period in catalogue.periods:
            fact = facts.get(folder.settings.organisation, period, indicator.id)
            if fact is None:
                values.append(STATUS_TEXTS[Status.not_applicable] if indicator.higher_only else "")
            elif fact.key in hidden:
                values.append("*")
            elif fact.mantissa is not None and fact.decimals is not None:
                values.append(format_number(fact.mantissa, fact.decimals))
            else:
                values.append(STATUS_TEXTS[fact.status])
        writer.writerow(
            [
                row.row if row and row.numbered else "",
                (row.prefix if row else "") + indicator.label["zh"] + ("*" if indicator.starred else ""),
                indicator.id,
                indicator.printed_unit,
                *values,
            ]
        )
    return text.getvalue()
