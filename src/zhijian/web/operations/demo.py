"""The demo city in the database: organisations, accounts, and a round in the middle of its work."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from zhijian.compilation import ReportFolder, Steps, read_folder
from zhijian.demo import write_demo
from zhijian.facts import Fact, FactSet, OrganisationTree, Status
from zhijian.intake import Kind
from zhijian.intake import Reason as WrittenReason
from zhijian.messages import use_language
from zhijian.web.collection.checking import Known, check_whole
from zhijian.web.collection.facts import kept_row, shown_value
from zhijian.web.collection.form import EntryForm, entry_form
from zhijian.web.collection.keeping import keep
from zhijian.web.collection.models import Cell, Comment, KeptFact, Reason
from zhijian.web.operations.demo_story import tell
from zhijian.web.organisations.models import Membership, Organisation, User
from zhijian.web.organisations.roles import Role
from zhijian.web.rounds.actions.open import count_filled, open_round, store_new
from zhijian.web.rounds.models import Round, Submission

NAME = "2024年度质量年报数据填报"
DAYS_LEFT = 10
BATCH = 2000


def load_demo(*, seed: int = 2024) -> Round:
    """Writes the demo's folder, reads it as any report folder is read, and puts it into the database as a round.

    Last year's figures are carried as approved; this year's are in the cells as far as the demo's story goes. Returns
    the round; where there is one already, that one.
    """
    known: Round | None = Round.objects.filter(name=NAME).first()
    if known is not None:
        return known
    with tempfile.TemporaryDirectory() as place, use_language("zh"):
        folder = Path(place) / "demo"
        write_demo(folder, seed=seed)
        read = read_folder(folder, Steps())
    with transaction.atomic(), use_language("zh"):
        return _store(read)


def _store(read: ReportFolder) -> Round:
    store_organisations(read.tree)
    _store_accounts()
    administrator = User.objects.get(username="admin")
    owner = Organisation.objects.get(code=read.tree.root.id)
    round_ = open_round(
        owner=owner,
        name=NAME,
        catalogue=read.catalogue.id,
        deadline=timezone.now() + timedelta(days=DAYS_LEFT),
        by=administrator,
    )
    form = entry_form(round_.catalogue)
    submissions = {s.organisation.code: s for s in round_.submissions.select_related("organisation", "round")}
    store_kept(round_, submissions, "records", read.recorded)
    store_kept(round_, submissions, "history", read.history)
    for school in read.tree.schools():
        stated = read.stated.where(organisation=school.id)
        put_cells(submissions[school.id], stated, form.previous, "carried")
        put_reasons(submissions[school.id], [r for r in read.reasons if r.organisation == school.id])
    _store_comments(read, submissions)
    tell(round_, submissions, lambda submission, keep_out: _fill(submission, read, form, keep_out))
    return round_


def _fill(submission: Submission, read: ReportFolder, form: EntryForm, keep_out: Iterable[str]) -> None:
    """Puts a school's figures of this year into its cells, as if its workbook had been taken in."""
    stated = read.stated.where(organisation=submission.organisation.code)
    put_cells(submission, stated, form.current, "workbook", keep_out=frozenset(keep_out))
    keep(submission, form, check_whole(Known.of(submission, form)), None, ())


def store_organisations(tree: OrganisationTree) -> dict[str, Organisation]:
    """Puts a tree into an empty database. Returns the rows by their codes, from the top down."""
    made: dict[str, Organisation] = {}
    for place, organisation in enumerate(tree):
        parent = made.get(organisation.parent)
        made[organisation.id] = Organisation.objects.create(
            code=organisation.id,
            name=organisation.name,
            short=organisation.short,
            level=organisation.level,
            kind=organisation.kind,
            official_code=organisation.code,
            parent=parent,
            path=f"{parent.path if parent else '/'}{organisation.id}/",
            place=place,
        )
    return made


