"""What else speaks for a figure: relations with other figures that hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zhijian.expressions import Variable
from zhijian.proof.judge.causes import Doubt
from zhijian.proof.judge.evaluation import violated_pair
from zhijian.proof.judge.wording import in_words, named, said
from zhijian.proof.shapes import Figure, Relation, figure_of

_SPEAKING = frozenset({"ratio", "share", "per_head", "sum", "growth", "change"})
_MOST = 3


def borne_out(told: Doubt, relations: Sequence[Relation], figures: Mapping[int, Figure]) -> str:
    """That the figure which a doubted one differs from agrees with others; "" where nothing more is known of it."""
    doubted = {figure_of(Variable(suspect.figure)) for suspect in told.certain}
    right = {
        number
        for relation in told.relations
        if relation.kind == "duplicate"
        for number in relation.figures
        if number not in doubted and doubted & set(relation.figures)
    }
    if len(right) != 1:
        return ""
    (number,) = right
    found: dict[str, None] = {}
    for relation in relations:
        if number in relation.figures and relation.kind in _SPEAKING and violated_pair(relation, figures) is None:
            result = next((t for t in relation.that.terms if isinstance(t, Variable) and figure_of(t) != number), None)
            if result is not None:
                figure = figures[figure_of(result)]
                found.setdefault(f"“{figure.row or figure.measure}”{said(figure, figure.direction, figure.text)}", None)
    if not found:
        return ""
    witnesses = list(found)[:_MOST]
    return in_words(
        f"{named(figures[number])}与{'、'.join(witnesses)}相符",
        f"{named(figures[number])} agrees with {', '.join(witnesses)}",
    )
