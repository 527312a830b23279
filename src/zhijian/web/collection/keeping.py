"""Keeping what a check found, so that boards need not check again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.db import connection
from django.db.models import Q

from zhijian.findings import Finding
from zhijian.messages import language
from zhijian.web.collection.checking import ASKS, TEXT, Known, check_whole
from zhijian.web.collection.form import BASE, EntryForm
from zhijian.web.collection.models import OpenFinding
from zhijian.web.rounds.models import Submission
from zhijian.web.statements import FEW, Prepared, delete, insert, update

OF_ONE_FIGURE = ("records", "whole_counts", "duplicate", "no_data", TEXT)  # checks that are no rule's and no watch's
SAID = ("severity", "message", "remedy", "asks", "accepted")  # of a finding that stays the same one
KEPT = Prepared(
    lambda pk, checks, ids: OpenFinding.objects.filter(_about(checks, ids), submission_id=pk).order_by(),
    *(int, list, list),
)
COUNT = """
    UPDATE rounds_tableprogress SET errors = found.errors, warnings = found.warnings, notices = found.notices
    FROM (
        SELECT COUNT(*) FILTER (WHERE severity = 3) AS errors, COUNT(*) FILTER (WHERE severity = 2) AS warnings,
            COUNT(*) FILTER (WHERE severity = 1) AS notices
        FROM collection_openfinding WHERE submission_id = %s AND "table" = %s
    ) AS found
    WHERE submission_id = %s AND "table" = %s
"""


def as_open(found: Finding, submission: Submission, form: EntryForm) -> OpenFinding:
    """The finding as a row to be kept."""
    check, _organisation, period, *rest = found.subject.split("/", 3)
    indicator, _bracket, key = (rest[0] if rest else "").partition("[")
    named = form.indicators_of(check) or ((indicator,) if indicator in form.catalogue else ())
    first = indicator if indicator in form.catalogue else (named[0] if named else "")
    return OpenFinding(
        submission=submission,
        table=form.table_of(first, key.rstrip("]")) if first else _table_named(indicator),
        check_id=check,
        subject=found.subject,
        code=found.code,
        severity=int(found.severity),
        message=found.message,
        remedy=found.remedy,
        asks=found.code in ASKS and not found.accepted,
        accepted=found.accepted,
        indicators=list(named),
        indicator=first,
        slice=key.rstrip("]"),
        period=period,
    )


def _table_named(name: str) -> int:
    """The table that a finding about a whole table is about: 表3."""
    return int(name[1:]) if name[1:].isdigit() else BASE


def in_the_readers_language(
    rows: Iterable[OpenFinding], submission: Submission, form: EntryForm
) -> Sequence[OpenFinding]:
    """Kept findings, which are in Chinese, as whoever looks at them now reads them. Other languages are found anew."""
    rows = list(rows)
    if language() == "zh" or not rows:
        return rows
    found = {(each.subject, each.code): each for each in check_whole(Known.of(submission, form), gaps=True)}
    for row in rows:
        now = found.get((row.subject, row.code))
        if now is not None:
            row.message, row.remedy = now.message, now.remedy
    return rows


def keep(
    submission: Submission,
    form: EntryForm,
    found: Sequence[Finding],
    checks: Collection[str] | None,
    keys: Collection[str],
) -> list[str]:
    """Replaces the kept findings of these checks (all with None), and of these indicators' own, by the found ones.

    found: in Chinese, as everything that is kept. Returns the subjects that no longer hold. Counts are brought up to date.
    """
    kept: Iterable[OpenFinding] = (
        OpenFinding.objects.filter(submission=submission).order_by()
        if checks is None
        else KEPT.rows(submission.pk, sorted(checks), sorted(keys))
    )
    return replace_kept(submission, form, kept, found)


def replace_kept(
    submission: Submission, form: EntryForm, kept: Iterable[OpenFinding], found: Iterable[Finding]
) -> list[str]:
    """Puts the found ones in the place of the kept rows. Returns the subjects that no longer hold; counts follow."""
    before = {(row.subject, row.code): row for row in kept}
    now = {(each.subject, each.code): as_open(each, submission, form) for each in found}
    gone = [row for key, row in before.items() if key not in now]
    new = [row for key, row in now.items() if key not in before]
    if gone:
        delete(gone) if len(gone) <= FEW else OpenFinding.objects.filter(pk__in=[row.pk for row in gone]).delete()
    if new:
        insert(new) if len(new) <= FEW else OpenFinding.objects.bulk_create(new)
    graver = _put_changed([(row, now[key]) for key, row in before.items() if key in now])
    if gone or new or graver:
        count_findings(submission, {row.table for row in (*gone, *new, *graver)})
    return [row.subject for row in gone]


def _put_changed(pairs: Iterable[tuple[OpenFinding, OpenFinding]]) -> list[OpenFinding]:
    """Writes what findings say now that said something else before. Returns those whose gravity changed."""
    changed = [(old, row) for old, row in pairs if any(getattr(old, name) != getattr(row, name) for name in SAID)]
    for old, row in changed:
        row.pk = old.pk
    if len(changed) <= FEW:
        for _old, row in changed:
            update(row, SAID)
    else:
        OpenFinding.objects.bulk_update([row for _old, row in changed], SAID)
    return [row for old, row in changed if old.severity != row.severity]


def _about(checks: Collection[str], keys: Collection[str]) -> Q:
    """Of these checks, and of these indicators' own."""
    return Q(check_id__in=checks) | Q(check_id__in=OF_ONE_FIGURE, indicator__in=keys)


def count_findings(submission: Submission, tables: Collection[int]) -> None:
    """Brings the counts of findings of these tables up to date."""
    with connection.cursor() as cursor:
        for table in sorted(tables):
            cursor.execute(COUNT, [submission.pk, table] * 2)
