"""Taking record exports in, and undoing it: what they yield is kept beside the cells, chosen rows are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhijian.messages import _, use_language
from zhijian.web.audit.trail import record
from zhijian.web.collection.actions.save import locked_draft, save_cells
from zhijian.web.collection.checking import Known, check_whole
from zhijian.web.collection.entry import Entry, Refused, Saved
from zhijian.web.collection.form import entry_form
from zhijian.web.collection.keeping import keep
from zhijian.web.collection.models import Cell, KeptFact, RecordUpload
from zhijian.web.organisations.models import Organisation
from zhijian.web.rounds.models import Submission

# The columns of a kept fact that say what it is, without whose it is.
FACT = (
    *("indicator", "slice", "period", "edition", "status", "mantissa", "decimals"),
    *("low_n", "low_d", "high_n", "high_d", "unit", "source", "parts_given", "parts_expected"),
)
VALUE = FACT[4:11]


def take_in_records(
    *,
    submission: Submission,
    files: Sequence[Mapping[str, Any]],
    facts: Sequence[Sequence[Any]],
    entries: Sequence[Entry],
    by: Any,
) -> tuple[RecordUpload, Saved]:
    """Keeps the facts in place of what earlier records said of the same indicators, and writes the entries.

    files: as RecordUpload has them. facts: values in the order of FACT. Written cells have the fact's source in their
    history. Raises PermissionDenied, Locked.
    """
    with transaction.atomic():
        submission = locked_draft(submission, by)
        form = entry_form(submission.round.catalogue)
        new = [_fact(submission.organisation, submission, values) for values in facts]
        replaced = _replace(submission, new)
        before = {cell.key: (cell.text, cell.origin) for cell in Cell.objects.filter(submission=submission)}
        sources = {(row.indicator, row.slice, row.period): row.source for row in new}
        saved = save_cells(submission=submission, entries=entries, by=by, origin="records", sources=sources)
        filled = [
            [*result.entry.key[:2], *before.get(result.entry.key, ("", "typed")), result.cell.text]
            for result in saved.results
            if result.state == "saved" and result.cell is not None
        ]
        upload = RecordUpload.objects.create(
            submission=submission,
            period=form.current,
            files=list(files),
            facts=len(new),
            replaced=replaced,
            filled=filled,
            by=by,
            at=timezone.now(),
        )
        _check(submission)
        _tell("records.accepted", upload, by, files=list(files), facts=len(new), filled=len(filled))
    return upload, saved


def undo_records(*, upload: RecordUpload, by: Any) -> int:
    """Puts back what the records replaced. Returns how many cells were left, because somebody wrote into them since.

    The last upload first. Raises Refused, PermissionDenied, Locked.
    """
    with transaction.atomic():
        submission = locked_draft(upload.submission, by)
        standing = submission.record_uploads.filter(undone_at__isnull=True).order_by("-id")[:1]
        if upload.pk != getattr(next(iter(standing), None), "pk", None):
            raise Refused(_("这次导入已经撤销，或者之后又导入过；请从最近的一次开始撤销。"))
        _put_back(submission, upload)
        entries, left = _entries_before(submission, upload)
        for origin, group in entries.items():
            save_cells(submission=submission, entries=group, by=by, origin=origin)
        upload.undone_at, upload.undone_by = timezone.now(), by
        upload.save(update_fields=("undone_at", "undone_by"))
        _check(submission)
        _tell("records.undone", upload, by, cells=sum(map(len, entries.values())), left=left)
    return left


def _fact(organisation: Organisation, submission: Submission, values: Sequence[Any]) -> KeptFact:
    named = dict(zip(FACT, values, strict=True))
    return KeptFact(round_id=submission.round_id, organisation=organisation, kept_as="records", **named)


def _replace(submission: Submission, new: Sequence[KeptFact]) -> dict[str, Any]:
    """Puts the facts in place. Returns what they replaced: {indicators, rows: [organisation, *FACT]}.

    What is counted once over several schools goes from those above where the school's own figure changed: it can only be
    counted again from the records of all.
    """
    own = submission.organisation
    indicators = sorted({row.indicator for row in new})
    known = KeptFact.objects.filter(
        round_id=submission.round_id,
        kept_as="records",
        period=entry_form(submission.round.catalogue).current,
        indicator__in=indicators,
    )
    before = list(known.filter(organisation=own))
    changed = {key[0] for key, _value in _values(before) ^ _values(new)}
    above = list(
        known.filter(organisation__code__in=own.codes_above, indicator__in=changed).select_related("organisation")
    )
    gone = [*((own.code, row) for row in before), *((row.organisation.code, row) for row in above)]
    KeptFact.objects.filter(pk__in=[row.pk for _code, row in gone]).delete()
    KeptFact.objects.bulk_create(new)
    rows = [[code, *(getattr(row, name) for name in FACT)] for code, row in gone]
    return {"indicators": indicators, "rows": rows}


def _values(rows: Iterable[KeptFact]) -> set[tuple[tuple[str, str], tuple[Any, ...]]]:
    return {((row.indicator, row.slice), tuple(getattr(row, name) for name in VALUE)) for row in rows}


def _put_back(submission: Submission, upload: RecordUpload) -> None:
    KeptFact.objects.filter(
        round_id=submission.round_id,
        organisation=submission.organisation,
        kept_as="records",
        period=upload.period,
        indicator__in=upload.replaced["indicators"],
    ).delete()
    rows = upload.replaced["rows"]
    organisations = {o.code: o for o in Organisation.objects.filter(code__in={row[0] for row in rows})}
    KeptFact.objects.bulk_create([_fact(organisations[code], submission, values) for code, *values in rows])


def _entries_before(submission: Submission, upload: RecordUpload) -> tuple[dict[str, list[Entry]], int]:
    """(by origin, what stood in the cells before; how many do not say any more what the records wrote there)."""
    cells = {cell.key: cell for cell in Cell.objects.filter(submission=submission, period=upload.period)}
    found: dict[str, list[Entry]] = {}
    left = 0
    for indicator, slice_, text, origin, written in upload.filled:
        cell = cells.get((indicator, slice_, upload.period))
        if cell is None or (cell.text, cell.origin) != (written, "records"):
            left += 1
            continue
        found.setdefault(origin, []).append(Entry(indicator, slice_, upload.period, text, cell.version))
    return found, left


def _check(submission: Submission) -> None:
    """What records say is part of many checks: all are made again."""
    form = entry_form(submission.round.catalogue)
    with use_language("zh"):
        keep(submission, form, check_whole(Known.of(submission, form)), None, ())


def _tell(action: str, upload: RecordUpload, by: Any, **detail: Any) -> None:
    submission = upload.submission
    record(
        action,
        by=by,
        chain=submission.chain,
        organisation=submission.organisation.code,
        subject=str(submission.round),
        detail={"upload": upload.pk, **detail},
    )
