"""Judging: which relations do not hold, which of them have one cause, and what a reader is told of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from zhijian.catalogue import Catalogue
from zhijian.expressions import Variable
from zhijian.findings import Finding, Severity, finding
from zhijian.proof.bind import Facts
from zhijian.proof.judge.asked_apart import asked_apart
from zhijian.proof.judge.believable import believable
from zhijian.proof.judge.causes import Doubt, doubts
from zhijian.proof.judge.evaluation import arithmetic, truncated, violated_pair
from zhijian.proof.judge.evidence import borne_out
from zhijian.proof.judge.jumps import jumps
from zhijian.proof.judge.telling import further, lines, reason
from zhijian.proof.judge.thoughts import second_thoughts
from zhijian.proof.judge.whole_counts import impossible_percentages
from zhijian.proof.judge.wording import (
    MOST_SUSPECTS,
    Told,
    doubt,
    in_words,
    named,
    named_few,
    shown,
    suspects_of,
    with_evidence,
)
from zhijian.proof.localise import Stated, localise
from zhijian.proof.shapes import Figure, Relation, by_id, figure_of

SILENT_BELOW = Fraction(60, 100)  # a relation less surely understood is not looked at
NOTICE_BELOW = Fraction(65, 100)  # one less surely understood is asked about by itself, and speaks for no figure
ERROR_FROM = Fraction(85, 100)  # one less surely understood is a warning
_CODES = {
    "duplicate": "ZJ501", "sum": "ZJ502", "part": "ZJ503", "share": "ZJ504", "ratio": "ZJ504", "per_head": "ZJ504",
    "change": "ZJ505", "growth": "ZJ506", "direction": "ZJ507", "mean": "ZJ508", "whole_count": "ZJ509", "rank": "ZJ510",
    "catalogue": "ZJ511",
}  # fmt: skip
_TRUNCATED = "ZJ512"


def judge(
    figures: Sequence[Figure], relations: Sequence[Relation], facts: Facts, catalogue: Catalogue | None
) -> list[Finding]:
    """One finding for each cause of contradictions; a figure that was cut off, or that jumped, is a notice."""
    known = by_id(figures)
    tested = _tested(relations, known)
    tested = believable(tested, {n for n, relation in enumerate(tested) if fails(relation, known)}, known, facts)
    held: list[Relation] = []
    asked: list[Relation] = []
    found: list[Finding] = []
    for relation in tested:
        if relation.kind == "whole_count":
            continue
        if relation.kind == "mean" and relation.confidence < NOTICE_BELOW:
            asked.append(relation)
            continue
        if not fails(relation, known):
            held += [relation] if relation.kind not in _ONLY_WHERE_BROKEN else []
        elif (cut := truncated(relation, known)) is not None:
            found.append(_truncation(relation, cut, known))
        else:
            held.append(relation)
    near = _connected(held, [relation for relation in held if fails(relation, known)])
    causes = localise(_stated(near, known), [relation.that for relation in near])
    for cause in causes:
        found += [_finding(each, near, known, facts) for each in doubts(cause, near, lambda r: fails(r, known))]
    doubted = frozenset(figure_of(Variable(s.figure)) for cause in causes for s in cause.suspects)
    found += asked_apart(asked, known, doubted)
    found += impossible_percentages(tested, known, doubted)
    found += jumps(figures, facts, catalogue, doubted)
    return found


def fails(relation: Relation, known: Mapping[int, Figure]) -> bool:
    """Whether no choice inside the intervals of its figures satisfies the relation."""
    return violated_pair(relation, known) is not None


def _tested(relations: Sequence[Relation], known: Mapping[int, Figure]) -> list[Relation]:
    """The relations that are surely enough understood, each once, the surest of those that say the same."""
    best: dict[tuple[object, ...], Relation] = {}
    for relation in relations:
        if relation.confidence < SILENT_BELOW or any(figure not in known for figure in relation.figures):
            continue
        key = (relation.kind if relation.kind == "mean" else relation.that, frozenset(relation.figures))
        if key not in best or best[key].confidence < relation.confidence:
            best[key] = relation
    return list(best.values())


def _connected(relations: Sequence[Relation], broken: Sequence[Relation]) -> list[Relation]:
    """Those relations that share figures, directly or through others, with the broken ones."""
    users: dict[int, list[int]] = {}
    for number, relation in enumerate(relations):
        for figure in relation.figures:
            users.setdefault(figure, []).append(number)
    waiting = list(dict.fromkeys(figure for relation in broken for figure in relation.figures))
    reached, near = set(waiting), set[int]()
    while waiting:
        for number in users.get(waiting.pop(), ()):
            if number not in near:
                near.add(number)
                new = [figure for figure in relations[number].figures if figure not in reached]
                reached.update(new)
                waiting += new
    return [relations[number] for number in sorted(near)]


def _stated(relations: Sequence[Relation], known: Mapping[int, Figure]) -> dict[str, Stated]:
    """The figures as localisation takes them. A figure that others bear out, or of a table, is doubted less."""
    support: dict[int, int] = {}
    for relation in relations:
        if violated_pair(relation, known) is None and _says_much(relation):
            for number in relation.figures:
                support[number] = support.get(number, 0) + 1
    stated = {}
    for number in sorted({number for relation in relations for number in relation.figures}):
        figure = known[number]
        quantity, scale = figure.quantity, figure.quantity.unit.scale
        whole = quantity.unit.count and quantity.decimals <= 0 and (quantity.exact or bool(figure.words))
        stated[figure.variable.indicator] = Stated(
            quantity.low * scale,
            None if quantity.high is None else quantity.high * scale,
            weight=1 + Fraction(min(support.get(number, 0), 4), 8) + (Fraction(1, 10) if figure.table else 0),
            whole=whole,
            least=None if figure.role in ("change", "growth") or quantity.low < 0 else Fraction(0),
        )
    return stated


def _says_much(relation: Relation) -> bool:
    """An equation that holds bears its figures out; that one is not above another says little."""
    return "==" in relation.that.operators


def _finding(told: Doubt, relations: Sequence[Relation], known: Mapping[int, Figure], facts: Facts) -> Finding:
    ordered = sorted(told.relations, key=lambda r: (-r.confidence, _ORDER.index(r.kind)))
    main = ordered[0]
    doubted = [*suspects_of(told, known, facts, relations), *second_thoughts(ordered, told, known)]
    doubted = with_evidence(doubted, borne_out(told, relations, known))
    suspects = tuple(each.suspect for each in doubted[:MOST_SUSPECTS])
    involved = [known[number] for number in sorted({number for r in told.relations for number in r.figures})]
    what = reason(ordered, known, together=told.together)
    arithmetic_lines = lines(ordered, known, together=told.together)
    confidence = min(r.confidence for r in ordered) if told.together else max(r.confidence for r in ordered)
    return finding(
        _CODES[main.kind],
        suspects[0].location if suspects else known[main.figures[0]].location,
        severity=Severity.error if confidence >= ERROR_FROM else Severity.warning,
        figures=tuple(shown(figure) for figure in involved),
        suspects=suspects,
        expected=suspects[0].suggestion if suspects else "",
        found=suspects[0].text if suspects else "",
        arithmetic="；".join(arithmetic_lines),
        subject="/".join(["proof", _CODES[main.kind], *(figure.text for figure in involved)]),
        what=what,
        main="；".join(arithmetic_lines) if told.together else arithmetic_lines[0],
        more="" if told.together else further(ordered[1:], known, what),
        doubt=_sentence(doubt(doubted, known)),
        labels=named_few(_doubted_first(doubted, ordered, known)),
    )


def _doubted_first(doubted: Sequence[Told], relations: Sequence[Relation], known: Mapping[int, Figure]) -> list[Figure]:
    """The figures that a cause concerns: those most in doubt, then the others, of a sum the whole before its parts."""
    numbers = [each.figure for each in doubted if each.certain or each.slip]
    numbers += [number for relation in relations for number in relation.figures]
    return [known[number] for number in dict.fromkeys(numbers)]


def _sentence(text: str) -> str:
    return in_words(f"。{text}", f". {text}") if text else ""


_ORDER = list(_CODES)
_ONLY_WHERE_BROKEN = ("direction", "rank")  # that one thing is said to exceed another speaks for neither figure


def _truncation(relation: Relation, cut: Figure, known: Mapping[int, Figure]) -> Finding:
    pair = violated_pair(relation, known)
    assert pair is not None  # noqa: S101 - it is violated
    return finding(
        _TRUNCATED,
        cut.location,
        figures=tuple(shown(known[number]) for number in relation.figures),
        found=cut.text,
        arithmetic=arithmetic(pair, known),
        subject="/".join(["proof", _TRUNCATED, *(known[number].text for number in relation.figures)]),
        what=str(relation.explanation),
        label=named(cut),
    )
