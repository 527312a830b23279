"""The official tables (表1 人才培养质量计分卡 …) in the official form, from the catalogue and the facts."""

from __future__ import annotations

from collections.abc import Iterator

from zhijian.catalogue import Catalogue, Indicator
from zhijian.catalogue.model import TableInfo
from zhijian.document import Cell, Heading, Paragraph, Run, Table, Text
from zhijian.expressions import Variable
from zhijian.findings import Location
from zhijian.report.figures.bind import Binder, Spot
from zhijian.report.figures.request import FigureRequest
from zhijian.report.figures.valuation import Scope
from zhijian.report.places import Place
from zhijian.report.wording import wording

WIDTHS = (2, 13, 3, 5, 5)
SURVEY_WIDTHS = (5, 21, 5, 8, 8, 9, 9)


def official_tables(binder: Binder, scope: Scope) -> Iterator[Heading | Table | Paragraph]:
    """The heading 附表 and the tables of the catalogue, in order."""
    words = wording("tables")
    yield Heading(1, (Text(str(words["appendix"])),), "official")
    for info in binder.catalogue.tables:
        builder = _Form(info, binder, scope)
        yield builder.table()
        if builder.suppressed:
            yield Paragraph((Text(str(wording("marks")["suppressed_note"])),), style="note")


def official_anchor(number: int) -> str:
    """What ``[@…]`` calls an official table."""
    return f"official-{number}"


class _Form:
    def __init__(self, info: TableInfo, binder: Binder, scope: Scope) -> None:
        self.info = info
        self.binder = binder
        self.scope = scope
        self.words = wording("tables")
        self.rows = binder.catalogue.rows(info.number)
        self.suppressed = False

    @property
    def catalogue(self) -> Catalogue:
        return self.binder.catalogue

    def table(self) -> Table:
        anchor = official_anchor(self.info.number)
        return Table(
            (self._header(), *(self._row(i, indicator) for i, indicator in enumerate(self.rows))),
            anchor,
            number=f"表{self.info.number}",
            caption=self.info.label["zh"],
            widths=SURVEY_WIDTHS if self.info.survey else WIDTHS,
            location=Location("", f"#{anchor}"),
        )

    def _header(self) -> tuple[Cell, ...]:
        words = self.words
        labels = [words["number"], words["indicator"], words["unit"]]
        labels += [words["period"].format(period=period) for period in self.catalogue.periods]
        if self.info.survey:
            labels += [words["respondents"], words["method"]]
        return tuple(Cell((Text(str(label)),), header=True) for label in labels)

    def _row(self, index: int, indicator: Indicator) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        if index == 0 or self._group(self.rows[index - 1]) != self._group(indicator):
            number = self._group(indicator)
            cells.append(Cell((Text(str(number)),), rows=self._following(index, number)))
        label = self._label(index, indicator)
        if label is not None:
            cells.append(label)
        printed = indicator.printed_unit
        cells.append(Cell((Text(str(self.words["no_unit"]) if printed in ("", ":1") else printed),)))
        cells += [Cell(self._figure(index, indicator, period)) for period in self.catalogue.periods]
        if self.info.survey:
            cells.append(Cell(self._respondents(index, indicator)))
            cells.append(Cell((Text(indicator.method),) if indicator.method else ()))
        return tuple(cells)

    def _group(self, indicator: Indicator) -> int:
        return indicator.table.row if indicator.table is not None else 0

    def _following(self, index: int, number: int) -> int:
        """How many rows from ``index`` on belong to the group."""
        count = 0
        while index + count < len(self.rows) and self._group(self.rows[index + count]) == number:
            count += 1
        return count

    def _label(self, index: int, indicator: Indicator) -> Cell | None:
        """The label cell; None where the row shares that of the row above (门 above, 学时 below)."""
        row = indicator.table
        assert row is not None  # noqa: S101 - rows() gives those with a table
        if row.second_unit:
            return None
        sharing = 1
        for below in self.rows[index + 1 :]:
            if below.table is None or below.table.second_unit != indicator.id:
                break
            sharing += 1
        star = str(self.words["starred"]) if indicator.starred else ""
        text = f"{row.prefix}{indicator.label['zh']}{star}"
        return Cell((Text(text),), rows=sharing, align="left", indent=row.indent)

    def _figure(self, index: int, indicator: Indicator, period: str) -> tuple[Run, ...]:
        if indicator.higher_only:
            return (Text(str(wording("marks")["higher_only"])),)
        anchor = f"t{self.info.number}-{index + 1}-{period}"
        return self._bound(indicator, Scope(self.scope.organisation, period), anchor)

    def _respondents(self, index: int, indicator: Indicator) -> tuple[Run, ...]:
        if not indicator.respondents:
            return ()
        asked = self.catalogue[indicator.respondents]
        return self._bound(asked, self.scope, f"t{self.info.number}-{index + 1}-n")

    def _bound(self, indicator: Indicator, scope: Scope, anchor: str) -> tuple[Run, ...]:
        place = _place(self.info.number, anchor)
        request = FigureRequest(indicator.id, "value", indicator.id, Variable(indicator.id), bare=True)
        runs = self.binder.figure(request, Spot(place, scope, lambda: anchor, in_table=True))
        if any(run.text == wording("marks")["suppressed"] for run in runs):
            self.suppressed = True
        return runs


def _place(number: int, anchor: str) -> Place:
    row = int(anchor.split("-")[1])
    return Place(f"附表/表{number}", row)
