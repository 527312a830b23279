"""What the checks say of a whole round: every school's relations, and outliers among the schools, which no school sees alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhijian.checks import check_facts
from zhijian.findings import Finding, Severity
from zhijian.intake import Reason as WrittenReason
from zhijian.messages import _
from zhijian.web.access import for_round
from zhijian.web.collection.form import EntryForm, entry_form
from zhijian.web.collection.models import Reason
from zhijian.web.exports import download
from zhijian.web.organisations.models import Organisation
from zhijian.web.organisations.rights import Right, Standing, standing_of
from zhijian.web.rounds.models import Round
from zhijian.web.rounds.pages import visible
from zhijian.web.rounds.totals import rolled_up, top_of

PAGE = 50
SEVERITIES = {"error": Severity.error, "warning": Severity.warning, "notice": Severity.notice}


@dataclass(frozen=True, slots=True)
class Checked:
    """A finding with the organisation that it is about and the table where it is to be seen."""

    finding: Finding
    organisation: str
    name: str
    url: str

    @property
    def severity(self) -> str:
        return {Severity.error: _("错误"), Severity.warning: _("需说明"), Severity.notice: _("提示")}[
            self.finding.severity
        ]


@for_round(Right.see_submitted)
@require_GET
def checks(request: Any, round_: Round) -> HttpResponse:
    """The findings of everything that the viewer may see below an organisation, gravest first."""
    top, found = _chosen(request, round_)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "round": round_,
        "top": top,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "severities": [(name, Checked(_blank(value), "", "", "").severity) for name, value in SEVERITIES.items()],
        "given": request.GET,
        "query": query.urlencode(),
    }
    return render(request, "rounds/checks.html", context)


@for_round(Right.see_submitted)
@require_GET
def export(request: Any, round_: Round, kind: str) -> HttpResponse:
    """The same findings as a file."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    _top, found = _chosen(request, round_)
    titles = [_("单位编号"), _("单位"), _("级别"), _("代码"), _("问题"), _("计算"), _("处理"), _("说明")]
    rows = [
        [c.organisation, c.name, c.severity, c.finding.code, c.finding.message, c.finding.arithmetic, c.finding.remedy, c.finding.accepted]
        for c in found
    ]  # fmt: skip
    return download(f"{round_.name}-{_('核查问题')}", kind, titles, rows)


def _blank(severity: Severity) -> Finding:
    return Finding("", severity, "")


def _chosen(request: Any, round_: Round) -> tuple[Organisation, list[Checked]]:
    standing = standing_of(request.user)
    top = top_of(round_, standing, request.GET.get("organisation", ""))
    found = checked(round_, standing, top)
    severity = SEVERITIES.get(request.GET.get("severity", ""))
    text = request.GET.get("q", "").strip()[:60]
    return top, [
        each
        for each in found
        if (severity is None or each.finding.severity is severity)
        and (not text or text in each.name or text in each.finding.message or text == each.finding.code)
    ]


def checked(round_: Round, standing: Standing, top: Organisation) -> list[Checked]:
    """What the library says of the round below ``top``: of schools, among them, and of the totals above them."""
    form = entry_form(round_.catalogue)
    facts, tree = rolled_up(round_, standing, top)
    rows = Reason.objects.filter(submission__in=round_.submissions.filter(visible(standing))).values_list(
        "submission__organisation__code", "period", "indicator", "slice", "subject", "text", "kind"
    )
    reasons = [
        WrittenReason(code, period, subject if kind == "accepted" else f"{id_}[{key}]" if key else id_, text, kind)
        for code, period, id_, key, subject, text, kind in rows
    ]
    found = check_facts(facts, form.catalogue, tree, reasons=reasons)
    names = {organisation.id: organisation.name for organisation in tree}
    schools = {organisation.id for organisation in tree.schools()}
    return [_placed(each, round_, form, names, schools) for each in found]


def _placed(found: Finding, round_: Round, form: EntryForm, names: dict[str, str], schools: set[str]) -> Checked:
    check, organisation, _period, *rest = found.subject.split("/", 3)
    named = form.indicators_of(check) or tuple(part.partition("[")[0] for part in rest)
    url = ""
    if organisation in schools and named and named[0] in form.catalogue:
        url = reverse("collection:table", args=(round_.pk, organisation, form.table_of(named[0]))) + f"#{named[0]}"
    elif named and named[0] in form.catalogue:
        url = reverse("rounds:figure", args=(round_.pk, organisation, named[0]))
    return Checked(found, organisation, names.get(organisation, organisation), url)
