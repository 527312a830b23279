"""Whether the process lives, and whether it can serve: for a supervisor, a proxy, a monitor. Nothing about the inside."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from zhijian.web.access import public


@public
@require_safe
def health(request: Any) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """200 while the process answers at all; asks nothing else of anybody."""
    return HttpResponse("ok\n", content_type="text/plain")


@public
@require_safe
def ready(request: Any) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """200 when database, tables and upload folder are there; 503 with what is not."""
    checks = {name: check() for name, check in CHECKS.items()}
    whole = all(checks.values())
    return JsonResponse({"ready": whole, "checks": checks}, status=200 if whole else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except DatabaseError:
        return False


def _migrated() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


class _Once:
    """A check that is expensive and stays true once it is: tables do not go away under a running process."""

    def __init__(self, check: Callable[[], bool]) -> None:
        self.check, self.passed = check, False

    def __call__(self) -> bool:
        self.passed = self.passed or self.check()
        return self.passed


def _uploads() -> bool:
    place = Path(settings.MEDIA_ROOT)
    return os.access(place if place.exists() else place.parent, os.W_OK)


CHECKS: dict[str, Callable[[], bool]] = {"database": _database, "tables": _Once(_migrated), "uploads": _uploads}
