"""Intake: schools' workbooks → facts, every problem with its sheet and cell; and the workbook that they fill in."""

from zhijian.intake.comments import Comment, read_comments, write_comments
from zhijian.intake.container import unsafe_archive
from zhijian.intake.folder import WorkbooksReading, read_workbooks
from zhijian.intake.identity import workbook_identity
from zhijian.intake.layout import Form, FormRow, FormSheet, Kind, form_of
from zhijian.intake.organisation_list import read_organisations
from zhijian.intake.read import WorkbookReading, read_workbook
from zhijian.intake.reasons import Reason, read_reasons, write_reasons
from zhijian.intake.template import write_workbook
from zhijian.intake.typed import Typed, read_typed

__all__ = [
    "Comment",
    "Form",
    "FormRow",
    "FormSheet",
    "Kind",
    "Reason",
    "Typed",
    "WorkbookReading",
    "WorkbooksReading",
    "form_of",
    "read_comments",
    "read_organisations",
    "read_reasons",
    "read_typed",
    "read_workbook",
    "read_workbooks",
    "unsafe_archive",
    "workbook_identity",
    "write_comments",
    "write_reasons",
    "write_workbook",
]
