"""Taking a report folder in: all of what the preview showed, or nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from zhijian.messages import _, use_language
from zhijian.web.audit.trail import record
from zhijian.web.bridge.incoming import AttachedFile, CarriedFile, Incoming
from zhijian.web.bridge.models import RoundFile
from zhijian.web.bridge.plan import CellChange, Plan, moment_of, plan_for, reason_key
from zhijian.web.collection.actions.attach import KINDS
from zhijian.web.collection.checking import Known, check_whole
from zhijian.web.collection.entry import Refused
from zhijian.web.collection.facts import kept_row
from zhijian.web.collection.form import EntryForm, entry_form
from zhijian.web.collection.keeping import keep
from zhijian.web.collection.models import Attachment, Cell, CellVersion, Comment, KeptFact, Reason
from zhijian.web.organisations.models import Organisation
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.rounds.actions.open import BATCH, VALUE, count_filled, open_round
from zhijian.web.rounds.models import ALONG, Round, Submission

LISTED = 50  # obstacles that a refusal names; its count is complete


class Changed(Refused):
    """The round is not as it was when the preview was shown."""


def preview(*, incoming: Incoming, round_: Round, by: Any) -> Plan:
    """What taking the folder in would change. Raises PermissionDenied."""
    standing_of(by).require(Right.open_round, round_.owner)
    return plan_for(incoming, round_)


def take_in(*, incoming: Incoming, round_: Round, by: Any, fingerprint: str | None = None) -> Plan:
    """Changes the round into what the folder says, in one transaction. Returns what was changed.

    fingerprint: of the plan that was shown; None where nobody was shown any. Raises PermissionDenied, Refused with
    every obstacle, Changed where something happened in between.
    """
    standing_of(by).require(Right.open_round, round_.owner)
    with transaction.atomic():
        submissions = {
            s.organisation.code: s
            for s in Submission.objects.select_for_update(of=("self",))
            .filter(round=round_)
            .select_related(*ALONG)
            .order_by("pk")
        }
        plan = plan_for(incoming, round_)
        if fingerprint is not None and plan.fingerprint != fingerprint:
            raise Changed(_("预览之后数据有了变化，请重新预览后再确认导入。"))
        if plan.obstacles:
            listed = "\n".join(plan.obstacles[:LISTED])
            raise Refused(_("有 {n} 个问题，没有导入任何内容：", n=len(plan.obstacles)) + "\n" + listed)
        _Taking(round_, submissions, by).take(plan)
    return plan


def open_from_folder(*, incoming: Incoming, name: str, deadline: datetime, by: Any) -> tuple[Round, Plan]:
    """A new round with everything that the folder holds; organisations below the folder's own that are new are added.

    The folder's own organisation must be there, and ``by`` administer it where any is to be added. Raises as take_in.
    """
    read = incoming.read
    owner = Organisation.objects.filter(code=read.settings.organisation).first()
    if owner is None:
        found = read.tree[read.settings.organisation].name
        raise Refused(_("系统中没有“{name}”（{id}），请先添加这个单位。", name=found, id=read.settings.organisation))
    with transaction.atomic():
        _add_organisations(incoming, owner, by)
        schools = [school.id for school in read.tree.schools(owner.code)]
        round_ = open_round(
            owner=owner, name=name, catalogue=read.catalogue.id, deadline=deadline, by=by, organisations=schools
        )
        return round_, take_in(incoming=incoming, round_=round_, by=by)


def _add_organisations(incoming: Incoming, owner: Organisation, by: Any) -> None:
    known = {o.code: o for o in Organisation.objects.filter(path__startswith=owner.path)}
    for place, each in enumerate(_downwards(incoming, owner.code)):
        if each.id in known:
            continue
        standing_of(by).require(Right.administer, owner)
        if Organisation.objects.filter(code=each.id).exists():
            raise Refused(_("单位编号“{id}”已由别处的单位使用，请更换后再导入。", id=each.id))
        parent = known[each.parent]
        made = Organisation(
            code=each.id,
            name=each.name,
            short=each.short,
            level=each.level,
            kind=each.kind,
            official_code=each.code,
            parent=parent,
            path=f"{parent.path}{each.id}/",
            place=place,
        )
        made.full_clean(exclude=("parent",))
        made.save(force_insert=True)
        known[each.id] = made
        record(
            "organisation.added",
            by=by,
            chain=f"organisation:{owner.code}",
            organisation=made.code,
            subject=made.name,
            detail={"parent": parent.code, "level": made.level, "from": "folder"},
        )


def _downwards(incoming: Incoming, top: str) -> Iterable[Any]:
    tree = incoming.read.tree
    waiting = list(tree.children(top))
    while waiting:
        each = waiting.pop(0)
        yield each
        waiting += tree.children(each.id)


class _Taking:
    """One folder being taken in."""

    def __init__(self, round_: Round, submissions: dict[str, Submission], by: Any) -> None:
        self.round, self.submissions, self.by = round_, submissions, by
        self.form: EntryForm = entry_form(round_.catalogue)
        self.now = timezone.now()

    def take(self, plan: Plan) -> None:
        if plan.empty:
            return
        cells: dict[str, list[CellChange]] = {}
        for change in plan.cells:
            cells.setdefault(change.key[0], []).append(change)
        for code, changes in cells.items():
            self._write_cells(self.submissions[code], changes)
        self._write_kept(plan)
        self._write_reasons(plan)
        self._write_comments(plan)
        for each in plan.attachments:
            self._attach(each)
        for file in plan.files:
            self._carry(file)
        touched = set(cells) | {r.organisation for r in plan.reasons}
        if plan.records is not None:
            touched |= {fact.organisation for fact in plan.records}
        self._check(touched)
        record(
            "round.imported",
            by=self.by,
            chain=f"round:{self.round.pk}",
            organisation=self.round.owner.code,
            subject=str(self.round),
            detail={**plan.counts, "plan": plan.fingerprint},
        )

    def _write_cells(self, submission: Submission, changes: list[CellChange]) -> None:
        existing = {c.key: c for c in Cell.objects.filter(submission=submission)}
        made, changed, versions = [], [], []
        for change in changes:
            _organisation, period, indicator, slice_ = change.key
            cell = existing.get((indicator, slice_, period))
            if cell is None:
                cell = Cell(submission=submission, indicator=indicator, slice=slice_, period=period, version=0)
                made.append(cell)
            else:
                changed.append(cell)
            cell.text, cell.status = change.after[:200], change.status
            cell.mantissa, cell.decimals = change.mantissa, change.decimals
            cell.fault = "ZJ114" if change.unreadable else ""
            cell.origin = "computed" if change.computed else "bridge"
            cell.by, cell.at = self.by, self.now
            cell.version += 1
            versions.append((cell, change.source))
        Cell.objects.bulk_create(made, BATCH)
        Cell.objects.bulk_update(changed, VALUE, BATCH)
        CellVersion.objects.bulk_create(
            [
                CellVersion(cell=cell, note=source[:500], **{name: getattr(cell, name) for name in VALUE})
                for cell, source in versions
            ],
            BATCH,
        )
        record(
            "cells.saved",
            by=self.by,
            chain=submission.chain,
            organisation=submission.organisation.code,
            subject=str(self.round),
            detail={
                "cells": [[c.indicator, c.slice, c.period, c.version, c.text] for c, _source in versions],
                "origin": "bridge",
            },
        )

    def _write_kept(self, plan: Plan) -> None:
        for kept_as, facts in (("records", plan.records), ("history", plan.history)):
            if facts is None:
                continue
            KeptFact.objects.filter(round=self.round, kept_as=kept_as).delete()
            KeptFact.objects.bulk_create(
                [
                    kept_row(fact, self.round, self.submissions[fact.organisation].organisation, kept_as)
                    for fact in facts
                ],
                BATCH,
            )

    def _write_reasons(self, plan: Plan) -> None:
        for reason in plan.reasons:
            _organisation, period, indicator, slice_, kind, subject = reason_key(reason)
            if kind == "accepted":
                check = subject.partition("#")[0].split("/", 3)
                named = self.form.indicators_of(check[0])
                indicator = named[0] if named else check[-1].partition("[")[0][:100]
            Reason.objects.update_or_create(
                submission=self.submissions[reason.organisation],
                indicator=indicator,
                slice=slice_,
                period=period,
                kind=kind,
                subject=subject,
                defaults={"text": reason.text, "by": self.by, "at": self.now},
            )

    def _write_comments(self, plan: Plan) -> None:
        Comment.objects.bulk_create(
            [
                Comment(
                    submission=self.submissions[comment.organisation],
                    indicator=comment.indicator,
                    slice=comment.slice,
                    period=comment.period,
                    text=comment.text,
                    author=comment.author,
                    at=moment_of(comment.time) or self.now,
                )
                for comment in plan.comments
            ],
            BATCH,
        )

    def _attach(self, each: AttachedFile) -> None:
        data = each.file.read_bytes()
        suffix = PurePosixPath(each.file.name).suffix.lower()
        if not any(data.startswith(magic) and kind == each.media_type for magic, kind, _endings in KINDS):
            raise Refused(_("“{name}”不是 PDF、JPG 或 PNG 文件（按内容判断）。", name=each.name))
        code, period, indicator, slice_ = each.key
        kept = Attachment(
            submission=self.submissions[code],
            indicator=indicator,
            slice=slice_,
            period=period,
            name=each.name[-200:],
            media_type=each.media_type,
            size=len(data),
            sha256=each.sha256,
            by=self.by,
            at=moment_of(each.time) or self.now,
        )
        with each.file.open("rb") as file:
            kept.file.save(f"{each.sha256[:16]}{suffix}", File(file), save=False)
        kept.save()

    def _carry(self, file: CarriedFile) -> None:
        row = self.round.files.filter(path=file.path).first() or RoundFile(round=self.round, path=file.path)
        row.size, row.sha256, row.at = file.size, file.sha256, self.now
        with file.file.open("rb") as content:
            row.file.save(f"{file.sha256[:32]}{Path(file.path).suffix.lower()}", File(content), save=False)
        row.save()

    def _check(self, codes: Collection[str]) -> None:
        """Counts and findings of the schools that changed, as after a save."""
        for code in sorted(codes):
            submission = self.submissions[code]
            if submission.organisation.is_school:
                count_filled(submission)
                with use_language("zh"):
                    keep(submission, self.form, check_whole(Known.of(submission, self.form)), None, ())
