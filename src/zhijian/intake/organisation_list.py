"""A list of organisations as an office keeps it: a workbook's first sheet, or a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from zhijian.errors import UnreadableInput
from zhijian.facts import Organisation, OrganisationTree
from zhijian.intake.container import open_book
from zhijian.intake.csv_table import decoded
from zhijian.messages import _

TITLES = {
    "id": ("id", "编号", "单位编号"),
    "name": ("name", "名称", "单位名称", "学校名称"),
    "level": ("level", "级别", "单位级别"),
    "parent": ("parent", "上级", "上级编号", "上级单位编号"),
    "kind": ("kind", "类别", "办学性质"),
    "code": ("code", "代码", "标准代码", "学校标识码"),
    "short": ("short", "简称"),
}
NEEDED = ("id", "name", "level", "parent")
LEVELS = {
    "学校": "school",
    "县": "county",
    "区": "county",
    "县区": "county",
    "市": "city",
    "省": "province",
    "国家": "country",
}
MOST_ROWS = 20_000


def read_organisations(path: Path) -> OrganisationTree:
    """The tree that the list states. Columns by their titles, Chinese or English, in any order; others are passed over.

    Levels may be written 学校, 县, 区, 市, 省. Raises UnreadableInput with everything that is wrong.
    """
    rows = [row for row in _rows(path) if any(row)]
    if not rows:
        raise UnreadableInput(_("{file} 是空的。", file=path.name))
    columns = _columns(path.name, rows[0])
    if len(rows) > MOST_ROWS:
        raise UnreadableInput(_("{file} 有 {n} 行，最多 {most} 行。", file=path.name, n=len(rows), most=MOST_ROWS))
    organisations = []
    for row in rows[1:]:
        fields = {name: row[column].strip() if column < len(row) else "" for name, column in columns.items()}
        fields["level"] = LEVELS.get(fields["level"], fields["level"])
        organisations.append(Organisation(**fields))
    return OrganisationTree(organisations, path.name)


def _columns(file: str, titles: list[str]) -> dict[str, int]:
    given = [title.strip().lower() for title in titles]
    columns = {
        name: next(given.index(title) for title in known if title in given)
        for name, known in TITLES.items()
        if any(title in given for title in known)
    }
    missing = ["/".join(TITLES[name][:2]) for name in NEEDED if name not in columns]
    if missing:
        raise UnreadableInput(
            _(
                "{file} 第一行缺少列：{missing}。应有 编号、名称、级别、上级编号，可有 类别、代码、简称。",
                file=file,
                missing="、".join(missing),
            )
        )
    return columns


def _rows(path: Path) -> Iterator[list[str]]:
    if path.suffix.lower() == ".csv":
        yield from csv.reader(io.StringIO(decoded(path), newline=""))
        return
    book, found = open_book(path, path.name, lambda _name: True)
    if book is None or not book.sheets:
        raise UnreadableInput("\n".join(each.message for each in found) or _("{file} 是空的。", file=path.name))
    sheet = next((each for each in book.sheets if not each.hidden), book.sheets[0])
    for _number, cells in sorted(sheet.rows.items()):
        yield [cells[column].text if column in cells else "" for column in range(max(cells, default=-1) + 1)]
