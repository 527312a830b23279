"""Tables that only frame something: many offices put pictures and cases into tables of one or two columns."""

from __future__ import annotations

from typing import Any

from zhijian.document.read.docx.archive import W

_LONG_CELL = 3  # paragraphs in one cell: running text, not an entry


def is_layout(table: Any) -> bool:
    """Whether a table holds pictures or running text rather than entries."""
    if any(True for _it in table.iter(f"{W}drawing", f"{W}pict", f"{W}tbl") if _it is not table):
        return True
    cells = list(table.iter(f"{W}tc"))
    columns = max((len(row.findall(f"{W}tc")) for row in table.iter(f"{W}tr")), default=0)
    return columns == 1 and any(len(cell.findall(f"{W}p")) >= _LONG_CELL for cell in cells)
