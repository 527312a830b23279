"""Records: exports of students, graduates, teachers and more, and survey answers → facts, by columnar queries."""

from zhijian.records.answers import read_surveys
from zhijian.records.definition import (
    CodeSet,
    Field,
    Measure,
    RecordTable,
    measures,
    programme_names,
    record_tables,
)
from zhijian.records.problems import BadCells
from zhijian.records.read import ReadFile, RecordReading, read_records
from zhijian.records.survey_definition import Scale, Survey, scale, surveys

__all__ = [
    "BadCells",
    "CodeSet",
    "Field",
    "Measure",
    "ReadFile",
    "RecordReading",
    "RecordTable",
    "Scale",
    "Survey",
    "measures",
    "programme_names",
    "read_records",
    "read_surveys",
    "record_tables",
    "scale",
    "surveys",
]
