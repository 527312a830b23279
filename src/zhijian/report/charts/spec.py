"""A grid of figures → a Vega-Lite spec. Here, and nowhere before, exact figures become floating-point numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from zhijian.report.charts.definition import ChartDefinition
from zhijian.report.charts.grid import Grid, Point
from zhijian.report.charts.palette import FAINT, INK, colours, text_on
from zhijian.typefaces import SANS

Spec = dict[str, Any]
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
WIDTH = 520
ROOM = 1.12  # of the axis beyond the highest column, for its label
MANY_BARS = 12  # beyond, they stand closer
LEAST_SHARE = Fraction(7, 100)  # narrower parts of a stack have their label above, not inside


def chart_spec(chart: ChartDefinition, grid: Grid, alt: str) -> Spec:
    """The spec of a chart, with its figures in it; ``alt`` becomes its description."""
    kind = drawn_kind(chart, grid)
    build: Mapping[str, Callable[[Grid, int], Spec]] = {
        "columns": _columns,
        "bars": _bars,
        "stack": _stack,
        "lines": _lines,
    }
    return {
        "$schema": SCHEMA,
        "description": alt,
        "width": WIDTH,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": 6,
        **build[kind](grid, chart.height),
        "config": _CONFIG,
    }


def drawn_kind(chart: ChartDefinition, grid: Grid) -> str:
    """The kind that is drawn: columns lie down as bars where their labels would run into each other."""
    if chart.kind != "columns":
        return chart.kind
    band = WIDTH / len(grid.categories)
    names = max(_width(category) for category in grid.categories)
    labels = max((_width(point.text) for point in grid.points), default=0)
    fits = names < band * 0.95 and labels < band * 0.7 / len(grid.series)
    return "columns" if fits else "bars"


def _width(text: str) -> float:
    """About how wide a label is, in pixels: a Chinese character is as wide as it is high, a digit half of that."""
    return sum(13 if ord(c) > 0x2E80 or c in "“”—…" else 7.2 for c in text)


def _legend(grid: Grid) -> Spec | None:
    """Above the chart, in two lines where one is too short."""
    if len(grid.series) < 2:
        return None
    wide = sum(_width(name) + 42 for name in grid.series) > WIDTH - 80
    return {"columns": (len(grid.series) + 1) // 2} if wide else {}


_CONFIG: Spec = {
    "font": f"{SANS}, Microsoft YaHei, SimHei, sans-serif",  # Word draws the SVG itself, with the faces of its machine
    "background": "#FFFFFF",
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 13, "labelColor": INK, "titleFontSize": 13, "domainColor": FAINT, "ticks": False,
        "grid": False, "labelPadding": 6,
    },
    "legend": {
        "orient": "top", "title": None, "labelFontSize": 13, "labelColor": INK, "symbolType": "square",
        "labelLimit": 0, "columnPadding": 18,
    },
    "text": {"fontSize": 12, "color": INK},
}  # fmt: skip


def _data(grid: Grid) -> Spec:
    tallest: dict[str, Fraction] = {}
    for point in grid.points:
        size = abs(point.value or Fraction(0))
        tallest[point.category] = max(tallest.get(point.category, size), size)

    def drawn(point: Point) -> float:
        value = point.value or Fraction(0)
        return float(value / (tallest[point.category] or Fraction(1))) if grid.own_scale else float(value)

    values = [
        {
            "category": p.category,
            "series": p.series,
            "value": drawn(p),
            "text": p.text,
            "order": grid.series.index(p.series),
        }
        for p in grid.points
        if p.value is not None
    ]
    return {"values": values}


def _colour(grid: Grid) -> Spec:
    scale = {"domain": list(grid.series), "range": list(colours(len(grid.series), by_period=grid.by_period))}
    return {
        "field": "series",
        "type": "nominal",
        "sort": list(grid.series),
        "scale": scale,
        "legend": _legend(grid),
    }


def _tooltip() -> list[Spec]:
    return [
        {"field": "category", "type": "nominal", "title": "项目"},
        {"field": "series", "type": "nominal", "title": "系列"},
        {"field": "text", "type": "nominal", "title": "数值"},
    ]


def _extent(grid: Grid, room: float = ROOM) -> tuple[float, float]:
    """The ends of the quantitative axis: beyond the longest bar by ``room``, for its label."""
    values = [0.0, *(entry["value"] for entry in _data(grid)["values"])]
    low, high = min(values), max(values)
    if low == high:
        return 0.0, 1.0
    return (low * room - (high - low) * 0.05 if low < 0 else 0.0), high * room


def _quantity(grid: Grid, room: float = ROOM) -> Spec:
    low, high = _extent(grid, room)
    return {"field": "value", "type": "quantitative", "axis": None, "scale": {"domain": [low, high], "nice": False}}


def _labels(placed: Spec, positive: Spec, negative: Spec) -> list[Spec]:
    """Value labels at the ends of bars: beyond them, to either side of zero."""
    text = {"field": "text", "type": "nominal"}
    return [
        {
            "transform": [{"filter": f"datum.value {sign} 0"}],
            "mark": {"type": "text", **mark},
            "encoding": {**placed, "text": text},
        }
        for sign, mark in ((">=", positive), ("<", negative))
    ]


def _columns(grid: Grid, height: int) -> Spec:
    many = len(grid.series) > 1
    x: Spec = {
        "field": "category",
        "type": "nominal",
        "sort": list(grid.categories),
        "title": None,
        "axis": {"labelAngle": 0},
    }
    x["scale"] = {"paddingInner": 0.25, "paddingOuter": 0.15}
    placed: Spec = {"x": x, "y": _quantity(grid)}
    if many:
        placed["xOffset"] = {"field": "series", "type": "nominal", "sort": list(grid.series)}
    bars = {
        "mark": {"type": "bar", "width": {"band": 0.92}},
        "encoding": {"color": _colour(grid), "tooltip": _tooltip()},
    }
    labels = _labels({}, {"baseline": "bottom", "dy": -3}, {"baseline": "top", "dy": 3})
    return {"height": height, "data": _data(grid), "encoding": placed, "layer": [bars, *labels]}


def _bars(grid: Grid, _height: int) -> Spec:
    many = len(grid.series) > 1
    y: Spec = {"field": "category", "type": "nominal", "sort": list(grid.categories), "title": None}
    y["axis"] = {"labelLimit": 260, "domain": min(p.value or 0 for p in grid.points) >= 0}
    y["scale"] = {"paddingInner": 0.28, "paddingOuter": 0.15}
    names = max(_width(category) for category in grid.categories)
    labels_end = max((_width(point.text) for point in grid.points), default=0) + 10
    plot = WIDTH - min(names, 260) - 24
    placed: Spec = {"y": y, "x": _quantity(grid, plot / max(plot - labels_end, plot / 2))}
    if many:
        placed["yOffset"] = {"field": "series", "type": "nominal", "sort": list(grid.series)}
    bars = {
        "mark": {"type": "bar", "height": {"band": 0.92}},
        "encoding": {"color": _colour(grid), "tooltip": _tooltip()},
    }
    labels = _labels({}, {"align": "left", "dx": 4}, {"align": "right", "dx": -4})
    lane = (12 + 15 * len(grid.series)) if len(grid.categories) <= MANY_BARS else 7 + 15 * len(grid.series)
    height = len(grid.categories) * lane + (36 if many else 10)
    # A browser may draw the chart narrower; names and labels stay as wide as they are.
    longest = max((entry["value"] for entry in _data(grid)["values"]), default=0.0)
    room = {"names": min(names, 260) + 24, "labels": labels_end, "longest": longest}
    return {
        "height": height,
        "data": _data(grid),
        "encoding": placed,
        "layer": [bars, *labels],
        "usermeta": {"room": room},
    }


def _stack(grid: Grid, _height: int) -> Spec:
    fills = dict(zip(grid.series, colours(len(grid.series), by_period=False), strict=True))
    values: list[Spec] = []
    for category in grid.categories:
        parts = [p for s in grid.series if (p := grid.at(category, s)) is not None and p.value is not None]
        total = sum((p.value or Fraction(0) for p in parts), Fraction(0))
        reached = Fraction(0)
        for part in parts:
            share = (part.value or Fraction(0)) / total if total else Fraction(0)
            wide = share >= LEAST_SHARE
            values.append(
                {
                    "category": category,
                    "series": part.series,
                    "start": float(reached),
                    "end": float(reached + share),
                    "middle": float(reached + share / 2),
                    "text": part.text,
                    "inside": wide,
                    "ink": text_on(fills[part.series]) if wide else INK,
                }
            )
            reached += share
    y: Spec = {
        "field": "category",
        "type": "nominal",
        "sort": list(grid.categories),
        "title": None,
        "scale": {"padding": 0.38},
    }
    y["axis"] = {"domain": False}
    share_axis = {"type": "quantitative", "axis": None, "scale": {"domain": [0, 1], "nice": False}}
    bars = {
        "mark": {"type": "bar", "height": 26, "stroke": "#FFFFFF", "strokeWidth": 1.5},
        "encoding": {
            "x": {"field": "start", **share_axis},
            "x2": {"field": "end"},
            "color": {**_colour(grid), "scale": {"domain": list(fills), "range": list(fills.values())}},
            "tooltip": _tooltip(),
        },
    }
    above: Spec = {"baseline": "bottom", "dy": -14}
    texts: list[Spec] = [
        {
            "transform": [{"filter": f"datum.inside == {flag}"}],
            "mark": Spec(type="text", **mark),
            "encoding": {
                "x": {"field": "middle", **share_axis},
                "text": {"field": "text", "type": "nominal"},
                "color": {"field": "ink", "type": "nominal", "scale": None, "legend": None},
            },
        }
        for flag, mark in (("true", Spec()), ("false", above))
    ]
    height = len(grid.categories) * 56 + 60
    return {"height": height, "data": {"values": values}, "encoding": {"y": y}, "layer": [bars, *texts]}


def _lines(grid: Grid, height: int) -> Spec:
    x: Spec = {
        "field": "category",
        "type": "ordinal",
        "sort": list(grid.categories),
        "title": None,
        "axis": {"labelAngle": 0},
    }
    x["scale"] = {"type": "point", "padding": 0.35}
    values = [float(p.value) for p in grid.points if p.value is not None]
    low, high = min(values), max(values)
    room = (high - low or abs(high) or 1.0) * 0.18
    y = {
        "field": "value",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [low - room, high + room], "nice": False},
    }
    colour = _colour(grid)
    dash = {"field": "series", "type": "nominal", "sort": list(grid.series), "legend": None}
    line = {
        "mark": {"type": "line", "strokeWidth": 2.5},
        "encoding": {"color": {**colour, "legend": {"symbolType": "stroke", "symbolSize": 300}}, "strokeDash": dash},
    }
    points = {
        "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1},
        "encoding": {"color": {**colour, "legend": None}, "tooltip": _tooltip()},
    }
    labels = {"mark": {"type": "text", "dy": -12}, "encoding": {"text": {"field": "text", "type": "nominal"}}}
    return {"height": height, "data": _data(grid), "encoding": {"x": x, "y": y}, "layer": [line, points, labels]}