def _store_accounts() -> None:
    """The accounts that the login page names; and for every other place those who fill in, sign or review there."""
    organisations = {o.code: o for o in Organisation.objects.all()}
    for account in settings.DEMO_ACCOUNTS:
        place = organisations[account["organisation"]]
        name = f"{place.short or place.name}{account['name']}"
        user = User.objects.create_user(account["username"], account["password"], name=name, demo=True)
        Membership.objects.create(user=user, organisation=place, role=account["role"])
    named = {(a["organisation"], a["role"]) for a in settings.DEMO_ACCOUNTS}
    password = make_password(settings.DEMO_ACCOUNTS[0]["password"])  # once for all: it is slow on purpose
    for organisation in organisations.values():
        roles = (Role.clerk, Role.head) if organisation.is_school else (Role.reviewer,)
        for role in roles:
            if (organisation.code, role.value) not in named:
                user = User.objects.create(
                    username=f"{organisation.code}-{role.value}",
                    password=password,
                    name=f"{organisation.short or organisation.name}{role.label}",
                    demo=True,
                )
                Membership.objects.create(user=user, organisation=organisation, role=role)


def put_cells(
    submission: Submission,
    stated: FactSet,
    period: str,
    origin: str,
    *,
    keep_out: frozenset[str] = frozenset(),
) -> None:
    """Puts stated facts of one year into empty cells; indicators in ``keep_out`` stay empty."""
    form = entry_form(submission.round.catalogue)
    cells = [cell for cell in _cells(submission, stated, form, period, origin) if cell.indicator not in keep_out]
    store_new(cells)
    count_filled(submission)


def _cells(submission: Submission, stated: FactSet, form: EntryForm, period: str, origin: str) -> Iterable[Cell]:
    now = timezone.now()
    for fact in stated.where(period=period):
        place = form.rows.get((fact.indicator, fact.slice))
        if place is None or fact.status is Status.not_reported or place[1].kind is Kind.closed:
            continue
        if place[1].kind is Kind.derived and period == form.current:
            continue
        yield Cell(
            submission=submission,
            indicator=fact.indicator,
            slice=fact.slice,
            period=period,
            text=shown_value(fact.status.value, fact.mantissa, fact.decimals),
            status=fact.status.value,
            mantissa=fact.mantissa,
            decimals=fact.decimals,
            origin="computed" if place[1].kind is Kind.total and period == form.current else origin,
            version=1,
            at=now,
        )


def store_kept(round_: Round, submissions: dict[str, Submission], kept_as: str, facts: Iterable[Fact]) -> None:
    """Keeps facts that nobody typed with the round."""
    rows = [
        kept_row(fact, round_, submissions[fact.organisation].organisation, kept_as)
        for fact in facts
        if fact.organisation in submissions
    ]
    KeptFact.objects.bulk_create(rows, BATCH)


def put_reasons(submission: Submission, reasons: Iterable[WrittenReason]) -> None:
    """Keeps a school's written reasons; the last of several for one figure counts."""
    now = timezone.now()
    kept: dict[Any, Reason] = {}
    for reason in reasons:
        indicator, _bracket, key = reason.indicator.partition("[")
        if reason.kind == "accepted":
            continue
        row = Reason(
            submission=submission,
            indicator=indicator,
            slice=key.rstrip("]"),
            period=reason.period,
            kind=reason.kind,
            text=reason.text,
            at=now,
        )
        kept[row.key, row.kind] = row
    Reason.objects.bulk_create(kept.values(), BATCH)


def _store_comments(read: ReportFolder, submissions: dict[str, Submission]) -> None:
    Comment.objects.bulk_create(
        Comment(
            submission=submissions[comment.organisation],
            indicator=comment.indicator,
            slice=comment.slice,
            period=comment.period,
            text=comment.text,
            author=comment.author,
            at=parse_datetime(comment.time) or timezone.now(),
        )
        for comment in read.comments
        if comment.organisation in submissions
    )
