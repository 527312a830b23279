"""From a city's total down to each school's cell: the roll-up, figure by figure, with where it comes from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import polars as pl
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhijian.facts import Fact, FactSet, OrganisationTree, Status, stated_facts
from zhijian.messages import _, language
from zhijian.quantity import format_number
from zhijian.rollup import Trace, roll_up, trace
from zhijian.web.access import for_round
from zhijian.web.collection.facts import cell_source, kept_fact, shown_value, tree_of
from zhijian.web.collection.form import BASE, EntryForm, entry_form
from zhijian.web.collection.models import Cell, KeptFact
from zhijian.web.exports import download
from zhijian.web.organisations.models import Organisation
from zhijian.web.organisations.rights import Right, Standing, standing_of
from zhijian.web.rounds.behind_totals import (
    Schools,
    is_counted_once,
    is_from_records,
    schools_below,
    typed_by_schools,
)
from zhijian.web.rounds.models import Round, Submission
from zhijian.web.rounds.pages import visible
from zhijian.web.rounds.states import REVIEWING, State


@for_round(Right.see_submitted)
@require_GET
def totals(request: Any, round_: Round) -> HttpResponse:
    """The totals of an organisation above schools, table by table. Figures that the viewer may not see are not in them."""
    form = entry_form(round_.catalogue)
    standing = standing_of(request.user)
    top = top_of(round_, standing, request.GET.get("organisation", ""))
    number = _table_number(request.GET.get("table", ""), form)
    sheet = form.sheets[number]
    facts, _organisations = rolled_up(round_, standing, top, {row.indicator.id for row in sheet.rows})
    rows = [_line(row, facts, form, round_, top) for row in sheet.rows]
    seen = _seen(round_, standing)
    parents = [s.organisation for s in seen if not s.organisation.is_school]
    context = {
        "schools": Schools.of(seen, top),
        "counted_once": any(row["counted_once"] for row in rows),
        "round": round_,
        "top": top,
        "parents": parents,
        "rows": rows,
        "table": number,
        "tables": sorted(form.sheets, key=lambda n: (n == BASE, n)),
        "periods": (form.previous, form.current),
    }
    return render(request, "rounds/totals.html", context)


@for_round(Right.see_submitted)
@require_GET
def totals_export(request: Any, round_: Round, kind: str) -> HttpResponse:
    """Every table of an organisation's totals as one file."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    form = entry_form(round_.catalogue)
    standing = standing_of(request.user)
    top = top_of(round_, standing, request.GET.get("organisation", ""))
    facts, _organisations = rolled_up(round_, standing, top)
    titles = [
        _("表"),
        _("编号"),
        _("指标"),
        _("计量单位"),
        form.previous,
        form.current,
        _("填报学校数"),
        _("应填学校数"),
    ]
    rows: list[list[str | int]] = []
    for number, sheet in form.sheets.items():
        for row in sheet.rows:
            line = _line(row, facts, form, round_, top)
            counts = ["" if line[name] is None else line[name] for name in ("given", "expected")]
            rows.append([number or _("基础数据"), row.id, row.label, row.unit, *line["values"], *counts])
    return download(f"{round_.name}-{top.name}-{_('汇总数据')}", kind, titles, rows)


@for_round(Right.see_submitted)
@require_GET
def figure(request: Any, round_: Round, org_code: str, indicator: str) -> HttpResponse:
    """One figure and everything that it was made of, down to cells and record counts."""
    form = entry_form(round_.catalogue)
    standing = standing_of(request.user)
    top = top_of(round_, standing, org_code)
    period = request.GET.get("period", form.current)
    found = trace_of(round_, standing, top, (indicator, request.GET.get("slice", ""), period))
    schools = schools_below(_seen(round_, standing), top)
    drafts = {s.organisation.code for s in schools if s.state == State.draft}
    lines = [_traced(depth, each, round_, form, drafts) for depth, each in found.lines()]
    once = is_counted_once(form, indicator) and is_from_records(found.fact)
    context = {
        "counted_once": once,
        "typed": typed_by_schools(schools, form, (indicator, request.GET.get("slice", ""), period)) if once else [],
        "round": round_,
        "top": top,
        "indicator": form.catalogue.short_label(indicator, language()),
        "lines": lines,
    }
    return render(request, "rounds/figure.html", context)


def trace_of(round_: Round, standing: Standing, top: Organisation, key: tuple[str, str, str]) -> Trace:
    """What a figure (indicator, slice, period) of ``top`` is made of, as far as the viewer may see. Raises Http404."""
    form = entry_form(round_.catalogue)
    indicator, slice_, period = key
    if indicator not in form.catalogue or period not in form.catalogue.periods:
        raise Http404
    facts, tree = rolled_up(round_, standing, top, {indicator})
    return trace(facts, form.catalogue, tree, top.code, period, indicator, slice_)


