"""Whether a part was held against the wrong whole: 总产值69.9亿元，增加值37.9亿元。其中，农业产值…"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zhijian.proof.shapes import Figure, Relation, ends_of_sum


class Wholes:
    """The figures of each paragraph, and the parts that lists say of each."""

    def __init__(self, relations: Sequence[Relation], figures: Mapping[int, Figure]) -> None:
        self._figures = figures
        self._beside: dict[str, list[Figure]] = {}
        for figure in figures.values():
            if not figure.table and figure.role == "value":
                self._beside.setdefault(str(figure.block), []).append(figure)
        self._parts: dict[int, list[int]] = {}
        for relation in relations:
            if relation.kind == "part" and len(relation.figures) == 2:
                for number, other in (relation.figures, relation.figures[::-1]):
                    self._parts.setdefault(number, []).append(other)

    def another_fits(self, relation: Relation) -> bool:
        """Whether the greater of a failing part and whole belongs to another figure of its paragraph.

        One that it fits into stands nearer to it, or shares more of its name, or is what the parts of the list add up
        to.
        """
        if relation.kind != "part" or len(relation.figures) != 2:
            return False
        whole, part = sorted((self._figures[n] for n in relation.figures), key=lambda f: f.quantity.in_base)
        parts = [self._figures[n] for n in self._parts.get(whole.id, ())]
        for other in self._beside.get(str(part.block), ()):
            if other.id >= part.id or other.id == whole.id or other.quantity.in_base < part.quantity.in_base:
                continue
            if other.quantity.unit.dimension not in {part.quantity.unit.dimension, ()}:
                continue
            closer = _shared_ending(part, other) > max(1, _shared_ending(part, whole))
            if whole.id < other.id or closer or (len(parts) > 1 and _add_up(parts, other)):
                return True
        return False


def _add_up(parts: Sequence[Figure], whole: Figure) -> bool:
    (low, high), (least, most) = ends_of_sum(parts), ends_of_sum([whole])
    return low <= most and high >= least


def _shared_ending(one: Figure, other: Figure) -> int:
    """How many characters two names have in common at their end: 医院总诊疗人次 is 总诊疗人次, not 入院人次."""
    pairs = zip(one.measure[::-1], other.measure[::-1], strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one.measure), len(other.measure)))
