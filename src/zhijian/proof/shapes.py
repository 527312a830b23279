"""What a report is seen to say: its printed figures, and the relations between them.

Everything that reads a document (claims, tables, bind) gives these; everything that judges takes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from zhijian.expressions import Relation as Statement
from zhijian.expressions import Variable
from zhijian.findings import Location
from zhijian.messages import language
from zhijian.quantity import Quantity

Role = Literal["value", "change", "growth", "share", "ratio", "per_head", "ordinal", "other"]
"""value: an amount or a count, a rate included (合格率96.43%); change: a difference in units or 个百分点; growth: a
difference in percent of the earlier value, or 倍; share: 占…的 n%; ratio: A∶B; per_head: 生均, 人均, 课均;
ordinal: a rank; other: a figure that measures nothing that could be compared (500米直道竞速赛)."""

Kind = Literal[
    "sum", "part", "share", "change", "growth", "ratio", "per_head", "duplicate", "direction", "mean", "whole_count",
    "rank", "catalogue",
]  # fmt: skip

FIGURES_PER_BLOCK = 100_000


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure.

    id: unique in the document and growing in reading order, whoever reads it: ``figure_id(place.index, n)``.
    quantity: as printed (下降1.2% is 1.2 %, direction -1), its interval widened by the words it stands with.
    text: as printed, with its unit and the words that widen it (近50%, 2300多名).
    location: of the figure; the span counts the characters of its block as they stand in the file.
    block, span: the block's own location, and the characters of ``plain_text`` of the block's runs.
    measure: what is counted, its words without blanks, stars and fillers (全日制在校生, 升学人数).
    subject: the organisation or group it is said of, "" for the report's own.
    period: "2024", a school year "2023-2024", a month "2024-04"; "" where nothing tells. For a change, the later one.
    against: of a change or growth, the period compared with, or the plan (预算).
    A change with the unit % is one of a measure in %: it was meant in 个百分点.
    direction: of a change or growth, 1 up, -1 down, 0 not said; of a value, how it is said to stand to the one of
    ``against`` (较上年略有增长). level: a value is said to equal the one of ``against`` (与上年持平).
    section: the number of the heading it stands under. in_case: it stands in a case (案例), which tells of one school.
    table: the table's number, or its anchor where it has none; row, column: labels in it.
    of: of a share, the words for the whole (专任教师); of a part in a list (其中), what is measured of the whole.
    planned: a plan, a target, an obligation, not what was reached. words: those that widen the figure (近, 多).
    scope: words that set it apart from a figure of the same name (累计, 可比价, 不含技工, 新增).
    """

    id: int
    quantity: Quantity
    text: str
    location: Location
    measure: str
    role: Role = "value"
    subject: str = ""
    period: str = ""
    against: str = ""
    direction: int = 0
    section: str = ""
    in_case: bool = False
    table: str = ""
    row: str = ""
    column: str = ""
    of: str = ""
    planned: bool = False
    words: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    level: bool = False
    block: Location | None = None
    span: tuple[int, int] = (0, 0)

    @property
    def variable(self) -> Variable:
        """What stands for this figure in a Relation."""
        return variable(self.id)


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.en if language() == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that must hold between printed figures.

    that: over the variables ``f<id>`` of ``figures``. explanation: why it must hold, for a reader.
    confidence: 0 to 1, that it was rightly understood. family: relations that were understood in one way (the total
    row of one table, column by column), so that where most of them fail the way was wrong; "" for none.
    """

    kind: Kind
    that: Statement
    figures: tuple[int, ...]
    confidence: Fraction
    explanation: Words
    family: str = ""


def ends_of_sum(figures: Iterable[Figure]) -> tuple[Fraction, Fraction]:
    """The least and the greatest that the figures can add up to as they are rounded, in the base of their units.

    Of one that has no upper end (2300人以上), the lower one counts for both.
    """
    ends = [figure.quantity.ends for figure in figures]
    low = sum((low for low, _high in ends), Fraction(0))
    return low, sum((low if high is None else high for low, high in ends), Fraction(0))


def figure_id(block: int, number: int) -> int:
    """The id of the ``number``-th figure (from 0) in the ``block``-th block of ``walk``."""
    return block * FIGURES_PER_BLOCK + number


def variable(figure: int) -> Variable:
    """What stands for the figure with this id in a Relation."""
    return Variable(f"f{figure}")


def figure_of(variable: Variable) -> int:
    """The id of the figure for which a variable stands."""
    return int(variable.indicator[1:])


def year_of(period: str) -> int | None:
    """The year that a period stands for: of a school year the later one, as in the columns of the official tables."""
    years = [int(part) for part in period.split("-") if len(part) == 4 and part.isdigit()]
    return years[-1] if years else None


def by_id(figures: Sequence[Figure]) -> dict[int, Figure]:
    """The figures by their ids."""
    return {figure.id: figure for figure in figures}
