"""A relation that does not hold, in words: why it must, and the arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from zhijian.expressions import Call, Slices, Variable, leaves, to_text
from zhijian.proof.judge.evaluation import NOT, arithmetic, violated_pair
from zhijian.proof.judge.hearing import Hearing
from zhijian.proof.judge.turns import Turn
from zhijian.proof.judge.wording import in_words, named, place_of, table_of
from zhijian.proof.shapes import Figure, Relation, figure_of

_MOST_TOLD = 3  # relations of one cause that a message tells in full; ``arithmetic`` has them all
_BESIDE = ("duplicate", "direction", "part", "rank")  # of two figures, told with their places
_EXTREMES = {
    "min": ("各部分中最小的", "the least of the parts"),
    "max": ("各部分中最大的", "the greatest of the parts"),
}


def reason(relations: Sequence[Relation], hearing: Hearing, *, together: bool) -> str:
    """What must hold, as the beginning of a message."""
    first = relations[0]
    if together:
        every = {number for relation in relations for number in relation.figures}
        name = hearing.figures[first.figures[0]].row or hearing.figures[first.figures[0]].measure
        return in_words(
            f"“{name}”等{len(every)}个数不能同时成立", f"{len(every)} figures, {name} among them, cannot hold together"
        )
    if first.kind == "duplicate":
        return _stated_twice(first, hearing.figures)
    turn = contrary_word(first, hearing)
    if turn is not None:
        now = hearing.figures[first.figures[0]]
        name = now.row or now.measure
        return in_words(
            f"“{name}”写作“{turn.text}”，与数据不符", f"{name} is said to show {turn.text}, the figures do not"
        )
    return str(first.explanation)


def contrary_word(relation: Relation, hearing: Hearing) -> Turn | None:
    """The word of change that a relation between two figures goes by; None where it is not found."""
    left, right = relation.that.terms[0], relation.that.terms[-1]
    if relation.kind != "direction" or not isinstance(left, Variable) or not isinstance(right, Variable):
        return None
    now, before = (hearing.figures[figure_of(side)] for side in (left, right))
    operator = relation.that.operators[0]
    return hearing.turns.said_of(
        now, {">": 1, "<": -1}.get(operator, 0), _sign(now.quantity.in_base - before.quantity.in_base)
    )


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def lines(relations: Sequence[Relation], figures: Mapping[int, Figure], *, together: bool) -> list[str]:
    """The arithmetic, a line for each relation, without repeats; of relations that fail together, each as it stands."""
    told = _as_it_stands if together else line
    return list(dict.fromkeys(told(relation, figures) for relation in relations))


def further(relations: Sequence[Relation], hearing: Hearing, told: str) -> str:
    """The further relations of the same cause, as the end of a sentence. told: the reason given before."""
    parts: list[str] = []
    for relation in relations:
        why, how = reason([relation], hearing, together=False), line(relation, hearing.figures)
        part = how if why == told else in_words(f"{why}：{how}", f"{why}: {how}")
        if part not in parts:
            parts.append(part)
        told = why
    return "".join(in_words(f"；{part}", f"; {part}") for part in parts[: _MOST_TOLD - 1])


def line(relation: Relation, figures: Mapping[int, Figure]) -> str:
    """The arithmetic of a relation that does not hold; figures that stand apart are told with their places."""
    pair = violated_pair(relation, figures)
    if pair is None:
        return str(relation.explanation)
    left, operator, right = pair
    if isinstance(left, Variable) and isinstance(right, Variable) and relation.kind in _BESIDE:
        one, other = (figures[figure_of(side)] for side in (left, right))
        if relation.kind == "direction":
            return (
                f"{named(other)} → {named(one)}"
                + in_words("，", ", ")
                + _went(_sign(one.quantity.in_base - other.quantity.in_base))
            )
        return f"{named(one)} {NOT[operator]} {named(other)}"
    for side, beside, sign in ((left, right, NOT[operator]), (right, left, NOT[operator])):
        if isinstance(side, Call) and side.function in _EXTREMES and isinstance(beside, Variable):
            return _extreme(side, beside, sign, figures, flipped=side is left)
    return arithmetic(pair, figures)


def _went(way: int) -> str:
    return {
        1: in_words("实为上升", "a rise"),
        -1: in_words("实为下降", "a fall"),
        0: in_words("没有变化", "no change"),
    }[way]


def _extreme(call: Call, beside: Variable, sign: str, figures: Mapping[int, Figure], *, flipped: bool) -> str:
    """81.61% ＜ 81.72%（各部分中最小的）."""
    parts = [figures[figure_of(leaf)] for leaf in leaves(call) if isinstance(leaf, Variable)]
    chosen = (min if call.function == "min" else max)(parts, key=lambda f: f.quantity.in_base)
    sign = {"＞": "＜", "＜": "＞", "≥": "≤", "≤": "≥"}.get(sign, sign) if flipped else sign
    note = in_words(*_EXTREMES[call.function])
    return in_words(
        f"{figures[figure_of(beside)].text} {sign} {chosen.text}（{note}）",
        f"{figures[figure_of(beside)].text} {sign} {chosen.text} ({note})",
    )


def _as_it_stands(relation: Relation, figures: Mapping[int, Figure]) -> str:
    def with_name(leaf: Variable | Slices) -> str:
        return named(figures[figure_of(leaf)]) if isinstance(leaf, Variable) else ""

    return to_text(relation.that, with_name)


def _stated_twice(relation: Relation, figures: Mapping[int, Figure]) -> str:
    one, other = (figures[number] for number in relation.figures[:2])
    first, second = (_short_place(figure) for figure in sorted((one, other), key=lambda f: f.id))
    text = relation.explanation
    if first and second and first != second:
        return in_words(f"{text.zh}，{first}与{second}说法不一", f"{text.en}: {first} and {second} differ")
    return in_words(f"{text.zh}，前后说法不一", f"{text.en}: it is stated in two ways")


def _short_place(figure: Figure) -> str:
    if figure.table:
        return table_of(figure)
    return place_of(figure)
