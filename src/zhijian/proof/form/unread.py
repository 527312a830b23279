"""What a document shows and nobody could read: pages that are pictures, captions below which no table is."""

from __future__ import annotations

from collections.abc import Iterator

from zhijian.document import Document, Table
from zhijian.findings import Finding, finding
from zhijian.messages import _
from zhijian.proof.walk import walk


def check_unread(document: Document) -> Iterator[Finding]:
    """ZJ615."""
    if document.unread:
        pages = "、".join(map(str, document.unread))
        yield finding("ZJ615", found=_("第{pages}页只有图片，没有可读取的文字", pages=pages))
    for place in walk(document):
        if not isinstance(place.block, Table) or place.block.rows:
            continue
        table = place.block
        named = f"{table.number} {table.caption}".strip()
        page = document.page_of(table.location)
        where = _("“{named}”（第{page}页）", named=named, page=page) if page else _("“{named}”", named=named)
        yield finding("ZJ615", table.location, found=_("{where}之下没有读到表格", where=where), subject=table.number)
