"""What is known when a doubt is put into words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhijian.proof.bind import Facts
from zhijian.proof.judge.copies import Copies
from zhijian.proof.judge.turns import Turns
from zhijian.proof.shapes import Figure, Relation


@dataclass(frozen=True, slots=True)
class Hearing:
    """figures: by id. relations: those that are connected with what fails, the ones that hold included."""

    figures: Mapping[int, Figure]
    facts: Facts
    relations: Sequence[Relation]
    copies: Copies
    turns: Turns
