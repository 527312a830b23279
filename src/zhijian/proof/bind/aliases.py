"""Two names of one measure, told by a value: 床位 in a table, 医疗卫生机构床位 in the text, both 18739张."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from zhijian.proof.bind.facts import Facts, Key, Stated

_DIGITS = 3  # of a value in which to agree is no accident


def join_aliases(facts: Facts) -> None:
    """Puts the facts of a name that holds all characters of another, in order, under the shorter one.

    Only where a table states one of them, both state the same value once, of several digits that are not all zeros
    but the first, and no third name could be meant.
    """
    table, names = _by_value(facts), _names(facts)
    pairs: dict[str, set[str]] = {}
    for stated in table.values():
        for one, other in combinations(sorted(stated, key=lambda name: (len(name), name)), 2):
            if _holds(names[other], names[one]) and (stated[one] or stated[other]):
                pairs.setdefault(other, set()).add(one)
    for longer, shorter in pairs.items():
        if len(shorter) == 1:
            _rename(facts, longer, next(iter(shorter)))


def _by_value(facts: Facts) -> dict[tuple[Fraction, str, str], dict[str, bool]]:
    """By value, period and unit: the measures known by words alone that state it, and whether a table does."""
    found: dict[tuple[Fraction, str, str], dict[str, bool]] = {}
    for key, every in facts.by_key.items():
        if key.known or key.subject:
            continue
        for stated in every:
            quantity = stated.figure.quantity
            digits = str(abs(quantity.mantissa)).rstrip("0")
            if len(digits) < _DIGITS or stated.figure.words:
                continue
            unit = key.measure.rpartition("/")[2]
            names = found.setdefault((quantity.value * quantity.unit.scale, key.period, unit), {})
            names[key.measure] = names.get(key.measure, False) or bool(stated.figure.table)
    return found


def _names(facts: Facts) -> dict[str, str]:
    return {key.measure: key.measure.removeprefix("~").rpartition("/")[0] for key in facts.by_key}


def _holds(longer: str, shorter: str) -> bool:
    """Whether the characters of ``shorter`` stand in ``longer`` in this order, the last one at its end."""
    if len(shorter) < 2 or not shorter or longer[-1:] != shorter[-1:]:
        return False
    left: Iterator[str] = iter(longer)
    return all(character in left for character in shorter)


def _rename(facts: Facts, old: str, new: str) -> None:
    for key in [key for key in facts.by_key if key.measure == old]:
        stated = facts.by_key.pop(key)
        renamed = Key(new, key.subject, key.period)
        merged: list[Stated] = sorted([*facts.by_key.get(renamed, []), *stated], key=lambda s: s.figure.id)
        facts.by_key[renamed] = merged
        facts.keys.update({s.figure.id: renamed for s in stated})
