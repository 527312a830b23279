"""Shares that do not say what they are of, where the other members of their list bear it out by arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from zhijian.proof.claims.leaving_nothing import is_partition
from zhijian.proof.claims.said import Said, adds_up, ends
from zhijian.proof.slips import MOST_MEANT, last_place, mantissas, slip

_FINE = 1000  # four digits of a share meet a wrong whole by no accident
_DIGITS = 100  # from which a slip is found by no accident
_APART = 2  # figures between the share of one member and that of the next
_TWO, _ALL = 2, Fraction(1)
_FEWEST = 3  # members without a printed whole: one may be wrong, the others must agree


def lists_of(bare: Sequence[Said]) -> Iterator[list[Said]]:
    """The shares without a whole that follow one another in one sentence, of parts of one unit and time."""
    members: list[list[Said]] = []
    for share in bare:
        if members and _goes_on(members[-1][-1], share):
            members[-1].append(share)
        else:
            members.append([share])
    yield from members


def _goes_on(one: Said, other: Said) -> bool:
    first, second = one.base, other.base
    if first is None or second is None or one.sentence != other.sentence or other.number - one.number > _APART:
        return False
    alike = (first.period, first.subject) == (second.period, second.subject)
    return alike and first.same_unit(second) and first is not second


def whole_of(shares: Sequence[Said], before: Sequence[Said]) -> Said | None:
    """省内3290人，占85.19%；省外572人，占14.81%: the figure before that the parts make up, or that fits all but one.

    One part alone, or shares in whole percents, would meet a figure by accident.
    """
    parts = [share.base for share in shares if share.base is not None]
    if len(parts) < 2:
        return None
    for other in reversed(before):
        stands = other.role == "value" and not other.origin and not other.planned and not other.percent
        if not stands or not other.same_unit(parts[0]) or other.subject != parts[0].subject:
            continue
        fitting = [share for share, part in zip(shares, parts, strict=True) if fits(part, other, share)]
        fine = any(share.mention.quantity.mantissa >= _FINE for share in fitting)
        if len(fitting) >= len(parts) - 1 and (adds_up(parts, other) or fine or len(fitting) >= _FEWEST):
            return other
    return None


def make_each_other(shares: Sequence[Said]) -> bool:
    """Whether the shares are of the sum of their parts: all but one agree, and they or what they stand for add up."""
    parts = [share.base for share in shares if share.base is not None]
    if len(parts) == _TWO and is_partition([part.before + part.measure for part in parts]):
        return _of_two(parts, shares)
    if len(parts) < _FEWEST:
        return False
    wholes = [_whole(part, share) for part, share in zip(parts, shares, strict=True)]
    for left_out in (None, *range(len(wholes))):
        low, high = _common([each for at, each in enumerate(wholes) if at != left_out])
        if low > high:
            continue
        least, most = total_of(parts)
        return _full(shares) or (least <= high and most >= low)
    return False


def _of_two(parts: Sequence[Said], shares: Sequence[Said]) -> bool:
    """女生2304人，占53.3%；男生2016人，占46.7%: what leaves nothing out is its own whole, if the shares make 100 % or
    one of them is right."""
    low, high = total_of(parts)
    ranges = [_whole(part, share) for part, share in zip(parts, shares, strict=True)]
    return _full(shares) or any(least <= high and low <= most for least, most in ranges)


def _full(shares: Sequence[Said]) -> bool:
    least, most = total_of(shares)
    return least <= _ALL <= most


def _common(ranges: Sequence[tuple[Fraction, Fraction]]) -> tuple[Fraction, Fraction]:
    return max(low for low, _high in ranges), min(high for _low, high in ranges)


def _whole(part: Said, share: Said) -> tuple[Fraction, Fraction]:
    """What the part is that share of, at least and at most."""
    (low, high), (least, most) = ends(part), ends(share)
    return (low / most if most else Fraction(0)), (high / least if least else Fraction(0))


def fits(part: Said, whole: Said, share: Said) -> bool:
    """Whether the part can be that share of the whole."""
    low, high = _whole(part, share)
    least, most = ends(whole)
    return low <= most and least <= high


def likely(part: Said, whole: Said, share: Said) -> bool:
    """Whether the part is that share of the whole, or would be but for one slip in the share or in the part.

    For wholes that no words tell: one that was guessed wrong meets neither but by accident.
    """
    (low, high), (least, most), (little, much) = ends(part), ends(whole), ends(share)
    if fits(part, whole, share) or least <= 0:
        return least > 0
    return slipped(share, low / most, high / least) or slipped(part, little * least, much * most)


def slipped(printed: Said, low: Fraction, high: Fraction) -> bool:
    """Whether one slip made the printed figure of one that stands for something between the two."""
    quantity = printed.mention.quantity
    half = last_place(quantity) / 2
    meant = mantissas(quantity, low - half, high + half)
    return len(meant) <= MOST_MEANT and any(m >= _DIGITS and slip(str(abs(quantity.mantissa)), str(m)) for m in meant)


def total_of(parts: Sequence[Said]) -> tuple[Fraction, Fraction]:
    """The least and the most that the parts make together."""
    ranges = [ends(part) for part in parts]
    return sum((low for low, _ in ranges), Fraction(0)), sum((high for _, high in ranges), Fraction(0))
