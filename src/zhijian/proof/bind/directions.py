"""A rise, a fall or a standstill that a text claims of a figure, held against the figure of the period compared with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from zhijian.expressions import Relation as Statement
from zhijian.proof.bind.facts import Facts, compared_with
from zhijian.proof.shapes import Figure, Relation, Words

_SAID = Fraction(85, 100)


def directions(facts: Facts, figures: Sequence[Figure]) -> Iterator[Relation]:
    """在校生30215人，较上年略有增长 where a table tells last year's. 持平 is held to counts only: a rate may differ a little."""
    for figure in figures:
        key = facts.keys.get(figure.id)
        claimed = figure.direction or (figure.level and figure.quantity.unit.count)
        if key is None or not figure.against or not claimed or figure.role in ("change", "growth"):
            continue
        old = facts.best(key.measure, key.subject, compared_with(figure, key.period))
        if old is None or old.figure.id == figure.id:
            continue
        operator = ">" if figure.direction > 0 else "<" if figure.direction < 0 else "=="
        zh, en = _WORDS[operator]
        yield Relation(
            "direction", Statement((figure.variable, old.figure.variable), (operator,)), (figure.id, old.figure.id),
            min(_SAID, old.confidence), Words(f"文中称“{figure.measure}”{zh}，与数据不符", f"{figure.measure} is said to have {en}"),
        )  # fmt: skip


_WORDS = {">": ("比上期增加", "risen"), "<": ("比上期减少", "fallen"), "==": ("与上期持平", "stayed the same")}
