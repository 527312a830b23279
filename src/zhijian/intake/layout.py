"""The form: which row of which sheet belongs to which indicator. The writer draws it, the reader looks for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property, lru_cache

from zhijian.catalogue import Catalogue, Indicator
from zhijian.expressions import Slices, leaves

FORMAT_VERSION = "1"  # of the workbook's layout; a reader of another version refuses it
IDENTITY_SHEET = "_zhijian"
COVER_SHEET = "填报说明"
BASE_SHEET = "基础数据"
BASE_TITLE = "基础数据（分子、分母和补充指标）"

NUMBER, LABEL, UNIT, RESPONDENTS, METHOD, NOTE, ID = "序号", "指标", "单位", "调查人数", "调查方式", "说明", "编号"
HIGHER_ONLY = "仅高职填报"
NOT_APPLICABLE = "不适用"
NO_DATA = "无数据"

TITLE_ROW, SCHOOL_ROW, HEADER_ROW, FIRST_ROW = 0, 1, 2, 3


class Kind(Enum):
    """Who fills a row in."""

    entry = auto()  # the school
    optional = auto()  # records or survey answers yield it; the school may leave it empty
    derived = auto()  # a formula over other cells
    total = auto()  # the sum of a breakdown's rows
    closed = auto()  # 仅高职填报


@dataclass(frozen=True, slots=True, eq=False)  # rows are the form's own objects: compared, and hashed, as such
class FormRow:
    """One row of the form. label: as printed, with prefix and star. row: in the template, from 0.

    id: what the hidden column holds, ``teachers.full_time``, or with its slice ``students.by_category[61]``.
    joined: shares the label cell of the row above (学时 under 门). number: the printed 序号, where there is one.
    """

    indicator: Indicator
    slice: str
    label: str
    unit: str
    kind: Kind
    row: int
    id: str
    indent: int = 0
    number: int | None = None
    joined: bool = False


@dataclass(frozen=True)
class FormSheet:
    """One sheet. columns: titles in order. headings: row → title of a section of 基础数据."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[FormRow, ...]
    headings: Mapping[int, str]
    survey: bool = False

    @cached_property
    def by_id(self) -> Mapping[str, FormRow]:
        return {row.id: row for row in self.rows}

    @cached_property
    def shown(self) -> str:
        """How messages name it: 表3“教学资源表”."""
        return self.name if self.name == BASE_SHEET else f"{self.name}“{self.title}”"

    @property
    def end(self) -> int:
        """The row after the last."""
        return max([r.row for r in self.rows] + list(self.headings), default=FIRST_ROW - 1) + 1


@dataclass(frozen=True)
class Form:
    """The sheets of a catalogue's workbook."""

    catalogue: Catalogue
    sheets: tuple[FormSheet, ...]

    @cached_property
    def places(self) -> Mapping[tuple[str, str], tuple[FormSheet, FormRow]]:
        """(indicator, slice) → where it stands."""
        return {(row.indicator.id, row.slice): (sheet, row) for sheet in self.sheets for row in sheet.rows}

    def period_column(self, sheet: FormSheet, period: str) -> int:
        return sheet.columns.index(period_title(period))


_forms: dict[int, Form] = {}


def form_of(catalogue: Catalogue) -> Form:
    """The catalogue's form; made once per catalogue."""
    known = _forms.get(id(catalogue))
    if known is None or known.catalogue is not catalogue:
        known = _forms[id(catalogue)] = _make(catalogue)
    return known


def period_title(period: str) -> str:
    return f"{period}年"


@lru_cache(maxsize=8192)
def plain_label(text: str) -> str:
    """A label without what is only its dress: spaces, star, 其中, quotation marks, width of characters."""
    plain = re.sub(r"[\s*★☆※“”\"'()]", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"^(其中)?[::,、]?", "", plain)


def _make(catalogue: Catalogue) -> Form:
    placed = {i.id for i in catalogue.indicators.values() if i.table is not None or i.section}
    sheets = [
        _table(catalogue, table.number, table.label["zh"], placed, survey=table.survey) for table in catalogue.tables
    ]
    base = _base(catalogue, placed)
    return Form(catalogue, (*sheets, base) if base.rows else tuple(sheets))


def _columns(catalogue: Catalogue, *, survey: bool) -> tuple[str, ...]:
    middle = (RESPONDENTS, METHOD) if survey else ()
    return (NUMBER, LABEL, UNIT, *map(period_title, catalogue.periods), *middle, NOTE, ID)


def _table(catalogue: Catalogue, number: int, title: str, placed: set[str], *, survey: bool) -> FormSheet:
    rows: list[FormRow] = []
    for indicator in catalogue.rows(number):
        place = indicator.table
        assert place is not None  # noqa: S101 - rows() gives those with a table
        rows += _rows(
            catalogue,
            indicator,
            placed,
            FIRST_ROW + len(rows),
            label=place.prefix + indicator.label["zh"],
            indent=place.indent,
            number=place.row if place.numbered else None,
            joined=bool(place.second_unit),
        )
    return FormSheet(f"表{number}", title, _columns(catalogue, survey=survey), tuple(rows), {}, survey)


def _base(catalogue: Catalogue, placed: set[str]) -> FormSheet:
    rows: list[FormRow] = []
    headings: dict[int, str] = {}
    at = FIRST_ROW
    number = 0
    for section, title in catalogue.sections.items():
        indicators = [i for i in catalogue.in_section(section) if i.table is None]
        if not indicators:
            continue
        headings[at] = title["zh"]
        at += 1
        for indicator in indicators:
            number += 1
            more = _rows(
                catalogue, indicator, placed, at, label=indicator.label["zh"], indent=0, number=number, joined=False
            )
            rows += more
            at += len(more)
    return FormSheet(BASE_SHEET, BASE_TITLE, _columns(catalogue, survey=False), tuple(rows), headings)


def _rows(
    catalogue: Catalogue,
    indicator: Indicator,
    placed: set[str],
    at: int,
    *,
    label: str,
    indent: int,
    number: int | None,
    joined: bool,
) -> list[FormRow]:
    """The indicator's row and those of its breakdown. Breakdowns with open keys come from records only."""
    star = "*" if indicator.starred else ""
    slice_set = catalogue.slice_sets.get(indicator.slices)
    keys = () if slice_set is None or slice_set.open else tuple(slice_set.keys)
    kind = _kind(indicator, placed)
    first = Kind.total if keys and kind in (Kind.entry, Kind.optional) else kind
    unit = indicator.printed_unit
    rows = [FormRow(indicator, "", label + star, unit, first, at, indicator.id, indent, number, joined)]
    for offset, key in enumerate(keys, start=1):
        text = ("其中：" if offset == 1 else "") + catalogue.slice_label(indicator.id, key)
        rows.append(FormRow(indicator, key, text, unit, kind, at + offset, f"{indicator.id}[{key}]", indent + 1))
    return rows


def _kind(indicator: Indicator, placed: set[str]) -> Kind:
    if indicator.higher_only:
        return Kind.closed
    if indicator.formula is not None:
        within = all(
            leaf.indicator in placed and not leaf.back and not leaf.organisation and not isinstance(leaf, Slices)
            for leaf in leaves(indicator.formula)
        )
        return Kind.derived if within else Kind.optional
    return Kind.entry if indicator.from_ == "school" else Kind.optional
