"""ZJ513: figures of an earlier year that are not what last year's report said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from zhijian.findings import Finding, Suspect, finding
from zhijian.proof.bind import Restated
from zhijian.proof.judge.identity import subject_of
from zhijian.proof.judge.wording import in_brackets, in_words, named, place_of, shown
from zhijian.proof.localise import likely_cause

_HALF = Fraction(1, 2)  # either report may be the wrong one


def differences(found: Iterable[Restated]) -> Iterator[Finding]:
    """A warning for each: the earlier figure may have been revised, which a report should say."""
    for each in found:
        now, before = each.now[0], each.before
        scale = now.quantity.unit.scale
        least, most = before.quantity.ends
        low, high = least / scale, None if most is None else most / scale
        likely = likely_cause(now.quantity, low, high)
        suspects = tuple(
            Suspect(
                figure.text,
                figure.location,
                _HALF,
                None if high is None else (low, high),
                before.text,
                likely.text if likely and likely.kind != "unit" else "",
            )
            for figure in each.now
        )
        year = in_words(f"{each.key.period}年", each.key.period)
        yield finding(
            "ZJ513",
            now.location,
            figures=(*(shown(figure) for figure in each.now), shown(before)),
            suspects=suspects,
            expected=before.text,
            found=now.text,
            arithmetic=f"{now.text} ≠ {before.text}",
            subject=subject_of("ZJ513", each.now),
            what=in_words(
                f"{year}“{now.row or now.measure}”，本报告与上年报告不同",
                f"{now.row or now.measure} of {year} is not what last year's report said",
            ),
            here=in_words("、", ", ").join(named(figure) for figure in each.now),
            there=before.text + in_brackets(place_of(before)),
            labels=in_words("、", ", ").join(named(figure) for figure in each.now),
        )
