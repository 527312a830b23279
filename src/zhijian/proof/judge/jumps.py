"""ZJ514: what changed so much from one year to the next that a reader will ask why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from zhijian.catalogue import Catalogue
from zhijian.findings import Finding, finding
from zhijian.messages import language
from zhijian.proof.bind import Facts
from zhijian.proof.judge.identity import subject_of
from zhijian.proof.judge.wording import in_words, named, shown
from zhijian.proof.shapes import Figure, year_of
from zhijian.quantity import format_number, round_to_mantissa

_TIMES = 10  # without a catalogue: a change by this factor in a table of two years
_FLOOR = 50  # of which the greater of two counts is at least so many
_POWERS = (10, 100, 1000, 10_000)
_NEAR = Fraction(3, 100)  # of a power of ten, at which a unit or a decimal point may have slipped


def jumps(
    figures: Sequence[Figure], facts: Facts, catalogue: Catalogue | None, doubted: frozenset[int]
) -> Iterator[Finding]:
    """Notices. doubted: figures that a contradiction speaks against already."""
    told: set[int] = set(doubted)
    units: dict[tuple[str, str], set[str]] = {}
    for figure in figures:
        if figure.role == "value":
            units.setdefault((figure.table, _name(figure)), set()).add(figure.quantity.unit.symbol)
    for now, before, ask in [*_watched(facts, catalogue), *_in_tables(figures, facts)]:
        if now.id not in told and before.id not in told:
            told.add(now.id)
            name, symbol = _name(now), now.quantity.unit.symbol
            several = len(units.get((now.table, name), ())) > 1  # 门数 and 学时 of one row
            yield _jump(
                now, before, ask, name + (in_words(f"（{symbol}）", f" ({symbol})") if several and symbol else "")
            )


def _name(figure: Figure) -> str:
    return figure.row or figure.measure


def _watched(facts: Facts, catalogue: Catalogue | None) -> Iterator[tuple[Figure, Figure, str]]:
    """What the catalogue watches, by its own cut-offs."""
    periods: dict[str, list[tuple[str, str]]] = {}
    for key in facts.by_key:
        periods.setdefault(key.measure, []).append((key.subject, key.period))
    for watch in catalogue.watches if catalogue is not None else ():
        if "previous" not in watch.against:
            continue
        floor = watch.floor * catalogue[watch.indicator].unit.scale if catalogue is not None else Fraction(0)
        for subject, period in periods.get(watch.indicator, []):
            now = facts.best(watch.indicator, subject, period)
            before = facts.best(watch.indicator, subject, str(int(period) - 1)) if period.isdigit() else None
            if now is not None and before is not None and _beyond(now.figure, before.figure, watch.ratio, floor):
                yield now.figure, before.figure, watch.message.get(language()) or watch.message["zh"]


def _in_tables(figures: Sequence[Figure], facts: Facts) -> Iterator[tuple[Figure, Figure, str]]:
    rows: dict[tuple[str, str, str, str], dict[int, Figure]] = {}
    for figure in figures:
        year = year_of(figure.period)
        if figure.table and figure.role == "value" and year is not None and not facts.known(figure.id):
            row = (figure.table, figure.row, figure.measure, figure.quantity.unit.symbol)
            rows.setdefault(row, {}).setdefault(year, figure)
    for years in rows.values():
        for year, now in years.items():
            before = years.get(year - 1)
            if before is not None and _beyond(now, before, Fraction(_TIMES), Fraction(_FLOOR)):
                yield now, before, in_words("属实的请说明原因", "Please say why if it is true")


def _beyond(now: Figure, before: Figure, ratio: Fraction, floor: Fraction) -> bool:
    (low, top), (least, most) = now.quantity.ends, before.quantity.ends
    if not top or not most or max(top, most) < floor or low < 0 or least < 0:
        return False
    return low > most * ratio or least > top * ratio


def _jump(now: Figure, before: Figure, ask: str, name: str) -> Finding:
    return finding(
        "ZJ514",
        now.location,
        figures=(shown(now), shown(before)),
        found=now.text,
        arithmetic=f"{before.text} → {now.text}"
        + in_words("，", ", ")
        + _change(now.quantity.in_base, before.quantity.in_base),
        subject=subject_of("ZJ514", (before, now)),
        what=in_words(f"“{name}”与上年相差悬殊", f"{name} is far from last year's"),
        ask=ask,
        labels=in_words("、", ", ").join((named(before), named(now))),
    )


def _change(new: Fraction, old: Fraction) -> str:
    if not old:
        return in_words("上年为零", "last year's is zero")
    times = new / old
    if times < 1:
        percent = format_number(round_to_mantissa(100 * (1 - times), 1), 1)
        told = in_words(f"减少{percent}%", f"{percent}% less")
    elif times < 2:
        percent = format_number(round_to_mantissa(100 * (times - 1), 1), 1)
        told = in_words(f"增加{percent}%", f"{percent}% more")
    else:
        number = format_number(round_to_mantissa(times, 1), 1)
        told = in_words(f"为上年的{number}倍", f"{number} times last year's")
    factor = max(times, 1 / times) if times else Fraction(0)
    if any(abs(factor - power) <= _NEAR * power for power in _POWERS):
        told += in_words("，请核对单位和小数点", "; check the unit and the decimal point")
    return told
