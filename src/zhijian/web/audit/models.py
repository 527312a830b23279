"""Events of the audit trail."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Chain(models.Model):
    """The end of a chain: how many events it has and the hash of the last. Locked while one is added."""

    name = models.CharField(max_length=80, primary_key=True)
    length = models.PositiveIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")


class AuditEvent(models.Model):
    """One thing that happened. Never changed and never deleted: the database refuses both.

    chain: a submission's, a round's, or ``accounts``. number: from 1 in its chain. hash: over all other fields and
    the hash of the event before it.
    """

    chain = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=60, blank=True)
    action = models.CharField(max_length=60)
    organisation = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    detail = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("-id",)
        constraints = [models.UniqueConstraint(fields=("chain", "number"), name="one_event_per_place")]
        indexes = [
            models.Index(fields=("organisation", "-id"), name="audit_organisation"),
            models.Index(fields=("action", "-id"), name="audit_action"),
        ]


class AuditReading(models.Model):
    """An outcome of reading the whole trail. faults: what did not hold, in words. by: who asked, null for the command."""

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    events = models.PositiveIntegerField()
    chains = models.PositiveIntegerField()
    faults = models.JSONField(default=list)

    class Meta:
        ordering = ("-id",)
