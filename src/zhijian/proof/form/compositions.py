"""Structures such as 17.8∶38.6∶43.6 of three industries, which make 100."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from zhijian.findings import Finding, Severity, finding
from zhijian.messages import _
from zhijian.proof.form.texts import Piece

_RATIO = re.compile(r"(?<![\d.:：∶])\d{1,2}(?:\.\d+)?(?:\s*[:：∶]\s*\d{1,2}(?:\.\d+)?){2,}(?![\d:：∶])")
_LED_BY = re.compile(r"(?:结构|构成|占比|比重|比例|比)[^。；]{0,40}$")
_ONE_WHOLE = (85, 115)  # beyond which the parts were not meant to make 100
_HALF = Fraction(1, 2)


def check_compositions(pieces: Sequence[Piece]) -> Iterator[Finding]:
    """ZJ502 for a structure in percent whose parts do not make 100, whatever was rounded."""
    for piece in pieces:
        for found in _RATIO.finditer(piece.text):
            parts = [Fraction(part) for part in re.split(r"\s*[:：∶]\s*", found[0])]
            decimals = [len(part.partition(".")[2]) for part in re.split(r"\s*[:：∶]\s*", found[0])]
            total = sum(parts, Fraction(0))
            slack = sum((_HALF / 10**places for places in decimals), Fraction(0))
            near = _ONE_WHOLE[0] <= total <= _ONE_WHOLE[1]
            if (
                not any(decimals)
                or not near
                or abs(total - 100) <= slack
                or not _LED_BY.search(piece.text[: found.start()])
            ):
                continue
            printed = f"{float(total):.{max(decimals)}f}"
            yield finding(
                "ZJ502",
                piece.at(*found.span()),
                severity=Severity.warning,
                found=found[0],
                arithmetic=f"{' ＋ '.join(re.split(r'[:：∶]', found[0]))} ＝ {printed} ≠ 100",
                subject=f"proof/ZJ502/{found[0]}",
                what=_("“{found}”各项之和应为100", found=found[0]),
                main=f"{' ＋ '.join(re.split(r'[:：∶]', found[0]))} ＝ {printed} ≠ 100",
                more="",
                doubt="",
                labels=f"“{found[0]}”",
            )
