"""Cells of submissions, with everything that hangs on a cell."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from zhijian.facts import Status
from zhijian.web.organisations.models import Organisation
from zhijian.web.rounds.models import Round, Submission

ORIGINS = ("typed", "carried", "workbook", "records", "bridge", "computed")
KINDS = ("outlier", "gap", "accepted")
MOST_SUBJECT = 1000  # of a finding with all its figures: an index of PostgreSQL takes no more


class OfACell(models.Model):
    """What belongs to one figure of the form: indicator and slice as the library names them, and the year's column."""

    indicator = models.CharField(max_length=100)
    slice = models.CharField(max_length=40, blank=True)
    period = models.CharField(max_length=4)

    class Meta:
        abstract = True

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.indicator, self.slice, self.period)


class Value(models.Model):
    """What stands in a cell. text: as typed. mantissa, decimals: the value, null unless given. fault: code of why the
    text states nothing. origin: how it came there."""

    text = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=20, choices=[(s.value, s.value) for s in Status])
    mantissa = models.BigIntegerField(null=True)
    decimals = models.SmallIntegerField(null=True)
    fault = models.CharField(max_length=10, blank=True)
    origin = models.CharField(max_length=10, choices=[(o, o) for o in ORIGINS], default="typed")
    version = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True


GIVEN_HAS_A_VALUE = Q(status="given", mantissa__isnull=False, decimals__isnull=False, fault="") | (
    ~Q(status="given") & Q(mantissa__isnull=True, decimals__isnull=True)
)


class Cell(OfACell, Value):
    """The newest value of a cell. There is none until somebody writes one. version: from 1, one more with each save.

    approved: the version that a reviewer approved last, 0 where none did; ``approved_text`` what it said.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="cells")
    approved = models.PositiveIntegerField(default=0)
    approved_text = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("submission", "indicator", "slice", "period"), name="one_cell_per_place"),
            models.CheckConstraint(condition=GIVEN_HAS_A_VALUE, name="given_has_a_value"),
        ]


class CellVersion(Value):
    """A value that a cell has, or had."""

    cell = models.ForeignKey(Cell, models.PROTECT, related_name="versions")
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-version",)
        constraints = [
            models.UniqueConstraint(fields=("cell", "version"), name="one_version_per_number"),
            models.CheckConstraint(condition=GIVEN_HAS_A_VALUE, name="version_given_has_a_value"),
        ]


class Reason(OfACell):
    """Why a figure is unusual (outlier), missing (gap), or why a finding stands (accepted: indicator is its subject)."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="reasons")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in KINDS])
    subject = models.CharField(max_length=MOST_SUBJECT, blank=True)
    text = models.CharField(max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("submission", "indicator", "slice", "period", "kind", "subject"), name="one_reason_of_a_kind"
            )
        ]


class Comment(OfACell):
    """What somebody wrote to a cell. author: name of the person and the organisation, as it was then."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="comments")
    text = models.CharField(max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    author = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        indexes = [models.Index(fields=("submission", "indicator"), name="comment_of_a_cell")]


class Attachment(OfACell):
    """A file that somebody added to a cell, or with an empty indicator to the submission (the signed scan)."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="attachments")
    file = models.FileField(upload_to="attachments/%Y/%m", max_length=200)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)


class OpenFinding(OfACell):
    """What the last check had to say, kept so that boards need not check again. severity: 3 error, 2 warning, 1 notice.

    check_id: the rule or watch, or ``records``, ``no_data``, ``text``. asks: whether a written reason answers it.
    accepted: the reason for which it stands; empty where none was given.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="findings")
    table = models.PositiveSmallIntegerField()
    check_id = models.CharField(max_length=120)
    subject = models.CharField(max_length=400)
    code = models.CharField(max_length=10)
    severity = models.PositiveSmallIntegerField()
    message = models.TextField()
    remedy = models.TextField(blank=True)
    asks = models.BooleanField(default=False)
    accepted = models.TextField(blank=True)
    indicators = models.JSONField(default=list)

    class Meta:
        ordering = ("-severity", "table", "id")
        constraints = [
            models.UniqueConstraint(fields=("submission", "subject", "code"), name="one_finding_per_subject")
        ]
        indexes = [models.Index(fields=("submission", "check_id"), name="finding_of_a_check")]


class KeptFact(OfACell):
    """A fact that nobody typed: what records or surveys yield (``records``), what earlier years' reports say (``history``).

    The columns are those of the library's FactSet.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="kept_facts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kept_as = models.CharField(max_length=10, choices=[("records", "records"), ("history", "history")])
    edition = models.CharField(max_length=20, blank=True)
    status = models.CharField(max_length=20)
    mantissa = models.BigIntegerField(null=True)
    decimals = models.SmallIntegerField(null=True)
    low_n = models.BigIntegerField(null=True)
    low_d = models.BigIntegerField(null=True)
    high_n = models.BigIntegerField(null=True)
    high_d = models.BigIntegerField(null=True)
    unit = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=300, blank=True)
    parts_given = models.PositiveIntegerField(null=True)
    parts_expected = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=("round", "organisation", "kept_as"), name="kept_fact_of")]


class RecordUpload(models.Model):
    """Record exports that were taken in: what they were and what they replaced. The files themselves are not kept.

    files: [{table, name, size, sha256, rows}], as the clerk had them. facts: how many they yielded. For undoing,
    replaced: {indicators, rows: [organisation, values of a KeptFact]}, what earlier records had yielded in place of
    those; filled: [indicator, slice, text before, origin before, text after] of the cells written.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="record_uploads")
    period = models.CharField(max_length=4)
    files = models.JSONField()
    facts = models.PositiveIntegerField()
    replaced = models.JSONField(default=list)
    filled = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True, undone_at__isnull=True)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="records_undone_by_somebody",
            )
        ]
