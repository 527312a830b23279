"""How findings name figures, places and doubts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from zhijian.expressions import Variable
from zhijian.findings import Figure as Shown
from zhijian.findings import Suspect
from zhijian.messages import language
from zhijian.proof.bind import Facts, Key
from zhijian.proof.judge.causes import Doubt
from zhijian.proof.localise import Neighbour, Suspected, likely_cause, suggested
from zhijian.proof.shapes import Figure, Relation, figure_of

MOST_SUSPECTS = 8
_MOST_OTHERS = 4  # alternatives beyond which naming them helps nobody
_FEWEST = 10  # a figure of one digit is like another by accident
_ALONE = ("last_year", "missing_part")  # slips that tell something where they do not tell the right value


def in_words(zh: str, en: str) -> str:
    return en if language() == "en" else zh


def place_of(figure: Figure) -> str:
    """Where a reader finds a figure: 表6“专任教师总数”2024年, 2.4.4."""
    if figure.table:
        name = figure.table if not figure.table.startswith("#") else in_words("表格", "table")
        return f"{name}“{figure.row or figure.measure}”" + (f"{figure.column}" if figure.column else "")
    number = figure.section.strip("、.．:：()（） ")
    if not number:
        return ""
    numbered = any(c.isdigit() for c in number)
    return in_words(f"{number}节" if numbered else f"第{number}部分", f"section {number}")


def shown(figure: Figure) -> Shown:
    """The figure as a finding lists it, its interval in its own unit."""
    quantity = figure.quantity
    return Shown(figure.text, figure.location, quantity.low, quantity.high, quantity.unit.symbol)


def named(figure: Figure) -> str:
    """A figure with what it measures and where it stands: “专任教师”1249人（2.4.4节）."""
    place = place_of(figure)
    name = "" if figure.table or not figure.measure else f"“{figure.measure}”"
    return f"{name}{figure.text}" + (f"（{place}）" if place else "")


def suspects_of(
    doubted: Sequence[Suspected], figures: Mapping[int, Figure], facts: Facts, relations: Sequence[Relation]
) -> tuple[Suspect, ...]:
    """Suspects, each with what would be right and how it may have come about."""
    told = []
    for suspected in doubted[:MOST_SUSPECTS]:
        figure = figures[figure_of(Variable(suspected.figure))]
        told.append(_suspect(suspected, figure, figures, facts, relations))
    return tuple(told)


def _suspect(
    suspected: Suspected,
    figure: Figure,
    figures: Mapping[int, Figure],
    facts: Facts,
    relations: Sequence[Relation],
) -> Suspect:
    quantity, scale = figure.quantity, figure.quantity.unit.scale
    low = None if suspected.low is None else suspected.low / scale
    high = None if suspected.high is None else suspected.high / scale
    suggestion = cause = ""
    if low is not None and low >= 0:
        likely = likely_cause(
            quantity, low, high,
            last_year=[other.quantity for other in _a_year_before(figure, facts)],
            rows=_rows_beside(figure, figures.values()),
            parts=_parts_of(figure, figures, relations),
        )  # fmt: skip
        telling = likely is not None and abs(quantity.mantissa) >= _FEWEST and (likely.value or likely.kind in _ALONE)
        cause = likely.text if likely and telling else ""
        suggestion = str(likely.value) if likely and telling and likely.value else _range(figure, low, high)
    elif high is not None and high < 0 and figure.role in ("change", "growth"):
        suggestion = suggested(quantity, -high, Fraction(0) if low is None else -low)
        suggestion = in_words(f"{suggestion}，方向相反", f"{suggestion} the other way") if suggestion else ""
        cause = in_words("增减方向可能写反", "the direction may be reversed")
    consistent = (low, high) if low is not None and high is not None else None
    return Suspect(figure.text, figure.location, suspected.confidence, consistent, suggestion, cause)


def _range(figure: Figure, low: Fraction, high: Fraction | None) -> str:
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


def doubt(told: Doubt, suspects: Sequence[Suspect], figures: Mapping[int, Figure]) -> str:
    """Which figures to doubt, in a sentence; empty where too many may be wrong alike."""
    by_figure = {suspected.figure: suspect for suspected, suspect in zip(told.suspects, suspects, strict=False)}
    certain = [_doubted(s.figure, by_figure[s.figure], figures) for s in told.certain if s.figure in by_figure]
    either = [_doubted(s.figure, by_figure[s.figure], figures) for s in told.either if s.figure in by_figure]
    parts = []
    if certain:
        parts.append(in_words("疑为" + "；".join(certain), "doubtful: " + "; ".join(certain)))
    if 0 < len(told.either) <= _MOST_OTHERS:
        either_one = in_words("其中一个有误：" + "；或".join(either), "one of these is wrong: " + "; or ".join(either))
        parts.append(either_one)
    return in_words("；另", "; besides, ").join(parts)


def _doubted(name: str, suspect: Suspect, figures: Mapping[int, Figure]) -> str:
    should = in_words("应" if suspect.suggestion.startswith("不") else "应为", "should be ")
    notes = [should + suspect.suggestion] if suspect.suggestion else []
    notes += [suspect.cause] if suspect.cause else []
    told = in_words("，", ", ") + in_words("，", ", ").join(notes) if notes else ""
    return named(figures[figure_of(Variable(name))]) + in_words("有误", "") * (not notes) + told
