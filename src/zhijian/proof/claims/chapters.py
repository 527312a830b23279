"""The year that a chapter tells of: 一、2023年预算执行情况, 二、2024年预算安排."""

from __future__ import annotations

import re

from zhijian.document import Block, Heading, Paragraph, plain_text
from zhijian.proof.claims.masks import YEAR

_YEAR = re.compile(rf"(?<![比较与同由从到至自—–~\d-])({YEAR})\s*年(?!以来|[前后起])")
_NUMBERED = (  # what a text file may leave of a heading
    re.compile(r"第?[一二三四五六七八九十]{1,3}[章、.．][^。；，！？]{2,30}"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)][^。；，！？]{2,30}"),
)


class Chapters:
    """Follows the headings of a document. period: the report's own, where no heading above names a year."""

    def __init__(self, period: str) -> None:
        self._own = period
        self._years: dict[int, str] = {}

    @property
    def period(self) -> str:
        """The year of the innermost heading above that names one."""
        return next((self._years[level] for level in sorted(self._years, reverse=True)), self._own)

    def pass_by(self, block: Block) -> None:
        """Takes note of a heading; other blocks change nothing."""
        if not isinstance(block, Heading | Paragraph):
            return
        text = (block.number if isinstance(block, Heading) else "") + plain_text(block.runs).strip()
        level = next((n for n, pattern in enumerate(_NUMBERED, start=1) if pattern.fullmatch(text)), 0)
        if isinstance(block, Heading) and not level:
            level = block.level + (len(_NUMBERED) if block.number else 0)
        if level:
            years = set(_YEAR.findall(text))
            self._years = {of: year for of, year in self._years.items() if of < level}
            if len(years) == 1:
                self._years[level] = years.pop()
