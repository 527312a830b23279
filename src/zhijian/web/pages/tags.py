"""Template tags of every page: icons, and what the entry page is drawn from. Texts have a library of their own."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django import template
from django.forms import BoundField
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString

from zhijian.messages import _, language
from zhijian.web.collection.form import entry_form
from zhijian.web.collection.rendering import in_plain_words
from zhijian.web.pages.board import BoardBody
from zhijian.web.pages.icons import icon
from zhijian.web.pages.texts import entry_texts
from zhijian.web.review.board import BoardRow, Wanted, whom_of
from zhijian.web.rounds.models import Submission
from zhijian.web.rounds.states import State

register = template.Library()

# state → icon; each state has a word beside it, so that nothing is told by colour or shape alone.
STATE_ICONS: Mapping[str, str] = {
    "empty": "empty",
    "saved": "check",
    "saving": "saving",
    "waiting": "clock",
    "conflict": "conflict",
    "invalid": "cross",
    "doubted": "warning",
    "explained": "check",
    "no_data": "dash",
    "locked": "lock",
    "recorded": "sum",
    "derived": "sum",
    "higher_only": "dash",
}


register.simple_tag(icon)


@register.simple_tag
def state_words(state: str) -> SafeString:
    """The icon and the word of a cell's state."""
    return format_html("{}<span>{}</span>", icon(STATE_ICONS[state]), entry_texts()[state])


@register.simple_tag
def row_id(row: Mapping[str, Any]) -> str:
    """Indicator and slice of a row as part of an HTML id."""
    return f"{row['indicator']}--{row['slice']}" if row["slice"] else str(row["indicator"])


@register.simple_tag
def row_state(row: Mapping[str, Any]) -> str:
    """The state in which a row of the grid opens: one of STATE_ICONS."""
    if row["state"] == "derived":
        return "derived"
    if row["state"] == "closed":
        return "higher_only"
    if row["text"] and row["status"] == "not_reported":
        return "invalid"
    gravest = {finding["severity"] for finding in row["findings"] if not finding["accepted"]}
    if "error" in gravest and row["text"]:
        return "invalid"
    if "warning" in gravest and row["text"]:
        return "doubted"
    if row["status"] == "no_data" or (not row["text"] and row["reason"]):
        return "no_data"
    if not row["text"] and row["kind"] == "optional" and row["recorded"]:
        return "recorded"
    if row["text"]:
        return "explained" if row["reason"] else "saved"
    return "empty"


@register.simple_tag
def period_title(period: str) -> str:
    """The heading of a year's column: 2024年."""
    return _("{year}年", year=period)


@register.simple_tag
def table_progress(tables: Iterable[Mapping[str, Any]], number: int) -> Mapping[str, Any]:
    """The progress of one of the tables."""
    return next((each for each in tables if each["number"] == number), {"filled": 0, "expected": 0})


@register.simple_tag
def entry_findings(grid: Mapping[str, Any]) -> SafeString:
    """The findings of all rows, each once, as JSON that the scripts of the entry page read."""
    found = {(f["subject"], f["code"]): f for row in grid["rows"] for f in row.get("findings", ())}
    return json_script(list(found.values()), "entry-findings")


@register.simple_tag
def entry_page_texts() -> SafeString:
    """The texts of the entry page's scripts, as JSON that the scripts read."""
    return json_script(entry_texts(), "texts")


@register.simple_tag
def input_of(field: BoundField) -> SafeString:
    """A form field's input in the look of the pages, tied to its help and its errors."""
    kind = getattr(field.field.widget, "input_type", "")
    looks = {"checkbox": "", "radio": "", "select": "form-select"}.get(kind, "form-control")
    attributes = {"class": looks} if looks else {}
    if "placeholder" in field.field.widget.attrs:
        attributes["placeholder"] = ""  # where it only says the label again
    if field.errors:
        attributes["aria-invalid"] = "true"
    described = [f"{field.auto_id}_helptext"] * bool(field.help_text) + [f"{field.auto_id}_error"] * bool(field.errors)
    if described:
        attributes["aria-describedby"] = " ".join(described)
    return field.as_widget(attrs=attributes)


