"""The workbook that a school fills in: the official tables, 基础数据, instructions, and who it is for."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

from zhijian.catalogue import Catalogue
from zhijian.facts import FactSet, Organisation
from zhijian.intake.cover import write_cover
from zhijian.intake.figures import Figure, Filling, shown
from zhijian.intake.formulas import derived_value, excel_formula
from zhijian.intake.grid import reference
from zhijian.intake.guards import add_definition, add_validations
from zhijian.intake.layout import (
    BASE_SHEET,
    FORMAT_VERSION,
    HEADER_ROW,
    ID,
    IDENTITY_SHEET,
    LABEL,
    METHOD,
    NOTE,
    NUMBER,
    RESPONDENTS,
    SCHOOL_ROW,
    TITLE_ROW,
    UNIT,
    Form,
    FormRow,
    FormSheet,
    Kind,
    form_of,
)
from zhijian.intake.reasons import Reason
from zhijian.intake.styles import Styles, number_format

WIDTHS = {NUMBER: 6, LABEL: 44, UNIT: 9, RESPONDENTS: 10, METHOD: 11, NOTE: 24, ID: 24}
PERIOD_WIDTH = 13
ROW_HEIGHT, TALL_ROW, NOTE_LINE, TALLEST_ROW = 21, 34, 13, 400  # points
LONG_LABEL = 21  # characters that fit one line of the label column
A4 = 9


def write_workbook(
    path: Path,
    catalogue: Catalogue,
    *,
    school: Organisation | None = None,
    values: FactSet | None = None,
    previous: FactSet | None = None,
    reasons: Sequence[Reason] = (),
) -> None:
    """Write the workbook of ``catalogue`` for ``school`` to ``path``.

    values: fills the columns of this and last year, with the status of each fact. previous: fills last year's
    column only, where ``values`` has nothing. Both are looked up under the school's id. reasons: go to the
    column 说明. Derived cells are formulas over the other cells; the value cached in them is the stated one, else
    the computed one, so that a reader needs no Excel. The same arguments give the same bytes.
    """
    import xlsxwriter  # half of the room's import time, and only needed here

    form = form_of(catalogue)
    filling = Filling(catalogue, school.id if school else "", values, previous, reasons)
    whole = BytesIO()
    workbook = xlsxwriter.Workbook(whole, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties(
        {
            "title": f"{catalogue.label['zh']}数据填报工作簿",
            "subject": school.name if school else "",
            "comments": f"{catalogue.id} {catalogue.version}",
            "created": datetime(catalogue.year, 12, 31),  # noqa: DTZ001 - a date without a place
        }
    )
    workbook.set_size(1_800, 1_100)
    styles = Styles(workbook)
    cover = write_cover(workbook, styles, catalogue, school)
    for sheet in form.sheets:
        _Writer(workbook, styles, form, sheet, filling=filling, school=school).write()
    _write_identity(workbook, catalogue, school)
    cover.activate()
    workbook.close()
    path.write_bytes(whole.getvalue())  # only when all of it is made


def identity_of(catalogue: Catalogue, school: Organisation | None) -> dict[str, str]:
    """What the very hidden sheet says."""
    return {
        "zhijian": "workbook",
        "format": FORMAT_VERSION,
        "catalogue": catalogue.id,
        "version": catalogue.version,
        "school": school.id if school else "",
        "name": school.name if school else "",
        "period": catalogue.current,
    }


def _write_identity(workbook: Any, catalogue: Catalogue, school: Organisation | None) -> None:
    sheet = workbook.add_worksheet(IDENTITY_SHEET)
    for row, (key, value) in enumerate(identity_of(catalogue, school).items()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
    sheet.protect()
    sheet.very_hidden()


class _Writer:
    """One sheet of the form."""

    def __init__(
        self,
        workbook: Any,
        styles: Styles,
        form: Form,
        sheet: FormSheet,
        *,
        filling: Filling,
        school: Organisation | None,
    ) -> None:
        self.styles = styles
        self.form = form
        self.form_sheet = sheet
        self.filling = filling
        self.school = school
        self.sheet = workbook.add_worksheet(sheet.name)
        self.at = {title: column for column, title in enumerate(sheet.columns)}
        self.last = self.at[NOTE]

    def write(self) -> None:
        self._set_up()
        self._heading()
        for at, title in self.form_sheet.headings.items():
            self.sheet.merge_range(at, 0, at, self.last, title, self.styles.section())
        for row in self.form_sheet.rows:
            self._row(row)
        self._merged_cells()
        add_validations(self.sheet, self.form, self.form_sheet)
        self._sign_off()
        self.sheet.protect("", {"format_columns": True, "format_rows": True})

    def _set_up(self) -> None:
        sheet, form_sheet = self.sheet, self.form_sheet
        for title, column in self.at.items():
            sheet.set_column(column, column, WIDTHS.get(title, PERIOD_WIDTH), None, {"hidden": title == ID})
        sheet.set_default_row(ROW_HEIGHT)
        sheet.freeze_panes(HEADER_ROW + 1, 2)
        sheet.hide_gridlines(2)
        sheet.set_paper(A4)
        sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.75)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADER_ROW)
        sheet.center_horizontally()
        sheet.print_area(0, 0, form_sheet.end + 4, self.last)
        name = self.school.name if self.school else ""
        sheet.set_header(f'&L&"宋体"&9{name}&R&"宋体"&9{form_sheet.shown}')
        sheet.set_footer(f'&L&"宋体"&9{self.form.catalogue.id}&C&"宋体"&9第 &P 页，共 &N 页')

    def _heading(self) -> None:
        sheet, styles = self.sheet, self.styles
        title = (
            self.form_sheet.title
            if self.form_sheet.name == BASE_SHEET
            else f"{self.form_sheet.name}　{self.form_sheet.title}"
        )
        sheet.set_row(TITLE_ROW, 36)
        sheet.merge_range(TITLE_ROW, 0, TITLE_ROW, self.last, title, styles.title())
        name, code = (self.school.name, self.school.id) if self.school else ("", "")
        sheet.merge_range(SCHOOL_ROW, 0, SCHOOL_ROW, 2, f"填报单位：{name}", styles.line(align="left"))
        sheet.merge_range(SCHOOL_ROW, 3, SCHOOL_ROW, self.last, f"单位编号：{code}", styles.line(align="right"))
        sheet.set_row(HEADER_ROW, 24)
        for column_title, column in self.at.items():
            sheet.write_string(HEADER_ROW, column, column_title, styles.header())

    def _row(self, row: FormRow) -> None:
        sheet, styles = self.sheet, self.styles
        note = self.filling.note(row)
        height = max(TALL_ROW if len(row.label) + row.indent > LONG_LABEL else ROW_HEIGHT, _note_height(note))
        if height != ROW_HEIGHT:
            sheet.set_row(row.row, height)
        if row.number is None:
            sheet.write_blank(row.row, self.at[NUMBER], None, styles.middle())
        else:
            sheet.write_number(row.row, self.at[NUMBER], row.number, styles.middle())
        if row.joined:
            sheet.write_blank(row.row, self.at[LABEL], None, styles.label(row.indent))
        else:
            sheet.write_string(row.row, self.at[LABEL], row.label, styles.label(row.indent))
            add_definition(sheet, self.form.catalogue, row, self.at[LABEL])
        sheet.write_string(row.row, self.at[UNIT], row.unit, styles.middle())
        for period in self.form.catalogue.periods:
            self._figure(row, period)
        if self.form_sheet.survey:
            self._survey(row)
        style = styles.text_entry(row.kind)
        if note:
            sheet.write_string(row.row, self.at[NOTE], note, style)
        else:
            sheet.write_blank(row.row, self.at[NOTE], None, style)
        sheet.write_string(row.row, self.at[ID], row.id)

    def _figure(self, row: FormRow, period: str) -> None:
        column = self.form.period_column(self.form_sheet, period)
        figure = self.filling.figure(row, period)
        last_year = period != self.form.catalogue.current
        computed_here = row.kind in (Kind.derived, Kind.total)
        if computed_here and (figure is None or figure.number is not None):
            formula, computed = self._formula(row, period)
            cached = figure or computed
            style = self._style(row, cached, last_year=last_year)
            value: float | str = "" if cached is None or cached.number is None else cached.number
            if row.kind is Kind.derived or figure is None or figure == computed:
                self.sheet.write_formula(row.row, column, formula, style, value)
                return
        style = self._style(row, figure, last_year=last_year)
        if figure is None:
            self.sheet.write_blank(row.row, column, None, style)
        elif figure.number is None:
            self.sheet.write_string(row.row, column, figure.text, style)
        else:
            self.sheet.write_number(row.row, column, figure.number, style)

    def _style(self, row: FormRow, figure: Figure | None, *, last_year: bool) -> Any:
        decimals = figure.decimals if figure else None
        return self.styles.figure(row.kind, number_format(row.indicator, decimals), last_year=last_year)

    def _formula(self, row: FormRow, period: str) -> tuple[str, Figure | None]:
        """The Excel formula of a derived or total cell, and what it yields."""
        if row.kind is Kind.total:
            return self._sum(row, period)

        def scale(indicator: str) -> Fraction:
            return self.form.catalogue[indicator].unit.scale

        def value(indicator: str, slice_: str) -> Fraction | None:
            return self._derived_base(indicator, period, slice_)

        computed = derived_value(row.indicator, value)
        formula = excel_formula(row.indicator, lambda i, s: self._reference(i, s, period), scale)
        return formula, shown(*computed) if computed else None

    def _derived_base(self, indicator: str, period: str, slice_: str) -> Fraction | None:
        """A part's value in base units; computed where it is itself derived or a total and nobody stated it."""
        stated = self.filling.base_value(indicator, period, slice_)
        place = self.form.places.get((indicator, slice_))
        if stated is not None or place is None or place[1].kind not in (Kind.derived, Kind.total):
            return stated
        _, figure = self._formula(place[1], period)
        return None if figure is None else Fraction(figure.text) * place[1].indicator.unit.scale

    def _sum(self, row: FormRow, period: str) -> tuple[str, Figure | None]:
        parts = [part for part in self.form_sheet.rows if part.indicator.id == row.indicator.id and part.slice]
        column = self.form.period_column(self.form_sheet, period)
        cells = f"{reference(parts[0].row, column)}:{reference(parts[-1].row, column)}"
        stated = [self.filling.quantity(row.indicator, period, part.slice) for part in parts]
        known = [q for q in stated if q is not None]
        formula = f'=IF(COUNT({cells})=0,"",SUM({cells}))'
        if not known:
            return formula, None
        decimals = max(q.decimals for q in known)
        total = sum((q.value for q in known), Fraction(0)) * Fraction(10) ** decimals
        return formula, shown(int(total), decimals)

    def _reference(self, indicator: str, slice_: str, period: str) -> str:
        sheet, row = self.form.places[indicator, slice_]
        at = reference(row.row, self.form.period_column(sheet, period))
        return at if sheet is self.form_sheet else f"'{sheet.name}'!{at}"

    def _survey(self, row: FormRow) -> None:
        style = self.styles.figure(Kind.derived, "0", last_year=True)
        place = self.form.places.get((row.indicator.respondents, ""))
        if place is None:
            self.sheet.write_blank(row.row, self.at[RESPONDENTS], None, style)
        else:
            period = self.form.catalogue.current
            figure = self.filling.figure(place[1], period)
            there = self._reference(row.indicator.respondents, "", period)
            value: float | str = "" if figure is None or figure.number is None else figure.number
            self.sheet.write_formula(row.row, self.at[RESPONDENTS], f'=IF({there}="","",{there})', style, value)
        self.sheet.write_string(row.row, self.at[METHOD], row.indicator.method, self.styles.middle())

    def _merged_cells(self) -> None:
        """As the official form: a 序号 over its group, a label over the rows of its second unit."""
        rows = self.form_sheet.rows
        starts = [i for i, row in enumerate(rows) if row.number is not None] + [len(rows)]
        for start, end in itertools.pairwise(starts):
            last = max(i for i in range(start, end) if rows[i].row - rows[start].row == i - start)
            if last > start:
                number = rows[start].number
                self.sheet.merge_range(rows[start].row, 0, rows[last].row, 0, number, self.styles.middle())
        for above, below in itertools.pairwise(rows):
            if below.joined and not above.joined:
                style = self.styles.label(above.indent)
                self.sheet.merge_range(above.row, self.at[LABEL], below.row, self.at[LABEL], above.label, style)

    def _sign_off(self) -> None:
        sheet, styles, end = self.sheet, self.styles, self.form_sheet.end
        legend = "黄色由学校填写，蓝色可由学籍或问卷数据生成，绿色由公式算出，灰色仅高职填报；带 * 的指标须与国家平台数据一致。"
        sheet.merge_range(end, 0, end, self.last, legend, styles.line(align="left", font_size=9))
        line = styles.get(align="left", font_size=11)
        sheet.set_row(end + 1, 10)
        for offset, text in (
            (2, "填报人：＿＿＿＿＿＿＿　　联系电话：＿＿＿＿＿＿＿＿＿　　审核人：＿＿＿＿＿＿＿"),
            (3, "校长签字：＿＿＿＿＿＿＿　　　　（公章）　　　　　日期：＿＿＿＿年＿＿月＿＿日"),
        ):
            sheet.set_row(end + offset, 34)
            sheet.merge_range(end + offset, 0, end + offset, self.last, text, line)


def _note_height(note: str) -> int:
    """Points that a text under 说明 needs so that all of it is seen and printed; what is typed later, Excel fits."""
    lines = sum(-(-sum(1 + (ord(c) > 0x2E80) for c in line) // (WIDTHS[NOTE] - 3)) for line in note.split("\n"))
    return min(NOTE_LINE * lines + 8, TALLEST_ROW) if note else 0
