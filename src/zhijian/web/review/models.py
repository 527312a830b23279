"""What reviewers write to single cells when they send a submission back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from zhijian.web.collection.models import OfACell
from zhijian.web.rounds.models import Submission, Transition


class CellReturn(OfACell):
    """Why one cell of a submission was sent back. resolved: the version of the cell that answered it."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="returned_cells")
    transition = models.ForeignKey(Transition, models.PROTECT, related_name="cells")
    text = models.CharField(max_length=1000)
    at_version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_return_says_why")]


class Notice(models.Model):
    """A message in the application to one person. kind: reminder, or the step that made it their turn."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20)
    text = models.CharField(max_length=1000)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        indexes = [models.Index(fields=("user", "read_at"), name="notice_unread")]
