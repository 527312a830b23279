"""Opening a round: submissions for everybody who takes part, last year's approved values in place."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from zhijian.catalogue import available_catalogues
from zhijian.facts import Status
from zhijian.messages import _
from zhijian.web.audit.trail import record
from zhijian.web.collection.entry import Refused
from zhijian.web.collection.facts import shown_value
from zhijian.web.collection.form import EntryForm, entry_form
from zhijian.web.collection.models import Cell, CellVersion, KeptFact
from zhijian.web.organisations.models import Organisation
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.rounds.models import Round, Submission, TableProgress
from zhijian.web.rounds.states import REVIEWING

TRIAL_DAYS = 14
BATCH = 2000  # rows of one insert
VALUE = ("text", "status", "mantissa", "decimals", "fault", "origin", "version", "by", "at")


def open_round(
    *,
    owner: Organisation,
    name: str,
    catalogue: str,
    deadline: datetime,
    by: Any,
    organisations: Collection[str] | None = None,
    levels: Collection[str] | None = None,
    carried_from: Round | None = None,
    trial: bool = False,
) -> Round:
    """A round of ``owner`` with a submission for each organisation at and below it.

    organisations: codes of the schools that take part; all with None. Levels between them and the owner take part in
    any case. levels: those of REVIEWING that review, the owner's in any case; all up to it with None. carried_from: its approved values go into last year's column, and cannot be changed there. Raises
    PermissionDenied, or Refused with what does not fit.
    """
    standing_of(by).require(Right.open_round, owner)
    if catalogue not in available_catalogues():
        raise Refused(_("没有指标目录“{name}”。", name=catalogue))
    if not name.strip():
        raise Refused(_("请填写批次名称。"))
    if deadline <= timezone.now():
        raise Refused(
            _("截止时间应在今后，实为 {found}。", found=timezone.localtime(deadline).strftime("%Y-%m-%d %H:%M"))
        )
    form = entry_form(catalogue)
    with transaction.atomic():
        if Round.objects.filter(owner=owner, year=form.catalogue.year, name=name.strip()).exists():
            raise Refused(_("已有同名批次“{name}”，请换一个名称。", name=name.strip()))
        taking_part = _taking_part(owner, organisations)
        round_ = Round.objects.create(
            name=name.strip(),
            owner=owner,
            catalogue=catalogue,
            year=form.catalogue.year,
            deadline=deadline,
            trial=trial,
            carried_from=carried_from,
            levels=_levels(owner, levels),
            opened_by=by if by.pk else None,
        )
        submissions = _submissions(round_, taking_part, form)
        carried = _carry(round_, submissions, form) if carried_from else 0
        record(
            "round.opened",
            by=by,
            chain=f"round:{round_.pk}",
            organisation=owner.code,
            subject=round_.name,
            detail={
                "catalogue": catalogue,
                "deadline": deadline.isoformat(),
                "trial": trial,
                "levels": round_.levels,
                "organisations": [o.code for o in taking_part],
                "carried_from": carried_from.pk if carried_from else None,
                "carried": carried,
            },
        )
    return round_


def open_trial(*, owner: Organisation, source: Round, by: Any) -> Round:
    """A rehearsal on the source's data: its values stand in the cells, everything is a draft, nothing counts."""
    now = timezone.now()
    stamp = timezone.localtime(now).strftime("%m-%d %H:%M:%S")
    with transaction.atomic():
        trial = open_round(
            owner=owner,
            name=_("试填（{time}）", time=stamp),
            catalogue=source.catalogue,
            deadline=now + timedelta(days=TRIAL_DAYS),
            by=by,
            organisations=source.submissions.filter(organisation__level="school").values_list(
                "organisation__code", flat=True
            ),
            levels=source.levels,
            trial=True,
        )
        submissions = {s.organisation_id: s for s in trial.submissions.select_related("organisation")}
        copy_cells(source, submissions, {p: (p, "") for p in entry_form(source.catalogue).catalogue.periods})
        _copy_kept(source, trial)
    return trial


def _levels(owner: Organisation, wanted: Collection[str] | None) -> list[str]:
    """The levels that review, lowest first, up to the owner's, which always does."""
    if owner.level not in REVIEWING:
        raise Refused(_("“{name}”不是县、市或省，不能开放批次。", name=owner.name))
    below = REVIEWING[: REVIEWING.index(owner.level)]
    return [level for level in below if wanted is None or level in wanted] + [owner.level]


def _taking_part(owner: Organisation, codes: Collection[str] | None) -> list[Organisation]:
    below = list(Organisation.objects.filter(path__startswith=owner.path).order_by("path"))
    schools = [o for o in below if o.is_school and (codes is None or o.code in set(codes))]
    if not schools:
        raise Refused(_("没有参加填报的学校，请至少选择一所。"))
    above = {code for school in schools for code in school.codes_above}
    return [o for o in below if o in schools or (o.code in above and not o.is_school)]


