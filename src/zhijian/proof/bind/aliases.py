"""Two names of one measure, told by a value: 床位 in a table, 医疗卫生机构床位 in the text, both 18739张."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from zhijian.proof.bind.facts import Facts, Key, Stated
from zhijian.proof.bind.names import loose

_SHORTEST_OF_THE_CATALOGUE = 4  # characters of a name that is joined to one of its indicators
_LONG_NAME = 6  # characters that no other indicator has by accident
_FEWEST = 10  # a figure of one digit agrees with anything
_DIGITS = 3  # of a value in which to agree is no accident


def join_aliases(facts: Facts) -> None:
    """Puts the facts of a name that holds all characters of another, in order, under the shorter one.

    Only where a table states one of them, both state the same value once, of several digits that are not all zeros
    but the first, and no third name could be meant.
    """
    table, names = _by_value(facts), _names(facts)
    pairs: dict[str, set[str]] = {}
    for (value, _period, _unit), stated in table.items():
        for one, other in combinations(sorted(stated, key=lambda measure: (len(names[measure]), measure)), 2):
            if not _holds(names[other], names[one]) or not (stated[one] or stated[other]):
                continue
            if not _known(one) and not _known(other) and _telling(value):
                pairs.setdefault(other, set()).add(one)
            elif _known(one) != _known(other) and _of_the_catalogue(names[one], names[other], value):
                said, indicator = (other, one) if _known(one) else (one, other)
                pairs.setdefault(said, set()).add(indicator)
    for name, meant in pairs.items():
        indicators = {measure for measure in meant if _known(measure)}
        if len(indicators or meant) == 1:
            _rename(facts, name, next(iter(indicators or meant)))


def _telling(value: Fraction) -> bool:
    """Whether to agree in this value is no accident: it has several digits that are not all zeros."""
    return len(str(value.numerator).rstrip("0")) >= _DIGITS or len(str(value.denominator)) > _DIGITS


def _of_the_catalogue(shorter: str, longer: str, value: Fraction) -> bool:
    """Whether an indicator of the catalogue may be meant: by its whole long name, or by a telling value."""
    whole = shorter in longer and len(shorter) >= _LONG_NAME
    return whole or (_telling(value) and len(shorter) >= _SHORTEST_OF_THE_CATALOGUE)


def _known(measure: str) -> bool:
    """Whether it is an indicator of the catalogue, and no name after ``~``."""
    return not measure.startswith("~")


def _by_value(facts: Facts) -> dict[tuple[Fraction, str, str], dict[str, bool]]:
    """By value, period and unit: the measures that state it, and whether a table does."""
    found: dict[tuple[Fraction, str, str], dict[str, bool]] = {}
    for key, every in facts.by_key.items():
        if key.subject:
            continue
        for stated in every:
            quantity = stated.figure.quantity
            if abs(quantity.mantissa) < _FEWEST or stated.figure.words:
                continue
            unit = "".join(f"{base}{power}" for base, power in quantity.unit.dimension) or quantity.unit.symbol
            names = found.setdefault((quantity.in_base, key.period, unit), {})
            names[key.measure] = names.get(key.measure, False) or bool(stated.figure.table)
    return found


def _names(facts: Facts) -> dict[str, str]:
    """By measure, its name; of an indicator as the document's table, or else its text, prints it."""
    names: dict[str, str] = {}
    for key, every in facts.by_key.items():
        if _known(key.measure):
            printed = sorted(every, key=lambda stated: not stated.figure.table)[0]
            names.setdefault(key.measure, loose(printed.figure.measure))
        else:
            names[key.measure] = key.measure.removeprefix("~").rpartition("/")[0]
    return names


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
