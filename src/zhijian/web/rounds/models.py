"""Rounds, and the submission of each organisation in a round."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from zhijian.web.organisations.models import Organisation
from zhijian.web.rounds.states import REVIEWING, STEPS, Action, State, level_name


class Round(models.Model):
    """One year's collection. owner: the organisation that opened it; everything below it can take part.

    catalogue: id of the library's catalogue. trial: a rehearsal, left out of everything that counts.
    carried_from: the round whose approved values stand in last year's column. levels: those that review, lowest
    first; the owner's is always the last. reopened_for: why it was opened again after it had been closed.
    """

    name = models.CharField(max_length=120)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="rounds")
    catalogue = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    deadline = models.DateTimeField()
    trial = models.BooleanField(default=False)
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)
    reopened_for = models.CharField(max_length=500, blank=True)
    levels = models.JSONField(default=list)

    class Meta:
        ordering = ("-year", "-id")
        constraints = [models.UniqueConstraint(fields=("owner", "year", "name"), name="one_round_of_that_name")]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def way(self) -> str:
        """The levels that review, in words, in their order: 县区 → 市级."""
        return " → ".join(level_name(level) for level in self.levels)

    @property
    def last_state(self) -> State:
        """Where a school's submission stands that everybody has approved."""
        return State.approved_by(self.levels[-1])


def _who_and_when(step: str) -> Q:
    return Q(**{f"{step}_at__isnull": False, f"{step}_by__isnull": False})


def _not_yet(*steps: str) -> Q:
    condition = Q()
    for step in steps:
        condition &= Q(**{f"{step}_at__isnull": True, f"{step}_by__isnull": True})
    return condition


def _passed(level: str) -> Q:
    """Approved by the level, where it reviews the submission; else not."""
    return Q(**{f"{level}__isnull": False}) & _who_and_when(f"{level}_approved") | (
        Q(**{f"{level}__isnull": True}) & _not_yet(f"{level}_approved")
    )


def _approved(level: str) -> Q:
    """That the state of this level's approval follows from what was done."""
    place = REVIEWING.index(level)
    condition = Q(state=State.approved_by(level), **{f"{level}__isnull": False}) & SIGNED
    for below in REVIEWING[:place]:
        condition &= _passed(below)
    return condition & _who_and_when(f"{level}_approved") & _not_yet(*(f"{a}_approved" for a in REVIEWING[place + 1 :]))


APPROVALS = tuple(f"{level}_approved" for level in REVIEWING)
SUBMITTED = _who_and_when("submitted")
SIGNED = SUBMITTED & _who_and_when("signed")
FOLLOWS = Q(
    Q(state=State.draft) & _not_yet("submitted", "signed", *APPROVALS),
    Q(state=State.submitted) & SUBMITTED & _not_yet("signed", *APPROVALS),
    Q(state=State.signed) & SIGNED & _not_yet(*APPROVALS),
    *(_approved(level) for level in REVIEWING),
    _connector=Q.OR,
)


class Submission(models.Model):
    """One organisation's data in one round.

    county, city, province: the organisations that review it, in this order; null where none of that level does, as
    for a school of the city, for levels that the round leaves out, and for the topmost organisation. steps: how many transitions it went through. deadline: its own, where it was extended.
    open_errors: errors without a reason when it was last checked whole. waiting: of a parent, how many schools below
    it are not in yet. frozen: the level above is reading; it can no longer be recalled.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="submissions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="submissions")
    county = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    city = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    province = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=20, default=State.draft, choices=[(s.value, s.value) for s in State])
    steps = models.PositiveIntegerField(default=0)
    deadline = models.DateTimeField(null=True)
    open_errors = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    frozen_at = models.DateTimeField(null=True)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    county_approved_at = models.DateTimeField(null=True)
    county_approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    city_approved_at = models.DateTimeField(null=True)
    city_approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    province_approved_at = models.DateTimeField(null=True)
    province_approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("organisation__place", "organisation__code")
        constraints = [
            models.UniqueConstraint(fields=("round", "organisation"), name="one_submission_per_round"),
            models.CheckConstraint(condition=FOLLOWS, name="state_follows_its_steps"),
            models.CheckConstraint(condition=Q(state=State.draft) | Q(open_errors=0), name="no_errors_beyond_draft"),
            models.CheckConstraint(condition=Q(state=State.draft) | Q(waiting=0), name="children_before_parents"),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True) | ~Q(state=State.draft), name="only_what_was_handed_in_is_frozen"
            ),
        ]
        indexes = [models.Index(fields=("round", "state"), name="submission_round_state")]

    @property
    def due(self) -> datetime:
        """Until when it is to be handed in."""
        moment: datetime = self.deadline or self.round.deadline
        return moment

    @property
    def chain(self) -> str:
        """Its chain in the audit trail."""
        return f"submission:{self.pk}"

    @property
    def reviewers(self) -> tuple[Any, ...]:
        """The organisations that review it, lowest first."""
        return tuple(getattr(self, level) for level in self._levels)

    @property
    def next_level(self) -> str:
        """The level whose turn it is to review it, once it is signed; empty where none is left."""
        reached = State(self.state).level
        place = REVIEWING.index(reached) + 1 if reached else 0
        return next((level for level in self._levels if level in REVIEWING[place:]), "")

    @property
    def next_reviewer(self) -> Any:
        """The organisation of that level, or None."""
        return getattr(self, self.next_level) if self.next_level else None

    @property
    def finished(self) -> bool:
        """Whether it is signed and everybody who reviews it has approved it."""
        return State(self.state).rank >= State.signed.rank and not self.next_level

    @property
    def _levels(self) -> tuple[str, ...]:
        return tuple(level for level in REVIEWING if getattr(self, f"{level}_id") is not None)

    def level_for(self, parent: Organisation) -> str:
        """The level whose approval of this school its parent waits for: the parent's own, else the next that reviews."""
        places = REVIEWING[REVIEWING.index(parent.level) :] if parent.level in REVIEWING else ()
        return next((level for level in self._levels if level in places), "")


# What is read along with a submission: its round, its organisation, those that review it.
ALONG = ("round", "organisation", *REVIEWING)


class Transition(models.Model):
    """One step of a submission, as it happened. number: from 1."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="transitions")
    number = models.PositiveIntegerField()
    action = models.CharField(max_length=20, choices=[(a.value, a.value) for a in Action])
    start = models.CharField(max_length=20)
    end = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("submission", "number"), name="one_step_at_a_time"),
            models.CheckConstraint(
                condition=Q(*[Q(action=s.action, start=s.start, end=s.end) for s in STEPS], _connector=Q.OR),
                name="step_allowed",
            ),
        ]


class TableProgress(models.Model):
    """How far one table of a submission is. table: 1–6, 0 for 基础数据. errors include texts that cannot be read."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="progress")
    table = models.PositiveSmallIntegerField()
    expected = models.PositiveIntegerField(default=0)
    filled = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    notices = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("table",)
        constraints = [models.UniqueConstraint(fields=("submission", "table"), name="one_progress_per_table")]
