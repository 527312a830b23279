"""The report: facts, chapters and cases → one document in which every figure is bound to a fact."""

from zhijian.report.charts.draw import prepare_charts
from zhijian.report.compose import Audience, compose
from zhijian.report.composition import ComposedFigure, Composition
from zhijian.report.problems import ReportStopped
from zhijian.report.settings import ReportSettings

__all__ = ["Audience", "ComposedFigure", "Composition", "ReportSettings", "ReportStopped", "compose", "prepare_charts"]