@register.simple_tag
def origin_words(origin: str) -> str:
    """How a value came into its cell."""
    return {
        "typed": _("网页填写"),
        "carried": _("上年结转"),
        "workbook": _("工作簿导入"),
        "records": _("记录导入"),
        "bridge": _("从年报文件夹导入"),
        "computed": _("自动计算"),
    }.get(origin, origin)


@register.simple_tag
def cell_link(submission: Submission, indicator: str, slice_: str = "") -> Mapping[str, str]:
    """Where a figure of a submission is filled in: its address, and its name with that of its table."""
    form = entry_form(submission.round.catalogue)
    place = form.rows.get((indicator, slice_)) or form.rows.get((indicator, ""))
    if place is None:
        return {"url": "", "label": indicator}
    number, row = place
    page = reverse("collection:table", args=(submission.round_id, submission.organisation.code, number))
    name = f"{row.indicator.id}--{row.slice}" if row.slice else row.indicator.id
    label = form.catalogue.short_label(row.indicator.id, language())
    table = _("表{number}", number=number) if number else _("基础数据")
    return {"url": f"{page}#cell-{quote(name)}", "label": f"{table} {label}"}


@register.filter
def source_words(source: str) -> str:
    """What a recorded figure was counted from, shortly: records/programmes.csv?school=… → programmes.csv."""
    return source.partition("?")[0].rpartition("/")[2]


@register.filter
def moment_field(value: datetime | None) -> str:
    """Local date and time as a field of type datetime-local takes them."""
    return timezone.localtime(value).strftime("%Y-%m-%dT%H:%M") if value else ""


@register.simple_tag
def stages(submission: Submission) -> list[dict[str, str]]:
    """The stages of a submission on its way: {label, when: done | now | later}."""
    way = [State.draft, State.submitted, State.signed]
    way += [State.approved_by(reviewer.level) for reviewer in submission.reviewers]
    names = {
        State.draft: _("填报"),
        State.submitted: _("提交"),
        State.signed: _("负责人签字"),
        State.county_approved: _("县区审核"),
        State.city_approved: _("市级审核"),
        State.province_approved: _("省级审核"),
    }
    reached = way.index(State(submission.state)) if submission.state in way else 0
    at = reached if submission.state == State.draft else reached + 1
    return [
        {"label": names[stage], "when": "done" if number < at else "now" if number == at else "later"}
        for number, stage in enumerate(way)
    ]


@register.simple_tag
def with_whom(submission: Submission) -> str:
    """The name of the organisation whose turn it is; empty when all is done."""
    return whom_of(submission)


@register.simple_tag
def sort_choices(wanted: Wanted) -> list[tuple[str, str, bool]]:
    """The orders of the board: (value, label, chosen)."""
    asked = ("-" if wanted.backwards else "") + wanted.sort
    names = {
        "place": _("按行政区划"),
        "name": _("按名称"),
        "state": _("按状态"),
        "percent": _("完成率从低到高"),
        "-percent": _("完成率从高到低"),
        "errors": _("错误从多到少"),
        "due": _("按截止时间"),
    }
    return [(value, label, value == asked) for value, label in names.items()]


@register.simple_tag
def board_body(rows: Iterable[BoardRow], headings: Iterable[tuple[int, str]]) -> SafeString:
    """The rows of the board."""
    return BoardBody(headings).html(rows)


@register.simple_tag
def zone_name() -> str:
    """The time zone in which pages tell moments, for scripts."""
    return timezone.get_current_timezone_name()


@register.filter
def plain_words(text: str) -> str:
    """A finding's message without addresses."""
    return in_plain_words(text)


@register.simple_tag
def named_cells(cells: Iterable[str], roles: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The cells of a row of rights with the roles that they stand under."""
    return [(label, cell) for (_value, label), cell in zip(roles, cells, strict=True)]
