"""Sentences that any such report may hold, each in several forms. A phrase is a list of texts, figures and words."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from benchmarks.proof.draft import Draft, Series
from benchmarks.proof.printed import UNITS, Printed

Phrase = list[object]

_THAN = ("比上年", "同比", "较上年")


def stated(d: Draft, s: Series, *, name: str = "", unit: str = "", forms: str = "") -> Phrase:
    """The value with what changed since last year. forms: letters of those that may be chosen; all by default.

    a growth · b difference · c both · d from … to … · e last year's in brackets · f last year's as a clause ·
    g value alone · h growth without saying since when
    """
    name = name or s.name
    than = d.draw.choice(_THAN)
    form = d.draw.choice(forms or "aabbcdefgh")
    if s.unit == "%":
        return _rate(d, s, name, than, form)
    value = d.print(s, unit=unit)
    link = d.draw.choice(("", "", "为", "达", "达到"))
    match form:
        case "a":
            turn = d.turn(s, "增长", d.draw.choice(("下降", "减少")))
            return [name, link, value, "，", than, turn, d.growth(s, turn)]
        case "b":
            turn = d.turn(s, "增加", "减少")
            return [name, link, value, "，", than, turn, d.change(s, turn, unit=unit)]
        case "c":
            turn = d.turn(s, "增加", "减少")
            again = d.turn(s, "增长", "下降")
            return [name, link, value, "，", than, turn, d.change(s, turn, unit=unit), "，", again, d.growth(s, again)]
        case "d":
            turn = d.turn(s, "增加", "减少")
            again = d.turn(s, "增长", "下降")
            old = d.print(s, 1, unit=unit)
            tail = ["，", again, d.growth(s, again)] if d.draw.random() < 0.6 else []
            return [
                name,
                d.draw.choice(("由上年的", f"从{d.year - 1}年的")),
                old,
                turn,
                d.draw.choice(("到", "至")),
                value,
                *tail,
            ]
        case "e":
            return [name, link, value, "（上年为", d.print(s, 1, unit=unit), "）"]
        case "f":
            turn = d.turn(s, "增加", "减少")
            return [
                f"{d.year - 1}年",
                name,
                "为",
                d.print(s, 1, unit=unit),
                f"，{d.year}年为",
                value,
                "，",
                turn,
                d.change(s, turn, unit=unit),
            ]
        case "h":
            turn = d.turn(s, "增长", "下降")
            return [name, link, value, "，", turn, d.growth(s, turn)]
    return [name, link, value]


def _rate(d: Draft, s: Series, name: str, than: str, form: str) -> Phrase:
    """A percentage changes by points."""
    value = d.print(s)
    turn = d.turn(s, d.draw.choice(("提高", "提升", "上升")), d.draw.choice(("下降", "降低")))
    match form:
        case "d" | "f":
            to = d.turn(s, "提高到", "下降到")
            return [name, "由上年的", d.print(s, 1), to, value, "，", turn, d.change(s, turn)]
        case "e":
            return [name, "为", value, "，上年为", d.print(s, 1)]
        case "g":
            return [name, d.draw.choice(("为", "达", "")), value]
    return [name, d.draw.choice(("为", "达到", "")), value, "，", than, turn, d.change(s, turn)]


def parts_of(d: Draft, whole: Series, parts: Sequence[Series], *, unit: str = "") -> Phrase:
    """The parts after the whole: 其中 …, in one of several forms; begins with its mark."""
    form = d.draw.choice("abcdef" if len(parts) > 1 else "ad")
    mark = d.draw.choice(("，其中", "，其中：", "。其中，")) if form in "abd" else "，"
    figures = [d.print(p, unit=unit) for p in parts]
    names = [p.name for p in parts]
    match form:
        case "a":
            return [mark, *_joined(d, [[n, f] for n, f in zip(names, figures, strict=True)])]
        case "b":
            shares = [d.share(p, whole) for p in parts]
            return [
                mark,
                *_joined(d, [[n, f, "，占", s] for n, f, s in zip(names, figures, shares, strict=True)], "；"),
            ]
        case "c":
            return [mark, "、".join(names[:-1]), "和", names[-1], "分别为", *_listed(figures)]
        case "d":
            moved = []
            for p, f in zip(parts, figures, strict=True):
                turn = d.turn(p, "增长", "下降")
                moved.append([p.name, f, "，", turn, d.growth(p, turn)])
            return [mark, *_joined(d, moved, "；")]
        case "e":
            return ["，包括", *_joined(d, [[n, f] for n, f in zip(names, figures, strict=True)], "、")]
    return ["（", *_joined(d, [[n, f] for n, f in zip(names, figures, strict=True)], "，"), "）"]


def shares_of(d: Draft, whole: Series, parts: Sequence[Series], *, of: str = "") -> Phrase:
    """Shares of the parts without their values."""
    of = of or whole.name
    names = [p.name for p in parts]
    shares = [d.share(p, whole) for p in parts]
    if d.draw.random() < 0.5:
        return ["、".join(names), "占", of, d.draw.choice(("的比重", "的比例")), "分别为", *_listed(shares)]
    first = [names[0], "占", of, "的", shares[0]]
    return [*first, *[["，", n, "占", s] for n, s in zip(names[1:], shares[1:], strict=True)]]


def hedged(d: Draft, s: Series, unit: str = "") -> Printed:
    """The value said in round words: 近, 约, 超过."""
    unit = unit or s.unit
    value = s.values[d.year] / UNITS[unit][0]
    step = Fraction(10) ** (len(str(int(value))) - 2) if value >= 10 else Fraction(1, 10)
    down, up = int(value / step) * step, (int(value / step) + 1) * step
    places = 1 if step < 1 else 0
    hedge = d.draw.choice(("近", "超过", "约"))
    near = up if hedge == "近" else down
    if hedge == "约" and abs(up - value) < abs(down - value):
        near = up
    if not value - step < near < value + step or (UNITS[unit] == (1, True) and places):
        return d.print(s, unit=unit)
    from benchmarks.proof.printed import rounded

    return d._printed(rounded(near, places), unit, "value", (s.key(d.year),), hedge=hedge)  # noqa: SLF001


def _listed(figures: Sequence[Printed]) -> Phrase:
    out: Phrase = []
    for at, figure in enumerate(figures):
        out += [("、" if at < len(figures) - 1 else "和") if at else "", figure]
    return out


def _joined(d: Draft, phrases: Sequence[Phrase], mark: str = "") -> Phrase:
    mark = mark or d.draw.choice(("，", "、", "；"))
    out: Phrase = []
    for at, phrase in enumerate(phrases):
        out += [mark if at else "", *phrase]
    return out
