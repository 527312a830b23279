"""Of which kind of a thing the rest of a sentence speaks: 学前教育专任教师1200人；专任教师学历合格率99.1%."""

from __future__ import annotations

from collections.abc import Sequence

from zhijian.proof.bind.names import loose
from zhijian.proof.claims.said import Said

_SHORTEST = 2  # characters of a name that is said again


def kind_of(said: Said, before: Sequence[Said]) -> str:
    """What narrows a rate, since its sentence begins with one kind of what it is named after; "" where nothing does."""
    first = next((other for other in before if other.sentence == said.sentence), None)
    if first is None or said.role != "value" or not said.percent:
        return ""
    name = loose(first.measure)
    longest = min(len(name) - 1, len(said.measure) - 1)
    again = next((n for n in range(longest, _SHORTEST - 1, -1) if said.measure.startswith(name[-n:])), 0)
    return name[:-again] if again else ""
