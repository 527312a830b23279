"""The alternative text of a chart: what it shows, with every figure in it."""

from __future__ import annotations

from zhijian.report.charts.definition import ChartDefinition
from zhijian.report.charts.grid import Grid
from zhijian.report.charts.spec import drawn_kind
from zhijian.report.wording import wording


def alternative_text(chart: ChartDefinition, grid: Grid, title: str) -> str:
    """E.g. 柱状图：近三学年办学规模。全日制在校生：2022年31260人，2023年32415人，2024年33577人；毕业生：…"""
    words = wording("chart")
    series = []
    for name in grid.series:
        points = [
            words["point"].format(label=point.category, text=point.text)
            for category in grid.categories
            if (point := grid.at(category, name)) is not None
        ]
        series.append(words["series"].format(label=name, points="，".join(points)))
    kind = words["kinds"][drawn_kind(chart, grid)]
    text: str = words["alt"].format(kind=kind, title=title, series="；".join(series))
    return f"{chart.alt}{text}" if chart.alt else text
