"""Which relations a draft prints: those whose figures all stand in it."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from benchmarks.proof.draft import Draft, Key, Stated
from benchmarks.proof.printed import Printed
from benchmarks.proof.relations import Relation, violated


def known_relations(draft: Draft) -> list[Relation]:
    """Every relation between printed figures. Where a figure is printed more than once, the nearest is taken and the
    others must agree with it. Raises ValueError where one does not hold: then the draft is not consistent."""
    where: dict[Key, list[Stated]] = defaultdict(list)
    for stated in draft.stated:
        if stated.op == "value":
            where[stated.keys[0]].append(stated)
    relations = list(draft.relations)
    for same in where.values():
        relations += [Relation("duplicate", (a.figure, b.figure)) for a, b in combinations(same, 2)]
    for stated in draft.stated:
        relations += _derived(stated, where, draft)
    relations += _sums(draft, where) + _hundreds(draft)
    held = [relation for relation in relations if not violated(relation, {})]
    if len(held) < len(relations) and draft.manner != "city":  # the city's expressions may convert units on the way
        broken = next(relation for relation in relations if relation not in held)
        raise ValueError(f"{draft.manner}/{draft.seed}: {broken.kind} {[f.text for f in broken.figures]}")
    return held


def _nearest(where: dict[Key, list[Stated]], key: Key, to: Stated) -> Printed | None:
    near = [other for other in where.get(key, []) if other.figure is not to.figure]
    found = min(near, key=lambda other: (other.item != to.item, abs(other.figure.id - to.figure.id)), default=None)
    return found.figure if found else None


def _derived(stated: Stated, where: dict[Key, list[Stated]], draft: Draft) -> list[Relation]:
    if stated.op in {"value", "loose"}:
        return []
    terms = [_nearest(where, key, stated) for key in stated.keys]
    first, second = (terms[0], terms[1])
    if stated.op == "turn":
        return [Relation("direction", (first, second), stated.turn)] if first and second else []
    if first and second:
        return [Relation(stated.op, (first, second, stated.figure), stated.turn)]  # type: ignore[arg-type]
    if stated.op == "growth" and first:
        beside = [
            o for o in draft.stated if o.op == "change" and o.keys == stated.keys and o.item == stated.item and o.turn
        ]
        if beside and stated.turn:
            figures = (first, beside[0].figure, stated.figure)
            return [Relation("growth", figures, stated.turn, without_old=True, second=beside[0].turn)]
    return []


def _sums(draft: Draft, where: dict[Key, list[Stated]]) -> list[Relation]:
    found: list[Relation] = []
    for whole, parts, exactly in draft.sums:
        for year in whole.values:
            for total in where.get(whole.key(year), []):
                listed = [[p for p in where.get(part.key(year), []) if p.item == total.item] for part in parts]
                if exactly and all(listed):
                    near = [min(of, key=lambda p: abs(p.figure.id - total.figure.id)).figure for of in listed]
                    found.append(Relation("sum", (total.figure, *near)))
                elif not exactly:
                    found += [Relation("part", (of[0].figure, total.figure)) for of in listed if of]
    return found


def _hundreds(draft: Draft) -> list[Relation]:
    """The shares of all parts, where one paragraph or table prints them all."""
    found = []
    for whole, parts, exactly in draft.sums:
        for year in whole.values if exactly else ():
            shares: dict[int, list[Printed]] = defaultdict(list)
            for stated in draft.stated:
                if (
                    stated.op == "share"
                    and stated.keys[1] == whole.key(year)
                    and stated.keys[0] in {p.key(year) for p in parts}
                ):
                    shares[stated.item].append(stated.figure)
            found += [Relation("hundred", tuple(of)) for of in shares.values() if len(of) == len(parts) > 1]
    return found
