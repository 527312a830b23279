"""A figure as its sentence says it, before it becomes a Figure: with what only the neighbours need to know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from zhijian.proof.claims.mention import Mention
from zhijian.proof.shapes import Role


@dataclass(slots=True)
class Said:
    """One figure of a sentence.

    before: the words before it. head: the whole of which a list says parts (其中). total: words like 共, 合计 stand
    before it. listed: the list of 分别为 it stands in, counted from 1. base: the figure that a change, growth or share
    belongs to. origin: the value from which one
    rose, or with which one is compared (由120人, 比上年的120人, 比预算120万元). whole: the figure that a share is printed to be of.
    """

    mention: Mention
    clause: int
    sentence: int
    measure: str = ""
    role: Role = "value"
    subject: str = ""
    period: str = ""
    against: str = ""
    stated: bool = False  # the words say what a change is from
    direction: int = 0
    since: str = ""  # of a change: 同比, 年初 or 环比, where that is said
    level: bool = False  # 与上年持平
    of: str = ""
    of_what: str = ""  # the very words that a share is of: 当年毕业生, 全部新增贷款
    planned: bool = False
    plan: str = ""  # the plan whose own figure it is, with which another is compared: 比预算8400万元超收
    scope: tuple[str, ...] = ()
    head: Said | None = None
    base: Said | None = None
    whole: Said | None = None
    total: bool = False
    portion: bool = False  # 完成预算的102.3%: no change is said of it
    named: bool = False  # it has words of its own for what it measures
    listed: int = 0
    origin: bool = False
    aside: bool = False  # of another time than what is spoken of: 上年为1302人
    marked: bool = False  # 其中 stands in its own clause
    bracketed: bool = False
    after_semicolon: bool = False
    leads: bool = False  # 其中 follows: it is a whole itself
    raw: str = ""  # what a part was called before the whole was added: 省级
    enumerated: bool = False  # after 、: what is said next may be of the whole enumeration
    before: str = ""
    number: int = -1
    beside: Said | None = None  # the change behind which it stands in brackets: 增加120人（男70人、女50人）
    overlapping: bool = False  # 专任教师中，…: such parts are no partition unless their names say so
    closing: str = ""  # what says that its list is whole: all (由…组成), most (包括), by (按年级分)
    part_list: int = 0  # which list of its head a part stands in
    parts: list[Said] = field(default_factory=list)

    @property
    def percent(self) -> bool:
        """Whether it is printed in % or ‰."""
        return self.mention.quantity.unit.symbol in {"%", "‰", "/10万"}

    @property
    def stands(self) -> bool:
        """Whether it is a value that others can be a change, a share or a part of."""
        return self.role in {"value", "per_head", "ratio"}

    def counts_like(self, other: Said) -> bool:
        """Whether both are counted in units of one dimension."""
        return self.mention.quantity.unit.dimension == other.mention.quantity.unit.dimension

    def same_unit(self, other: Said) -> bool:
        """Whether both are counted in units of one dimension, and both or none in percent."""
        return self.counts_like(other) and self.percent == other.percent


def ends(said: Said) -> tuple[Fraction, Fraction]:
    """The least and the most that a figure stands for, in the base of its unit; one without an end as it is printed."""
    low, high = said.mention.quantity.ends
    return low, said.mention.quantity.in_base if high is None else high


def adds_up(parts: Sequence[Said], whole: Said) -> bool:
    """Whether the parts can make up the whole to the digit."""
    every = [ends(part) for part in parts]
    least, most = ends(whole)
    return sum(low for low, _ in every) <= most and sum(high for _, high in every) >= least


_WINDOW = 60


def near(every: Sequence[Said], number: int, *, after: bool = True) -> Sequence[Said]:
    """The figures around the ``number``-th one that it may belong with; without ``after`` those before it."""
    return every[max(0, number - _WINDOW) : number + _WINDOW if after else number]
