"""Suspects as a reader is told of them: what would be right, and how the figure may have gone wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from zhijian.expressions import Variable
from zhijian.findings import Suspect
from zhijian.proof.bind import Facts, Key
from zhijian.proof.judge.causes import Doubt
from zhijian.proof.judge.hearing import Hearing
from zhijian.proof.judge.slipped import turned
from zhijian.proof.judge.telling import contrary_word
from zhijian.proof.judge.wording import Told, in_words, named, said
from zhijian.proof.localise import Neighbour, Suspected, likely_cause, suggested
from zhijian.proof.shapes import Figure, Relation, figure_of
from zhijian.quantity import Quantity

_WORDS_BEFORE = "上升增加长提高涨下降减少低跌滑了"  # the characters of 减少 and the like in the cells of a table
_AFTER_DIGITS = re.compile(r"(?<=\d)余?多?([^\d]*)$")
_SLIP = 3  # times as likely
_BORNE_OUT = 4  # times less likely than without that evidence
_SURELY_ONE = Fraction(9, 10)  # that one of several is wrong
_FEWEST = 10  # a figure of one digit is like another by accident
_FEW = 100
_ALONE = ("last_year", "missing_part")  # slips that tell something where they do not tell the right value


def suspects_of(doubted: Doubt, hearing: Hearing) -> list[Told]:
    """Suspects, each with what would be right and how it may have come about, the likeliest first.

    Where one of several is wrong, one that a slip explains is three times as likely as another; so is the mean of a
    whole beside the means of its parts, and a word that says what the figures do not.
    """
    figures, copies = hearing.figures, hearing.copies
    means = [relation for relation in doubted.relations if relation.kind == "mean"]
    wholes = {figure_of(term) for relation in means for term in relation.that.terms if isinstance(term, Variable)}
    told, less = list(_words(doubted, hearing)), []
    if told:  # next to a word, no figure is sure to be wrong
        doubted = replace(doubted, certain=(), either=doubted.suspects)
    for suspected in (*doubted.suspects, *doubted.thoughts):
        number = figure_of(Variable(suspected.figure))
        suspect, slip = _suspect(suspected, figures[number], doubted, hearing)
        others = tuple(n for n in copies.all(number) if n != number)
        label = named(figures[number])
        if suspected in doubted.thoughts:
            less.append(Told(number, label, suspect, certain=False, slip=slip, thought=True, copies=others))
        else:
            certain_ = suspected in doubted.certain
            told.append(Told(number, label, suspect, certain_, slip or number in wholes, copies=others))
    certain = [each for each in told if each.certain]
    either = [each for each in told if not each.certain]
    total = min(sum((each.suspect.confidence for each in either), Fraction(0)), _SURELY_ONE)
    weights = [each.suspect.confidence * (_SLIP if each.slip else 1) for each in either]
    shared = [
        replace(each, suspect=replace(each.suspect, confidence=total * weight / sum(weights)))
        for each, weight in zip(either, weights, strict=True)
    ]
    totals = _totals(doubted.relations)
    return [*certain, *sorted(shared, key=lambda each: (-each.suspect.confidence, each.figure not in totals)), *less]


def _words(doubted: Doubt, hearing: Hearing) -> Iterator[Told]:
    """The words of change that are contrary to the figures, where nothing else speaks against a figure."""
    if doubted.certain and any(relation.kind != "direction" for relation in doubted.relations):
        return
    for relation in doubted.relations:
        turn = contrary_word(relation, hearing)
        if turn is not None:
            confidence = max(suspect.confidence for suspect in doubted.suspects)
            suspect = Suspect(turn.text, turn.location, confidence, None, turn.other, "")
            label = in_words(f"“{turn.text}”一词", f"the word {turn.text}")
            yield Told(relation.figures[0], label, suspect, certain=False, slip=True, word=True)


def _totals(relations: Sequence[Relation]) -> set[int]:
    """What is worked out from the others: of figures that may be wrong alike, the one to look at first."""
    return {
        figure_of(term) for r in relations if r.kind == "sum" for term in r.that.terms if isinstance(term, Variable)
    }


def every_copy(told: Told, figures: Mapping[int, Figure]) -> list[Suspect]:
    """The suspect, then its copies, each with what would be right in its own unit left to the first."""
    others = [figures[number] for number in told.copies]
    return [told.suspect, *(replace(told.suspect, text=f.text, location=f.location, cause="") for f in others)]


def with_evidence(told: Sequence[Told], evidence: str) -> list[Told]:
    """The suspects, the only certain one with what speaks for the other figure, and so twice less likely to be right."""
    if not evidence or sum(each.certain for each in told) != 1:
        return list(told)
    separator = in_words("；", "; ")

    def witnessed(suspect: Suspect) -> Suspect:
        cause = separator.join(filter(None, (suspect.cause, evidence)))
        return replace(suspect, cause=cause, confidence=(1 + suspect.confidence) / 2)

    def unlikely(suspect: Suspect) -> Suspect:
        return replace(suspect, confidence=suspect.confidence / _BORNE_OUT)

    return [replace(each, suspect=witnessed(each.suspect) if each.certain else unlikely(each.suspect)) for each in told]


def _suspect(suspected: Suspected, figure: Figure, doubted: Doubt, hearing: Hearing) -> tuple[Suspect, bool]:
    """The suspect, and whether a slip of the pen tells how it came about."""
    figures = hearing.figures
    quantity, scale = figure.quantity, figure.quantity.unit.scale
    low = None if suspected.low is None else suspected.low / scale
    high = None if suspected.high is None else suspected.high / scale
    consistent = (low, high) if low is not None and high is not None else None
    suggestion = cause = ""
    slip = False
    below = low is not None and high is not None and high < 0 < quantity.value and _meets(quantity, -high, -low)
    if below or turned(doubted.relations, figure, figures):
        cause = in_words("增减方向可能写反", "the direction may be reversed")
        turn = hearing.turns.before(figure)
        if turn is not None:
            return Suspect(turn.text, turn.location, suspected.confidence, consistent, turn.other, cause), True
        suggestion, slip = _reversed(figure), True
    elif low is not None and (low >= 0 or (high is not None and high < 0 and quantity.value < 0)):
        likely = likely_cause(
            quantity, low, high,
            last_year=[other.quantity for other in _a_year_before(figure, hearing.facts)],
            rows=_rows_beside(figure, figures.values()),
            parts=_parts_of(figure, figures, hearing.relations),
        )  # fmt: skip
        telling = likely is not None and abs(quantity.mantissa) >= _FEWEST and (likely.value or likely.kind in _ALONE)
        cause = likely.text if likely and telling else ""
        few = quantity.decimals == 0 and abs(quantity.mantissa) < _FEW  # nearly any is one digit from another
        slip = bool(likely and telling and not (likely.kind == "wrong_digit" and few))
        suggestion = str(likely.value) if likely and telling and likely.value else _range(figure, low, high)
    elif low is None or high is None or high - low > abs(quantity.value):
        pass  # so wide that it tells nothing
    elif high <= 0 and figure.direction and quantity.value > 0:
        suggestion = suggested(quantity, -high, -low)
        suggestion = suggestion and said(figure, -figure.direction, suggestion)
    else:
        suggestion = suggested(quantity, low, high)
    suggestion = _as_printed(figure, suggestion)
    return Suspect(figure.text, figure.location, suspected.confidence, consistent, suggestion, cause), slip


def _meets(quantity: Quantity, low: Fraction, high: Fraction) -> bool:
    return quantity.low <= high and (quantity.high is None or quantity.high >= low)


def _as_printed(figure: Figure, suggestion: str) -> str:
    """As the figure is printed: without a unit in 14.5∶39.4∶46.1, 家 of 97家, its word in 减少1.29个百分点."""
    symbol, word = figure.quantity.unit.symbol, figure.text[: len(figure.text) - len(figure.text.lstrip(_WORDS_BEFORE))]
    if figure.quantity.mantissa < 0 and word and suggestion.startswith("-"):
        least, _to, most = suggestion.replace("-", "").removesuffix(symbol).rpartition("～")
        return word + (f"{most}～{least}" if least else most) + symbol
    if figure.table and figure.quantity.mantissa > 0 and word and suggestion[:1].isdigit():
        return word + suggestion
    if symbol in figure.text or not symbol:
        return suggestion
    counter = _AFTER_DIGITS.search(figure.text)
    return suggestion.removesuffix(symbol) + (counter[1] if counter and suggestion.endswith(symbol) else "")


def _reversed(figure: Figure) -> str:
    """The change the other way: 下降1.0%, or -1755万元 in a table."""
    if figure.direction:
        return said(figure, -figure.direction, figure.text)
    return f"-{figure.text.lstrip('+＋')}"


def _range(figure: Figure, low: Fraction, high: Fraction | None) -> str:
    """What would be consistent; "" where that is what is printed, as of two equal figures of which one should exceed."""
    if low <= figure.quantity.low and (high is None or high >= figure.quantity.low):
        return ""
    if low > 0 or high is None or high <= 0:
        return suggested(figure.quantity, low, high)
    most = suggested(figure.quantity, Fraction(0), high).rpartition("～")[2]
    return in_words(f"不大于{most}", f"at most {most}") if most else ""


def _a_year_before(figure: Figure, facts: Facts) -> list[Figure]:
    key = facts.keys.get(figure.id)
    if key is None or not key.period.isdigit():
        return []
    before = Key(key.measure, key.subject, str(int(key.period) - 1))
    return [stated.figure for stated in facts.by_key.get(before, [])]


def _rows_beside(figure: Figure, figures: Iterable[Figure]) -> list[Neighbour]:
    if not figure.table:
        return []
    return [
        Neighbour(other.row, other.quantity)
        for other in figures
        if other.table == figure.table and other.column == figure.column and other.row != figure.row
    ]


def _parts_of(figure: Figure, figures: Mapping[int, Figure], relations: Sequence[Relation]) -> list[Neighbour]:
    """What is added up to the figure: a part that was left out tells why the total is too small."""
    parts: list[Neighbour] = []
    for relation in relations:
        if relation.kind == "sum" and figure.id in relation.figures and len(relation.figures) > 2:
            others = [figures[other] for other in relation.figures if other != figure.id]
            parts += [Neighbour(other.row or other.measure, other.quantity) for other in others]
    return parts
