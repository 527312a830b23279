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
from zhijian.proof.judge.copies import Copies
from zhijian.proof.judge.evaluation import arithmetic, truncated, violated_pair
from zhijian.proof.judge.evidence import borne_out
from zhijian.proof.judge.hearing import Hearing
from zhijian.proof.judge.identity import subject_of
from zhijian.proof.judge.implied import implied, stated
from zhijian.proof.judge.jumps import jumps
from zhijian.proof.judge.suspecting import every_copy, suspects_of, with_evidence
from zhijian.proof.judge.telling import further, lines, reason
from zhijian.proof.judge.thoughts import with_second_thoughts
from zhijian.proof.judge.turns import Turns
from zhijian.proof.judge.whole_counts import impossible_percentages
from zhijian.proof.judge.wording import Told, doubt, in_words, named, named_few, shown
from zhijian.proof.localise import Stated, Suspected, localise
from zhijian.proof.order import Reading
from zhijian.proof.shapes import Figure, Relation, by_id, figure_of, variable

SILENT_BELOW = Fraction(60, 100)  # a relation less surely understood is not looked at
NOTICE_BELOW = Fraction(65, 100)  # one less surely understood is asked about by itself, and speaks for no figure
ERROR_FROM = Fraction(85, 100)  # one less surely understood is a warning
_CODES = {
    "duplicate": "ZJ501", "sum": "ZJ502", "part": "ZJ503", "share": "ZJ504", "ratio": "ZJ504", "per_head": "ZJ504",
    "change": "ZJ505", "growth": "ZJ506", "direction": "ZJ507", "mean": "ZJ508", "whole_count": "ZJ509", "rank": "ZJ510",
    "catalogue": "ZJ511",
}  # fmt: skip
_TRUNCATED = "ZJ512"
_CUT_OFF = Fraction(1, 2)  # how sure it is that the figure which looks cut off is the wrong one


def judge(
    figures: Sequence[Figure],
    relations: Sequence[Relation],
    facts: Facts,
    catalogue: Catalogue | None,
    reading: Reading,
) -> list[Finding]:
    """One finding for each cause of contradictions; a figure that was cut off, or that jumped, is a notice."""
    known = by_id(figures)
    tested = _tested(relations, known)
    tested = believable(tested, {n for n, relation in enumerate(tested) if fails(relation, known)}, known, facts)
    held: list[Relation] = []
    asked: list[Relation] = []
    cut_off: list[tuple[Relation, Figure]] = []
    for relation in tested:
        if relation.kind == "whole_count":
            continue
        if relation.kind == "mean" and relation.confidence < NOTICE_BELOW:
            asked.append(relation)
            continue
        if not fails(relation, known):
            held += [relation] if relation.kind not in _ONLY_WHERE_BROKEN else []
        elif (cut := truncated(relation, known)) is not None:
            cut_off.append((relation, cut))
        else:
            held.append(relation)
    near = _connected(held, [relation for relation in held if fails(relation, known)])
    copies = Copies(near, known)
    hearing = Hearing(known, facts, near, copies, Turns(reading))
    figures_near = sorted({number for relation in near for number in relation.figures})
    causes = localise(
        _stated(near, known, copies),
        [relation.that for relation in near],
        copies={variable(n).indicator: variable(copies.first(n)).indicator for n in figures_near},
    )
    found = [_truncation(relation, cut, hearing) for relation, cut in cut_off]
    for cause in causes:
        told = doubts(cause, near, lambda r: fails(r, known), copies)
        found += [_finding(each, hearing) for each in told]
    doubted = frozenset(
        n for cause in causes for s in cause.suspects for n in copies.all(figure_of(Variable(s.figure)))
    )
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


def _stated(relations: Sequence[Relation], known: Mapping[int, Figure], copies: Copies) -> dict[str, Stated]:
    """The figures as localisation takes them, copies as one. One that others bear out, or of a table, is doubted less."""
    support: dict[int, int] = {}
    for relation in relations:
        numbers = dict.fromkeys(copies.first(number) for number in relation.figures)
        if len(numbers) > 1 and violated_pair(relation, known) is None and _says_much(relation):
            for number in numbers:
                support[number] = support.get(number, 0) + 1
    told = {}
    for number in sorted({copies.first(number) for relation in relations for number in relation.figures}):
        every = copies.all(number)
        witnesses = support.get(number, 0) + len(every) - 1
        in_table = any(known[each].table for each in every)
        weight = 1 + Fraction(min(witnesses, 4), 8) + (Fraction(1, 10) if in_table else 0)
        told[known[number].variable.indicator] = stated(known[number], weight)
    return told


def _says_much(relation: Relation) -> bool:
    """An equation that holds bears its figures out; that one is not above another says little."""
    return "==" in relation.that.operators


def _finding(told: Doubt, hearing: Hearing) -> Finding:
    known = hearing.figures
    ordered = sorted(told.relations, key=lambda r: (-r.confidence, _ORDER.index(r.kind)))
    main = ordered[0]
    evidence = borne_out(told, hearing.relations, known)
    told = with_second_thoughts(told, known, hearing.copies)
    doubted = with_evidence(suspects_of(told, hearing), evidence)
    suspects = tuple(suspect for each in doubted for suspect in every_copy(each, known))
    involved = [known[number] for number in sorted({number for r in told.relations for number in r.figures})]
    what = reason(ordered, hearing, together=told.together)
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
        subject=subject_of(_CODES[main.kind], involved),
        what=what,
        main="；".join(arithmetic_lines) if told.together else arithmetic_lines[0],
        more="" if told.together else further(ordered[1:], hearing, what),
        doubt=_sentence(doubt(doubted, known)),
        labels=named_few(_doubted_first(doubted, ordered, known)),
    )


def _doubted_first(doubted: Sequence[Told], relations: Sequence[Relation], known: Mapping[int, Figure]) -> list[Figure]:
    """The figures that a cause concerns: those most in doubt, then the others, of a sum the whole before its parts."""
    numbers = [each.figure for each in doubted if each.certain or each.slip]
    numbers += [number for relation in relations for number in relation.figures]
    return [known[number] for number in dict.fromkeys(numbers)]


def _sentence(text: str) -> str:
    return in_words(f"。{text}", f". {text[:1].upper()}{text[1:]}") if text else ""


_ORDER = list(_CODES)
_ONLY_WHERE_BROKEN = ("direction", "rank")  # that one thing is said to exceed another speaks for neither figure


def _truncation(relation: Relation, cut: Figure, hearing: Hearing) -> Finding:
    """A notice; the figure that looks cut off is the first to doubt, but any other may be wrong by as little."""
    known = hearing.figures
    pair = violated_pair(relation, known)
    assert pair is not None  # noqa: S101 - it is violated
    first = [
        Suspected(cut.variable.indicator, said.low, said.high, _CUT_OFF)
        for said in [implied(relation, cut.id, known)]
        if said is not None
    ]
    told = Doubt((relation,), together=False, certain=tuple(first), either=())
    doubted = suspects_of(with_second_thoughts(told, known, hearing.copies), hearing)
    return finding(
        _TRUNCATED,
        cut.location,
        figures=tuple(shown(known[number]) for number in relation.figures),
        suspects=tuple(each.suspect for each in doubted),
        expected=doubted[0].suspect.suggestion if doubted else "",
        found=cut.text,
        arithmetic=arithmetic(pair, known),
        subject=subject_of(_TRUNCATED, (known[number] for number in relation.figures)),
        what=str(relation.explanation),
        label=named(cut),
    )
