"""Binding: a ``{{ … }}`` of a chapter, or a cell of a table → runs, with the figure's lineage kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction

from zhijian.document import BoundFigure, Run, Text
from zhijian.expressions import Variable, parse_expression
from zhijian.quantity import format_number
from zhijian.report.composition import ComposedFigure
from zhijian.report.figures.measure import Measure
from zhijian.report.figures.rank import rank_of
from zhijian.report.figures.reader import FigureReader
from zhijian.report.figures.request import FigureRequest
from zhijian.report.figures.trend import trend_parts
from zhijian.report.figures.valuation import Scope, Valuation
from zhijian.report.places import Place
from zhijian.report.wording import wording


@dataclass(frozen=True, slots=True)
class Spot:
    """Where figures are printed. place: file and line. scope: whose figures, unless they say otherwise.

    anchor: gives the next free anchor; a generated phrase takes one for each of its figures.
    """

    place: Place
    scope: Scope
    anchor: Callable[[], str]
    bold: bool = False
    in_table: bool = False


@dataclass
class Binder(FigureReader):
    """Turns requests into printed figures, and keeps each as a ComposedFigure, in the order of the document."""

    figures: list[ComposedFigure] = field(default_factory=list)

    def bind(self, source: str, spot: Spot) -> tuple[Run, ...]:
        """The runs that ``{{ source }}`` stands for; none and a problem where it cannot be had."""
        request = self.request(source, spot.place)
        if request is None:
            return ()
        if request.kind == "rank":
            return self._rank(request, spot)
        if request.kind == "trend":
            return self._trend(request, spot)
        return self.figure(request, spot)

    def figure(self, request: FigureRequest, spot: Spot) -> tuple[BoundFigure, ...]:
        """One figure; nothing and a problem where it cannot be had."""
        scope = _scope(request, spot)
        valuation = self.valuer.value(request.node, scope)
        measure = self.measure(request, valuation, spot.place)
        if measure is None:
            return ()
        reading = self.printed(request, valuation, measure, spot.place, in_table=spot.in_table)
        if reading is None:
            return ()
        name = spot.anchor()
        low, high = (None, None) if reading.value is None else _inside(valuation, measure, absolute=request.absolute)
        own = request.node.indicator if isinstance(request.node, Variable) else ""
        organisation, period = scope.organisation, scope.period
        if isinstance(request.node, Variable):
            organisation, period = self.valuer.key(request.node, scope)
        self.figures.append(
            ComposedFigure(
                anchor=name,
                text=reading.text,
                expression=request.source,
                indicator=own,
                location=spot.place.location,
                organisation=organisation,
                period=period,
                facts=tuple(fact.key for fact in valuation.facts),
                value=reading.value,
                low=low,
                high=high,
                unit=measure.symbol,
                decimals=reading.decimals,
            )
        )
        return (BoundFigure(reading.text, name, request.source, own, spot.bold),)

    # ── generated phrases ───────────────────────────────────────────────────────────────────────────

    def _trend(self, request: FigureRequest, spot: Spot) -> tuple[Run, ...]:
        scope = _scope(request, spot)
        now = self.valuer.value(request.node, scope)
        measure = self.measure(request, now, spot.place)
        if measure is None:
            return ()
        before = self.valuer.value(parse_expression(f"previous({request.text})"), scope)
        obstacles = (*now.obstacles, *before.obstacles)
        if obstacles:
            if self.tolerates(obstacles, spot.place):
                return self._without_trend(request, spot)
            self.report(obstacles, spot.place)
            return ()
        runs: list[Run] = []
        for part in trend_parts(request, now, before, measure, self.rounding):
            if isinstance(part, str):
                runs.append(Text(part, bold=spot.bold))
            else:
                runs += self.figure(part, spot)
        return tuple(runs)

    def _without_trend(self, request: FigureRequest, spot: Spot) -> tuple[Run, ...]:
        """The value alone, or a mark, where there is nothing to compare it with."""
        if request.form == "full":
            return self.figure(replace(request, kind="value", source=request.text), spot)
        return (Text(str(wording("marks")["missing"]), bold=spot.bold),)

    def _rank(self, request: FigureRequest, spot: Spot) -> tuple[Run, ...]:
        scope = _scope(request, spot)
        ranking = rank_of(request, scope, self.valuer)
        if isinstance(ranking, str):
            self.problems.add("ZJ402", spot.place, found=request.source, what=ranking)
            return ()
        if ranking.obstacles:
            self.report(ranking.obstacles, spot.place)
            return ()
        form = wording("rank")["tied" if ranking.tied else "alone"]
        text = form.format(rank=format_number(ranking.rank, 0))
        name, value = spot.anchor(), Fraction(ranking.rank)
        self.figures.append(
            ComposedFigure(
                anchor=name,
                text=text,
                expression=request.source,
                indicator="",
                location=spot.place.location,
                organisation=ranking.organisation,
                period=scope.period,
                facts=tuple(fact.key for fact in ranking.facts),
                value=value,
                low=value,
                high=value,
                unit="",
                decimals=0,
            )
        )
        return (BoundFigure(text, name, request.source, "", spot.bold),)


def _scope(request: FigureRequest, spot: Spot) -> Scope:
    return Scope(spot.scope.organisation, request.period or spot.scope.period)


def _inside(valuation: Valuation, measure: Measure, *, absolute: bool) -> tuple[Fraction | None, Fraction | None]:
    """The valuation's interval in the printed unit."""
    if valuation.low is None or valuation.high is None:
        return None, None
    low, high = valuation.low / measure.unit.scale, valuation.high / measure.unit.scale
    if absolute and low < 0:
        return (-high, -low) if high <= 0 else (Fraction(0), max(-low, high))
    return low, high