def rolled_up(
    round_: Round, standing: Standing, top: Organisation, indicators: Collection[str] | None = None
) -> tuple[FactSet, OrganisationTree]:
    """Facts of ``top``, of everything below it that the viewer may see, and of their totals. Five queries.

    indicators: only those and what they are made of; all with None. The tree holds every organisation of the round: a
    total says how many of all schools it was made of.
    """
    form = entry_form(round_.catalogue)
    seen = [s for s in _seen(round_, standing) if s.organisation.lies_in(top.path)]
    only = Q() if indicators is None else Q(indicator__in=form.made_of(indicators))
    stated = _stated(round_, seen, form, only)
    codes = {s.organisation_id: s.organisation.code for s in seen}
    kept = KeptFact.objects.filter(only, round=round_, kept_as="records", organisation__in=codes)
    recorded = FactSet.from_facts(kept_fact(row, codes[row.organisation_id]) for row in kept)
    tree = tree_of(Organisation.objects.filter(submissions__round=round_, path__startswith=top.path), top)
    schools = [s.organisation.code for s in seen if s.organisation.is_school]
    own = _combined(stated, recorded.where(organisation=schools))
    above = roll_up(own, form.catalogue, tree, recorded=recorded if len(recorded) else None)
    return FactSet.concat([own, above]), tree


def _stated(round_: Round, seen: Sequence[Submission], form: EntryForm, only: Q) -> FactSet:
    """What stands in the cells of these submissions, as columns from the database to the library."""
    codes = {s.pk: s.organisation.code for s in seen}
    names = ("submission_id", "indicator", "slice", "period", "status", "mantissa", "decimals", "version")
    rows = Cell.objects.filter(only, submission__in=list(codes)).values_list(*names)
    columns: dict[str, list[Any]] = {
        name: list(values) for name, values in zip(names, zip(*rows, strict=True), strict=False)
    }
    if not columns:
        return FactSet.from_facts([])
    organisations = [codes[pk] for pk in columns["submission_id"]]
    keys = zip(organisations, *(columns[name] for name in ("period", "indicator", "slice", "version")), strict=True)
    columns["source"] = [cell_source(round_.pk, *key) for key in keys]
    columns["edition"] = [str(round_.year)] * len(organisations)
    units = {id_: indicator.unit for id_, indicator in form.catalogue.indicators.items()}
    return stated_facts({**columns, "organisation": organisations}, units)


def _combined(stated: FactSet, recorded: FactSet) -> FactSet:
    """One fact per key: what was stated; where nothing was, what records and surveys yield."""
    key = ["organisation", "period", "indicator", "slice"]
    blank = stated.frame.filter(pl.col("status") == Status.not_reported.value)
    replaced = blank.join(recorded.frame, on=key, how="semi")
    kept = stated.frame.join(replaced, on=key, how="anti")
    return FactSet(pl.concat([recorded.frame.join(kept, on=key, how="anti"), kept]))


def _seen(round_: Round, standing: Standing) -> list[Any]:
    rows = round_.submissions.filter(visible(standing)).select_related("organisation", *REVIEWING)
    return list(rows.order_by("organisation__path"))


def top_of(round_: Round, standing: Standing, code: str) -> Organisation:
    """The organisation that was asked for, or the topmost that the viewer sees of the round."""
    rows = round_.submissions.filter(standing.within(Right.see_submitted, "organisation")).select_related(
        "organisation"
    )
    found = rows.filter(organisation__code=code).first() if code else rows.order_by("organisation__path").first()
    if found is None:
        raise Http404
    organisation: Organisation = found.organisation
    return organisation


def _table_number(text: str, form: EntryForm) -> int:
    return int(text) if text.isascii() and text.isdigit() and int(text) in form.sheets else 1


def _line(row: Any, facts: FactSet, form: EntryForm, round_: Round, top: Organisation) -> dict[str, Any]:
    values = [facts.get(top.code, period, row.indicator.id, row.slice) for period in (form.previous, form.current)]
    url = reverse("rounds:figure", args=(round_.pk, top.code, row.indicator.id))
    now = values[-1]
    return {
        "label": row.label,
        "depth": row.indent,
        "unit": row.unit,
        "values": [_printed(fact) for fact in values],
        "complete": now is None or now.parts_expected is None or now.complete,
        "given": now.parts_given if now else None,
        "expected": now.parts_expected if now else None,
        "url": f"{url}?slice={row.slice}" if row.slice else url,
        "counted_once": is_counted_once(form, row.indicator.id) and any(map(is_from_records, values)),
    }


def _printed(fact: Fact | None) -> str:
    if fact is None:
        return ""
    if fact.mantissa is not None and fact.decimals is not None:
        return format_number(fact.mantissa, fact.decimals)
    return shown_value(fact.status.value, None, None)


def _traced(depth: int, each: Trace, round_: Round, form: EntryForm, drafts: Collection[str]) -> dict[str, Any]:
    """A line of the way down; a school's own figure leads to its cell."""
    url = ""
    if each.fact is not None and each.fact.source.startswith("round/"):
        table = form.table_of(each.indicator, each.slice)
        url = reverse("collection:table", args=(round_.pk, each.organisation, table)) + f"#{each.indicator}"
    return {
        "depth": depth,
        "label": each.label,
        "how": each.how,
        "text": each.text,
        "url": url,
        "source": each.fact.source if each.fact else "",
        "draft": each.organisation in drafts,
    }
