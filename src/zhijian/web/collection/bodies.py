"""Reading the JSON that the grid sends, and refusing what is malformed."""

from __future__ import annotations

import json
from typing import Any

from zhijian.messages import _
from zhijian.web.collection.entry import MOST_CELLS, Entry


class Malformed(ValueError):
    """The body is not what the address takes."""


def json_of(request: Any) -> dict[str, Any]:
    """The request's JSON object. Raises Malformed."""
    try:
        body = json.loads(request.body or b"{}")
    except (ValueError, UnicodeDecodeError):
        raise Malformed(_("请求内容不是 JSON。")) from None
    if not isinstance(body, dict):
        raise Malformed(_("请求内容应为一个 JSON 对象。"))
    return body


def text_of(body: dict[str, Any], name: str, *, default: str | None = None, most: int = 2000) -> str:
    """A string of the body."""
    value = body.get(name, default)
    if not isinstance(value, str) or len(value) > most or "\0" in value:
        raise Malformed(_("“{name}”应为不超过 {most} 字的文字。", name=name, most=most))
    return value


def entries_of(body: dict[str, Any], current: str) -> list[Entry]:
    """The cells of a save; a cell without a period is of the current column. Raises Malformed."""
    cells = body.get("cells")
    if not isinstance(cells, list) or not 0 < len(cells) <= MOST_CELLS:
        raise Malformed(_("“cells”应为 1 至 {most} 个单元格的列表。", most=MOST_CELLS))
    entries = []
    for cell in cells:
        if not isinstance(cell, dict):
            raise Malformed(_("“cells”中的每一项应为 JSON 对象。"))
        version = cell.get("version", 0)
        if not isinstance(version, int) or isinstance(version, bool) or not 0 <= version < 2**31:
            raise Malformed(_("“version”应为非负整数。"))
        entries.append(
            Entry(
                text_of(cell, "indicator", most=100),
                text_of(cell, "slice", default="", most=40),
                text_of(cell, "period", default=current, most=4),
                text_of(cell, "text"),
                version,
                text_of(cell, "note", default=""),
            )
        )
    if len({entry.key for entry in entries}) < len(entries):
        raise Malformed(_("同一格在一次保存中出现了两次。"))
    return entries
