"""Relations of a share or rate to its part and its whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from zhijian.expressions import Binary
from zhijian.proof.claims.borne_out import likely, lists_of, make_each_other, slipped, total_of, whole_of
from zhijian.proof.claims.rates_of_counts import rate_relations
from zhijian.proof.claims.said import Said, near
from zhijian.proof.claims.saying import name, plus, printed, quotient, said
from zhijian.proof.claims.sums import sum_of
from zhijian.proof.claims.whole_of import named_before, whole_of_share
from zhijian.proof.shapes import Figure, Relation, Words

_LIKELY, _LESS = Fraction(8, 10), Fraction(7, 10)


def share_relations(every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """Every share and rate whose part and whole the paragraph prints."""
    bare = []
    for each in every:
        if each.role == "share" and each.mention.quantity.unit.symbol in {"%", "‰"}:
            found = list(_share(each, every, figures))
            yield from found
            if not found and _says_no_whole(each, every):
                bare.append(each)
        elif each.role == "value" and each.mention.quantity.unit.symbol == "%" and not each.listed:
            yield from rate_relations(each, every, figures)
    for shares in lists_of(bare):
        yield from _borne_out(shares, every, figures)


def _share(share: Said, every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    part = share.base
    if part is None or part.role != "value" or part.mention.quantity.unit.symbol == "%":
        return
    found = whole_of_share(share, part, every)
    if found is not None:
        yield quotient("share", printed(figures, part, found[0], share), found[1])


def _says_no_whole(share: Said, every: Sequence[Said]) -> bool:
    """Whether neither the share nor one before it in the sentence names what it is of."""
    part = share.base
    plain = part is not None and part.role == "value" and not part.percent and part.head is None
    return plain and not share.of and share.mention.quantity.unit.symbol == "%" and named_before(share, every) is None


def _borne_out(shares: Sequence[Said], every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """省内3290人，占85.19%；省外572人，占14.81%: of a figure said before, or of what the parts make up."""
    parts = [share.base for share in shares if share.base is not None]
    before = near(every, parts[0].number, after=False)
    whole, first = whole_of(shares, before), _leading(parts[0], before)
    if whole is not None:
        for part, share in zip(parts, shares, strict=True):
            yield quotient("share", printed(figures, part, whole, share), _LIKELY)
    elif make_each_other(shares):
        yield from _of_each_other(printed(figures, *parts), printed(figures, *shares))
        if first is not None and slipped(first, *total_of(parts)):
            yield from sum_of(printed(figures, *parts), figures[first.number], sure=False, explicit=True, most=_LESS)
    elif first is not None:
        for part, share in zip(parts, shares, strict=True):
            if likely(part, first, share):
                yield quotient("share", printed(figures, part, first, share), _LESS)


def _leading(part: Said, before: Sequence[Said]) -> Said | None:
    """What the sentence is about: the whole of its last list, else its first figure of that unit.

    教师3862人，其中男1217人、女2645人；高级职称932人，占24.1%.
    """
    here = [
        other
        for other in before
        if other.sentence == part.sentence and other.role == "value" and other.same_unit(part) and other.head is None
    ]
    here = [o for o in here if (o.period, o.subject, o.planned) == (part.period, part.subject, part.planned)]
    return next((other for other in reversed(here) if other.parts), here[0] if here else None)


def _of_each_other(parts: Sequence[Figure], shares: Sequence[Figure]) -> Iterator[Relation]:
    together = plus([part.variable for part in parts])
    for part, share in zip(parts, shares, strict=True):
        yield said(
            "share",
            Binary("/", part.variable, together),
            "==",
            share.variable,
            figures=[*parts, share],
            confidence=_LIKELY,
            words=Words(
                f"{name(part)}占各部分之和的比重应为{share.text}",
                f"{name(part)} should be {share.text} of the sum of the parts",
            ),
        )
