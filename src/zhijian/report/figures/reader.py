"""Reading figures: a request → its value and its text, and every reason why it cannot be printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from zhijian.catalogue import Catalogue
from zhijian.errors import ExpressionError
from zhijian.expressions import Node, leaves
from zhijian.quantity import Rounding
from zhijian.report.figures.explain import obstacle_code, obstacle_values
from zhijian.report.figures.measure import Measure, measure_of
from zhijian.report.figures.printing import print_value
from zhijian.report.figures.request import FigureRequest, read_request
from zhijian.report.figures.valuation import Obstacle, Scope, Valuation, Valuer
from zhijian.report.places import Place
from zhijian.report.problems import Problems
from zhijian.report.wording import wording

MARKED = ("missing", "not_reported")
TABLE_MARKS = ("no_data", "not_applicable", "undefined")
UNKNOWN = ("indicator", "organisation", "slice")


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure. value: exact, in the unit that ``text`` prints; None where it cannot be had.

    decimals: as printed. obstacles: why there is no value. tolerated: its absence does not stop the build.
    """

    value: Fraction | None
    text: str
    decimals: int | None = None
    obstacles: tuple[Obstacle, ...] = ()
    suppressed: bool = False
    tolerated: bool = False

    @property
    def missing(self) -> bool:
        """Whether there is no fact, or nobody has reported it."""
        return bool(self.obstacles) and {o.kind for o in self.obstacles} <= set(MARKED)


@dataclass
class FigureReader:
    """Reads requests over a Valuer's facts; what is wrong with them goes to ``problems``.

    allow_incomplete: print a mark where a figure is missing or incomplete, instead of a problem that stops the build.
    """

    valuer: Valuer
    problems: Problems
    rounding: Rounding = Rounding.HALF_UP
    allow_incomplete: bool = False

    @property
    def catalogue(self) -> Catalogue:
        return self.valuer.catalogue

    def request(self, source: str, place: Place) -> FigureRequest | None:
        """The request written as ``source``; None and a problem where it cannot be read."""
        try:
            return read_request(source)
        except ExpressionError as error:
            self.problems.add("ZJ402", place, found=source, what=str(error))
            return None

    def node(self, source: str) -> Node:
        """The tree of an expression, options apart. Raises ExpressionError."""
        return read_request(source).node

    def symbol(self, source: str, place: Place) -> str:
        """The unit that the figure written as ``source`` is printed with; empty where it cannot be read."""
        request = self.request(source, place)
        if request is None or any(leaf.indicator not in self.catalogue for leaf in leaves(request.node)):
            return ""
        try:
            return measure_of(request, self.catalogue).symbol
        except ExpressionError:
            return ""

    def read(self, source: str, place: Place, scope: Scope, *, options: str = "") -> Reading | None:
        """The figure written as ``source`` for a chart; None and a problem where it is written wrongly.

        What is missing is told in the reading: the chart knows whether it can do without.
        """
        request = self.request(f"{source} | {options}" if options else source, place)
        if request is None:
            return None
        valuation = self.valuer.value(request.node, Scope(scope.organisation, request.period or scope.period))
        measure = self.measure(request, valuation, place)
        if measure is None:
            return None
        if valuation.obstacles:
            kinds = {o.kind for o in valuation.obstacles}
            tolerated = kinds <= set(TABLE_MARKS) or (self.allow_incomplete and kinds <= {*MARKED, *TABLE_MARKS})
            return Reading(None, "", None, valuation.obstacles, valuation.suppressed, tolerated)
        return self.printed(request, valuation, measure, place, in_table=True)

    def measure(self, request: FigureRequest, valuation: Valuation, place: Place) -> Measure | None:
        """The unit and decimals of a figure; None and a problem where an id is unknown or units clash."""
        unknown = [o for o in valuation.obstacles if o.kind in UNKNOWN]
        if unknown:
            self.report(unknown, place)
            return None
        try:
            return measure_of(request, self.catalogue)
        except ExpressionError as error:
            self.problems.add("ZJ402", place, found=request.source, what=str(error))
            return None

    def report(self, obstacles: Iterable[Obstacle], place: Place) -> None:
        """Note each obstacle as a problem at ``place``."""
        for obstacle in obstacles:
            values = obstacle_values(obstacle, self.catalogue, self.valuer.tree)
            self.problems.add(obstacle_code(obstacle), place, **values)

    def tolerates(self, obstacles: Iterable[Obstacle], place: Place) -> bool:
        """Whether the settings let a mark stand for what is missing; each is then told (ZJ434)."""
        obstacles = tuple(obstacles)
        if not self.allow_incomplete or not {o.kind for o in obstacles} <= {*MARKED, *TABLE_MARKS}:
            return False
        for obstacle in obstacles:
            values = obstacle_values(obstacle, self.catalogue, self.valuer.tree)
            self.problems.add("ZJ434", place, **values)
        return True

    def printed(
        self, request: FigureRequest, valuation: Valuation, measure: Measure, place: Place, *, in_table: bool
    ) -> Reading | None:
        """The figure's text; None and problems where the build has to stop.

        in_table: a cell, where 无数据 and the like may stand; a suppressed one is marked ``*``.
        """
        marks = wording("marks")
        if valuation.suppressed:
            if in_table:
                return Reading(None, str(marks["suppressed"]), suppressed=True)
            self.problems.add("ZJ433", place, found=request.source)
            mark = marks["suppressed_in_text" if measure.unit.count else "suppressed_rate"]
            return Reading(None, mark.format(unit=measure.symbol), suppressed=True)
        if valuation.value is None:
            mark = self._mark(valuation.obstacles, place, in_table=in_table)
            return None if mark is None else Reading(None, mark, None, valuation.obstacles, tolerated=True)
        printed = print_value(
            valuation.value,
            measure,
            stated_decimals=valuation.decimals,
            rounding=request.rounding or self.rounding,
            sign=request.sign,
            absolute=request.absolute,
        )
        text = printed.bare if request.bare else printed.text
        partial = valuation.incomplete
        if partial is not None:
            given, expected = partial.parts_given or 0, partial.parts_expected or 0
            code = "ZJ432" if self.allow_incomplete else "ZJ405"
            label = self.catalogue.short_label(partial.indicator)
            self.problems.add(code, place, label=label, given=given, parts=expected, period=partial.period)
            text = marks["incomplete"].format(text=text, given=given, expected=expected)
        inside = valuation.value / measure.unit.scale
        return Reading(abs(inside) if request.absolute else inside, text, printed.decimals)

    def _mark(self, obstacles: tuple[Obstacle, ...], place: Place, *, in_table: bool) -> str | None:
        kinds = {o.kind for o in obstacles}
        marks = wording("marks")
        if in_table and len(kinds) == 1 and kinds <= set(TABLE_MARKS):
            return str(marks[kinds.pop()])
        if self.tolerates(obstacles, place):
            return str(marks["missing"])
        self.report(obstacles, place)
        return None