def _submissions(round_: Round, organisations: Sequence[Organisation], form: EntryForm) -> list[Submission]:
    by_code = {o.code: o for o in organisations}
    reviewing = {level: level in round_.levels for level in REVIEWING}
    schools = [o for o in organisations if o.is_school]
    made = []
    for organisation in organisations:
        above = [by_code[code] for code in organisation.codes_above if code in by_code]
        reviewers = {o.level: o for o in above if reviewing.get(o.level)}
        waiting = 0 if organisation.is_school else sum(s.lies_in(organisation.path) for s in schools)
        made.append(Submission(round=round_, organisation=organisation, waiting=waiting, **reviewers))
    Submission.objects.bulk_create(made, BATCH)
    TableProgress.objects.bulk_create(
        [
            TableProgress(submission=submission, table=table, expected=len(rows))
            for submission in made
            if submission.organisation.is_school
            for table, rows in form.expected.items()
        ],
        BATCH,
    )
    return made


def _carry(round_: Round, submissions: Sequence[Submission], form: EntryForm) -> int:
    """Puts the approved values of the earlier round into last year's column. Returns how many."""
    earlier = round_.carried_from
    by_organisation = {s.organisation_id: s for s in submissions if s.organisation.is_school}
    copied = copy_cells(earlier, by_organisation, {form.previous: (form.previous, "carried")}, approved=True)
    return copied + _carry_recorded(earlier, by_organisation, form)


def _carry_recorded(earlier: Round, submissions: dict[int, Submission], form: EntryForm) -> int:
    """The same for figures that nobody typed last year because records and surveys yielded them. Returns how many."""
    held = set(
        Cell.objects.filter(submission__in=submissions.values(), period=form.previous).values_list(
            "submission__organisation_id", "indicator", "slice"
        )
    )
    approved = earlier.submissions.filter(state=earlier.last_state).values("organisation_id")
    facts = KeptFact.objects.filter(
        round=earlier,
        kept_as="records",
        period=form.previous,
        status=Status.given,
        organisation__in=list(submissions),
    ).filter(organisation__in=approved)
    now = timezone.now()
    cells = [
        Cell(
            submission=submissions[fact.organisation_id],
            indicator=fact.indicator,
            slice=fact.slice,
            period=form.previous,
            text=shown_value(fact.status, fact.mantissa, fact.decimals),
            status=fact.status,
            mantissa=fact.mantissa,
            decimals=fact.decimals,
            origin="carried",
            version=1,
            at=now,
        )
        for fact in facts
        if (fact.indicator, fact.slice) in form.rows
        and (fact.organisation_id, fact.indicator, fact.slice) not in held
        and fact.decimals is not None
        and fact.decimals >= 0
    ]
    store_new(cells)
    return len(cells)


def _copy_kept(source: Round, target: Round) -> None:
    """What records, surveys and earlier years yield, for a rehearsal."""
    rows = list(KeptFact.objects.filter(round=source))
    for row in rows:
        row.pk, row.round = None, target
    KeptFact.objects.bulk_create(rows, BATCH)


def copy_cells(
    source: Round, submissions: dict[int, Submission], periods: dict[str, tuple[str, str]], *, approved: bool = False
) -> int:
    """Copies cells of ``source`` into the submissions (by organisation). Returns how many.

    periods: period of the source → (period here, origin here; the source's where empty). approved: only of
    submissions that went through their last review.
    """
    condition = Q(submission__round=source, submission__organisation_id__in=submissions, period__in=periods)
    if approved:
        condition &= Q(submission__state=source.last_state)
    known = entry_form(next(iter(submissions.values())).round.catalogue).rows if submissions else {}
    now = timezone.now()
    cells = []
    for cell in Cell.objects.filter(condition, fault="").select_related("submission"):
        if (cell.indicator, cell.slice) not in known or cell.status == Status.not_reported:
            continue
        period, origin = periods[cell.period]
        target = submissions[cell.submission.organisation_id]
        cells.append(
            Cell(
                submission=target,
                indicator=cell.indicator,
                slice=cell.slice,
                period=period,
                text=cell.text,
                status=cell.status,
                mantissa=cell.mantissa,
                decimals=cell.decimals,
                origin=origin or cell.origin,
                version=1,
                at=now,
            )
        )
    store_new(cells)
    for submission in submissions.values():
        count_filled(submission)
    return len(cells)


def store_new(cells: Sequence[Cell]) -> None:
    """Inserts cells with their first version."""
    Cell.objects.bulk_create(cells, BATCH)
    CellVersion.objects.bulk_create(
        [CellVersion(cell=cell, **{name: getattr(cell, name) for name in VALUE}) for cell in cells], BATCH
    )


def count_filled(submission: Submission) -> None:
    """Counts anew how many rows of each table are filled in."""
    form = entry_form(submission.round.catalogue)
    filled: dict[int, int] = dict.fromkeys(form.sheets, 0)
    rows = Cell.objects.filter(submission=submission, period=form.current).exclude(status=Status.not_reported)
    for key in rows.values_list("indicator", "slice"):
        if key in form.expected_keys:
            filled[form.rows[key][0]] += 1
    for row in submission.progress.all():
        if row.filled != filled[row.table]:
            row.filled = filled[row.table]
            row.save(update_fields=("filled",))
