"""The rows of the board as HTML: a board has thousands of cells, so what repeats is put together once."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from zhijian.messages import _
from zhijian.web.pages.icons import icon
from zhijian.web.review.board import BoardRow, TableCell
from zhijian.web.rounds.states import State

NOTHING = mark_safe('<span class="soft">—</span>')


class BoardBody:
    """The body of one board's table, drawn in the language of the moment."""

    def __init__(self, headings: Iterable[tuple[int, str]]) -> None:
        self.headings = tuple(headings)
        self.cells: dict[tuple[object, ...], tuple[SafeString, SafeString]] = {}
        self.found: dict[tuple[int, int], SafeString] = {}
        self.overdue = format_html(' <span class="tag tag-bad">{}{}</span>', icon("clock"), _("逾期"))
        self.percent, self.findings, self.none = escape(_("完成")), escape(_("问题")), escape(_("无"))

    def html(self, rows: Iterable[BoardRow]) -> SafeString:
        """The rows, each a school."""
        return SafeString("\n".join(self._row(row) for row in rows))

    def _row(self, row: BoardRow) -> str:
        submission = row.submission
        address = reverse("collection:school", args=(submission.round_id, submission.organisation.code))
        known = {cell.table: cell for cell in row.tables}
        cells = "\n".join(self._cell(number, heading, known.get(number), address) for number, heading in self.headings)
        percent = "—" if row.hidden else f"{row.percent}%"
        late = ' class="overdue"' if row.overdue else ""
        return (
            f"<tr{late}>\n{self._school(row, address)}\n{self._state(row)}\n"
            f'<td class="num board-percent" data-label="{self.percent}">{percent}</td>\n{cells}\n'
            f'<td class="board-findings" data-label="{self.findings}">{NOTHING if row.hidden else self._found(row.errors, row.warnings)}</td>\n</tr>'
        )

    def _school(self, row: BoardRow, address: str) -> str:
        name = escape(row.submission.organisation.name)
        shown = name if row.hidden else f'<a href="{address}">{name}</a>'
        county = row.submission.county
        above = f'<br><small class="soft">{escape(county.name)}</small>' if county else ""
        return f'<th scope="row">{shown}{above}</th>'

    def _state(self, row: BoardRow) -> str:
        state, submission = row.submission.state, row.submission
        work = " tag-work" if row.begun else ""
        mood = " tag-good" if submission.finished else work if state == State.draft else " tag-warn"
        whom = f'<br><small class="soft">{escape(_("待{name}办理", name=row.whom))}</small>' if row.whom else ""
        label = escape(row.state_label)
        late = self.overdue if row.overdue else ""
        return f'<td class="board-state"><span class="tag{mood}">{label}</span>{late}{whom}</td>'

    def _cell(self, number: int, heading: str, cell: TableCell | None, address: str) -> str:
        """How far one table is: in a figure, a word, an icon and a mood."""
        if cell is None:
            return f'<td class="board-table" data-label="{escape(heading)}">{NOTHING}</td>'
        figure = "" if cell.percent is None else f"{cell.percent}%"
        key = (number, figure, cell.errors, cell.warnings, bool(cell.filled))
        if key not in self.cells:
            mood, drawing, words = mood_of(cell)
            self.cells[key] = (  # up to the address of the school, and from there on
                format_html(
                    '<td class="board-table" data-label="{}"><a class="board-cell board-{}" href="', heading, mood
                ),
                format_html(
                    'tables/{}/" title="{}"><span class="visually-hidden">{} </span>{}<span class="num">{}</span>'
                    '<span class="visually-hidden">{}</span></a></td>',
                    *(number, words, heading, icon(drawing), figure, words),
                ),
            )
        before, after = self.cells[key]
        return f"{before}{address}{after}"

    def _found(self, errors: int, warnings: int) -> SafeString:
        if (errors, warnings) not in self.found:
            told = SafeString("")
            if errors:
                words = _("{n} 错误", n=errors)
                told += format_html('<span class="tag tag-bad">{}{}</span> ', icon("cross"), words)
            if warnings:
                words = _("{n} 提醒", n=warnings)
                told += format_html('<span class="tag tag-warn">{}{}</span>', icon("warning"), words)
            self.found[errors, warnings] = told or format_html('<span class="soft">{}</span>', self.none)
        return self.found[errors, warnings]


def mood_of(cell: TableCell) -> tuple[str, str, str]:
    """(mood, icon, words) of a table's progress."""
    if cell.errors:
        return "bad", "cross", _("{n} 处错误", n=cell.errors)
    if cell.warnings:
        return "warn", "warning", _("{n} 处提醒", n=cell.warnings)
    if cell.percent is None or cell.percent == 100:
        return "good", "check", _("填完且无问题")
    return ("work", "empty", _("未填完")) if cell.filled else ("none", "empty", _("未开始"))
