"""A small city in the database for tests of the web application: four schools of the demo, people of every role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from allauth.account.internal.userkit import user_id_to_str
from django.test import Client
from django.utils import timezone

from zhijian.catalogue import load_catalogue
from zhijian.demo.write import _Demo
from zhijian.web.collection.form import EntryForm, entry_form
from zhijian.web.operations.demo import put_cells, put_reasons
from zhijian.web.organisations.models import Membership, Organisation, User
from zhijian.web.organisations.roles import Role
from zhijian.web.rounds.actions.open import open_round
from zhijian.web.rounds.models import Round, Submission

CITY, COUNTY, OTHER_COUNTY = "yunling", "c-linjiang", "c-qingxi"
# Of the city itself, two of one county, one of another; whose figures are filled in before a test begins.
SCHOOLS = {"school-01": True, "school-04": True, "school-05": False, "school-06": True}
ELSEWHERE = ("far-city", "far-school")  # organisations that have nothing to do with these
PASSWORD = "a password for tests"  # noqa: S105 - of invented people


@dataclass(frozen=True)
class World:
    """What a test finds in the database. Users are named for role and organisation: clerk-school-04.

    sessions: the key of an open session of each user, so that no test has to sign in that does not test signing in.
    """

    round_id: int
    sessions: Mapping[str, str]

    @cached_property
    def round(self) -> Round:
        found: Round = Round.objects.get(pk=self.round_id)
        return found

    @property
    def form(self) -> EntryForm:
        return entry_form(self.round.catalogue)

    def user(self, name: str) -> User:
        found: User = User.objects.get(username=name)
        return found

    def submission(self, code: str) -> Submission:
        found: Submission = Submission.objects.select_related("round", "organisation", "county", "city").get(
            round_id=self.round_id, organisation__code=code
        )
        return found


def make_world() -> World:
    """Fills an empty database."""
    catalogue = load_catalogue("secondary-2024")
    demo = _Demo(catalogue, 2024, 12, 33_577)
    wanted = [CITY, COUNTY, OTHER_COUNTY, *SCHOOLS]
    made: dict[str, Organisation] = {}
    for place, organisation in enumerate(demo.cast.tree):
        if organisation.id in wanted:
            made[organisation.id] = _organisation(organisation, made.get(organisation.parent), place)
    far = Organisation.objects.create(code=ELSEWHERE[0], name="远城市", level="city", path=f"/{ELSEWHERE[0]}/")
    Organisation.objects.create(
        code=ELSEWHERE[1], name="远城学校", level="school", parent=far, path=f"/{ELSEWHERE[0]}/{ELSEWHERE[1]}/"
    )
    _people()
    round_ = open_round(
        owner=made[CITY],
        name="2024年度填报",
        catalogue=catalogue.id,
        deadline=timezone.now() + timedelta(days=7),
        by=User.objects.get(username=f"administrator-{CITY}"),
    )
    form = entry_form(catalogue.id)
    for submission in round_.submissions.select_related("organisation", "round"):
        code = submission.organisation.code
        if submission.organisation.is_school:
            stated = demo.statements.where(organisation=code)
            put_cells(submission, stated, form.previous, "carried")
            if SCHOOLS[code]:
                put_cells(submission, stated, form.current, "workbook")
            put_reasons(submission, [reason for reason in demo.reasons if reason.organisation == code])
    return World(round_.pk, {user.username: _session(user) for user in User.objects.all()})


def _session(user: User) -> str:
    """Of somebody who has just proved who they are, however long the tests run."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods_user"] = user_id_to_str(user)
    session["account_authentication_methods"] = [{"method": "password", "at": 2**40, "reauthenticated": True}]
    session.save()
    return str(session.session_key)


def _organisation(organisation: Any, parent: Organisation | None, place: int) -> Organisation:
    made: Organisation = Organisation.objects.create(
        code=organisation.id,
        name=organisation.name,
        short=organisation.short,
        level=organisation.level,
        parent=parent,
        path=f"{parent.path if parent else '/'}{organisation.id}/",
        place=place,
    )
    return made


def _people() -> None:
    for organisation in Organisation.objects.all():
        roles = (Role.clerk, Role.head) if organisation.is_school else tuple(Role)[2:]
        if organisation.code in (OTHER_COUNTY, ELSEWHERE[0]):
            roles = (Role.reviewer, Role.administrator)
        for role in roles:
            user = User.objects.create_user(
                f"{role}-{organisation.code}", PASSWORD, name=f"{organisation.name}{role.label}"
            )
            Membership.objects.create(user=user, organisation=organisation, role=role)
