"""Files of a report folder that the application itself has no place for: chapters, cases, pictures, settings."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from zhijian.web.rounds.models import Round


class RoundFile(models.Model):
    """One such file, carried along with its round. path: within the folder, with slashes (cases/case-01.md)."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="files")
    path = models.CharField(max_length=200)
    file = models.FileField(upload_to="rounds", max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ("path",)
        constraints = [
            models.UniqueConstraint(fields=("round", "path"), name="one_file_per_path"),
            models.CheckConstraint(condition=~Q(path="") & ~Q(path__startswith="/"), name="path_within_the_folder"),
        ]
