"""Compilation (编制): a report folder is read, checked, rolled up, composed and written out."""

from zhijian.compilation.build import BuildResult, build_report
from zhijian.compilation.check import check_paths
from zhijian.compilation.folder import ReportFolder, read_folder
from zhijian.compilation.lineage import FigureLineage, find_figure
from zhijian.compilation.steps import Step, Steps

__all__ = [
    "BuildResult",
    "FigureLineage",
    "ReportFolder",
    "Step",
    "Steps",
    "build_report",
    "check_paths",
    "find_figure",
    "read_folder",
]
