"""What a text says is the greatest or the least, beside the column of the table that lists it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from zhijian.expressions import Relation as Statement
from zhijian.proof.bind.names import plain
from zhijian.proof.bind.relations import agree
from zhijian.proof.claims import Passage
from zhijian.proof.shapes import Figure, Relation, Words
from zhijian.proof.tables import ReadTable
from zhijian.proof.tables.rows import is_part, is_subtotal, is_total, is_whole

_LIKELY = Fraction(80, 100)
_FEWEST = 3  # rows among which one can be the greatest
_MOST = re.compile(
    r"(?:最(?P<up>高|大|多|快)|最(?P<down>低|小|少|慢))(?:的)?(?:是|为|达到?|，|,|：|:|\s)*[^，,。；;]{0,6}$"
)
_FIRST = re.compile(r"^[^，,。；;]{0,4}[，,]?(?:居|位居|排|排名|名列|位列)[^，,。；;]{0,6}?(?:首位|第一位?|榜首)")
_NOT_AMONG_THESE = re.compile(r"全国|全省|历史|历年|近年|同期|新高|新低|增幅|增速|增长|提高|下降|排名")
_CLAUSE = re.compile(r"[。；;！？\n]")


def superlatives(passages: Sequence[Passage], tables: Sequence[ReadTable]) -> Iterator[Relation]:
    """机电大类占比最高，为18.5%: no row of the column in which 机电大类 has 18.5% is above it."""
    for passage in passages:
        for figure, said in zip(passage.figures, passage.said, strict=True):
            start, end = said.mention.start, said.mention.end
            sentence = max((m.end() for m in _CLAUSE.finditer(passage.text, 0, start)), default=0)
            before, after = passage.text[sentence:start], passage.text[end : end + 20]
            found = _MOST.search(before)
            first = found is None and _FIRST.match(after) is not None
            if (found is None and not first) or _NOT_AMONG_THESE.search(before[-24:] + after[:14]):
                continue
            up = first or (found is not None and found["up"] is not None)
            for table in tables:
                yield from _in_table(figure, before, table, up=up)


def _in_table(figure: Figure, before: str, table: ReadTable, *, up: bool) -> Iterator[Relation]:
    rows = [r for r in table.layout.rows if not (is_part(r) or is_total(r) or is_whole(r) or is_subtotal(r))]
    for column in table.layout.figures:
        cells = [f for row in rows if (f := table.figures.get((row.index, column.index))) is not None]
        mine = [c for c in cells if c.row and plain(c.row) in plain(before) and _same(c, figure)]
        if len(cells) < _FEWEST or len(mine) != 1:
            continue
        for other in cells:
            if other is mine[0] or other.quantity.unit.symbol != mine[0].quantity.unit.symbol:
                continue
            yield Relation(
                "rank",
                Statement((mine[0].variable, other.variable), (">=" if up else "<=",)),
                (mine[0].id, other.id),
                _LIKELY,
                Words(
                    f"文中称“{mine[0].row}”{figure.text}为最{'高' if up else '低'}",
                    f"the text calls {mine[0].row}, {figure.text}, the {'greatest' if up else 'least'}",
                ),
            )


def _same(cell: Figure, figure: Figure) -> bool:
    alike = cell.quantity.unit.dimension == figure.quantity.unit.dimension or not cell.quantity.unit.symbol
    return alike and agree(cell, figure)
