"""How a manner of working something out is read: patterns on a sentence whose figures are taken out.

So only the words between the figures count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from zhijian.expressions import Node
from zhijian.proof.claims.read import Passage
from zhijian.proof.claims.saying import name, said
from zhijian.proof.shapes import Figure, Kind, Relation, Words

LIKELY = Fraction(8, 10)
W = "[^#，,。；;]"  # within a clause
FILLERS = re.compile(r"^(?:约为?|为|达到?|仅为?)+|(?:约为?|为|达到?|仅为?)+$|总?(?:人数|户数|数量|数|量)$")

Terms = Mapping[str, int]
"""The numbers of the figures by the names of a pattern."""

Manner = tuple[re.Pattern[str], Callable[[re.Match[str], Terms, Passage], Iterator[Relation]]]
"""A pattern on the outline of a passage, and what it says of the figures that it names."""


def outline(passage: Passage) -> tuple[str, dict[int, int]]:
    """The text with # for each figure, and which figure each # is."""
    text, at, numbers = "", 0, {}
    for number, each in enumerate(passage.said):
        if each.mention.start < at:
            continue
        text += passage.text[at : each.mention.start].replace("#", " ")
        numbers[len(text)] = number
        text += "#"
        at = each.mention.end
    return text + passage.text[at:].replace("#", " "), numbers


def terms(passage: Passage, *numbers: int) -> tuple[Figure, ...]:
    """The figures of these numbers."""
    return tuple(passage.figures[number] for number in numbers)


def equal(kind: Kind, node: Node, result: Figure, terms: Sequence[Figure], be: tuple[str, str]) -> Relation:
    return said(
        kind,
        node,
        "==",
        result.variable,
        figures=[*terms, result],
        confidence=LIKELY,
        words=Words(f"{name(result)}应为{be[0]}", f"{name(result)} should be the {be[1]}"),
    )
