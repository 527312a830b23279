"""A province's worth of schools in an empty database, each with a clerk who is signed in already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

STUDENTS = 900  # of a school, on average
BATCH = 1000


@dataclass(frozen=True)
class Seat:
    """Where somebody sits: session is the value of their cookie, code their organisation."""

    user: int
    code: str
    session: str


@dataclass(frozen=True)
class Filled:
    """What the benchmark needs to know of the database."""

    round_id: int
    clerks: tuple[Seat, ...]
    reviewer: Seat
    cells: dict[str, dict[str, tuple[int, str]]]  # code → indicator → (version, text) of this year's entry rows


def fill(schools: int) -> Filled:
    """Organisations, people, a round, and every school's cells of both years. Django is set up."""
    from allauth.mfa.models import Authenticator
    from django.core.management import call_command
    from django.db import transaction
    from django.utils import timezone

    from zhijian.catalogue import load_catalogue
    from zhijian.demo.write import _Demo
    from zhijian.web.collection.form import entry_form
    from zhijian.web.operations.demo import put_cells, put_reasons, store_organisations
    from zhijian.web.organisations.models import Membership, User
    from zhijian.web.rounds.actions.open import open_round

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    catalogue = load_catalogue("secondary-2024")
    demo = _Demo(catalogue, 2024, schools, STUDENTS * schools)
    with transaction.atomic():
        made = store_organisations(demo.cast.tree)
        root = made[demo.cast.tree.root.id]
        people = {
            code: User.objects.create_user(f"clerk-{code}", name="填报员") for code, o in made.items() if o.is_school
        }
        reviewer = User.objects.create_user("reviewer", name="审核员")
        Authenticator.objects.create(user=reviewer, type=Authenticator.Type.TOTP, data={})  # administrators need one
        Membership.objects.bulk_create(
            [Membership(user=user, organisation=made[code], role="clerk") for code, user in people.items()]
            + [Membership(user=reviewer, organisation=root, role=role) for role in ("reviewer", "administrator")]
        )
        round_ = open_round(
            owner=root, name="测量", catalogue=catalogue.id, deadline=timezone.now() + timedelta(hours=3), by=reviewer
        )
        form = entry_form(catalogue.id)
        for submission in round_.submissions.select_related("organisation", "round"):
            if submission.organisation.is_school:
                stated = demo.statements.where(organisation=submission.organisation.code)
                put_cells(submission, stated, form.previous, "carried")
                put_cells(submission, stated, form.current, "workbook")
                put_reasons(submission, [r for r in demo.reasons if r.organisation == submission.organisation.code])
    return Filled(
        round_.pk,
        tuple(Seat(user.pk, code, _session(user)) for code, user in people.items()),
        Seat(reviewer.pk, root.code, _session(reviewer)),
        _cells(round_, form),
    )


def _session(user: Any) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def _cells(round_: Any, form: Any) -> dict[str, dict[str, tuple[int, str]]]:
    """This year's plain counts: what a clerk corrects on the last evening."""
    from zhijian.web.collection.models import Cell

    entries = {row.indicator.id for _t, row in form.rows.values() if row.kind.name == "entry" and not row.slice}
    found: dict[str, dict[str, tuple[int, str]]] = {}
    cells = Cell.objects.filter(submission__round=round_, period=form.current, slice="", status="given", decimals=0)
    for code, indicator, version, text in cells.values_list(
        "submission__organisation__code", "indicator", "version", "text"
    ):
        if indicator in entries:
            found.setdefault(code, {})[indicator] = (version, text)
    return found
