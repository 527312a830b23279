"""Small CSV files with fixed columns, read strictly: every fault is named with its line.

A text that a spreadsheet would take for a formula is written with an apostrophe before it, which reading takes away.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from zhijian.errors import UnreadableInput
from zhijian.facts.csv_cells import bare, defused
from zhijian.messages import _


def read_table(
    path: Path,
    columns: Sequence[str],
    *,
    needed: Sequence[str] = (),
    choices: Mapping[str, Sequence[str]] | None = None,
) -> list[dict[str, str]]:
    """The rows of ``path``, by column, without surrounding spaces; blank lines are passed over.

    The header must name exactly ``columns``, in any order. Raises UnreadableInput listing every fault.
    """
    reader = csv.reader(io.StringIO(decoded(path), newline=""), strict=True)
    rows: list[dict[str, str]] = []
    faults: list[str] = []
    try:
        header = [title.strip() for title in next(reader, [])]
        _check_header(path.name, header, columns)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            line = reader.line_num
            if len(cells) != len(header):
                faults.append(
                    _("{file} 第{line}行有 {found} 个单元，应有 {expected} 个；文字中有逗号时请加英文双引号。",
                      file=path.name, line=line, found=len(cells), expected=len(header))
                )  # fmt: skip
                continue
            row = dict(zip(header, (bare(cell.strip()) for cell in cells), strict=True))
            faults += [
                _("{file} 第{line}行的 {column} 为空，请补上。", file=path.name, line=line, column=c)
                for c in needed
                if not row[c]
            ]
            faults += [
                _("{file} 第{line}行的 {column}“{found}”无效，应为 {expected} 之一。",
                  file=path.name, line=line, column=c, found=row[c], expected="、".join(allowed))
                for c, allowed in (choices or {}).items()
                if row[c] not in allowed
            ]  # fmt: skip
            rows.append(row)
    except csv.Error as error:
        faults.append(
            _("{file} 第{line}行不是有效的 CSV：{error}。", file=path.name, line=reader.line_num, error=error)
        )
    if faults:
        raise UnreadableInput("\n".join(faults))
    return rows


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write UTF-8 with a header line, so that ``read_table`` gives the rows back."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([defused(cell) for cell in row] for row in rows)


def decoded(path: Path) -> str:
    """The text of a file in UTF-8 or GBK. Raises UnreadableInput for any other encoding."""
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableInput(_("{file} 不是 UTF-8 或 GBK 编码的文本，请另存为“CSV UTF-8”后再试。", file=path.name))


def _check_header(name: str, header: Sequence[str], columns: Sequence[str]) -> None:
    missing = [c for c in columns if c not in header]
    unknown = [c for c in header if c not in columns]
    twice = sorted({c for c in header if header.count(c) > 1})
    faults = []
    if missing:
        faults.append(
            _(
                "{file} 缺少列：{columns}。应有的列为 {expected}。",
                file=name,
                columns="、".join(missing),
                expected=",".join(columns),
            )
        )
    if unknown:
        faults.append(
            _(
                "{file} 有不认识的列：{columns}。应有的列为 {expected}。",
                file=name,
                columns="、".join(unknown),
                expected=",".join(columns),
            )
        )
    if twice:
        faults.append(_("{file} 的列重复：{columns}。", file=name, columns="、".join(twice)))
    if faults:
        raise UnreadableInput("\n".join(faults))
