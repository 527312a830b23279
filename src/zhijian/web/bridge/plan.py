"""What taking a folder in would change in a round: made for the preview, and again when it is accepted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from django.utils.dateparse import parse_datetime

from zhijian.facts import Fact, FactSet, Status
from zhijian.intake import Comment, Kind, Reason
from zhijian.messages import _
from zhijian.web.bridge.contents import Key, contents_of, named
from zhijian.web.bridge.incoming import AttachedFile, CarriedFile, Incoming
from zhijian.web.collection.derived import derived_values
from zhijian.web.collection.facts import shown_value
from zhijian.web.collection.form import EntryForm, entry_form
from zhijian.web.collection.models import MOST_SUBJECT, Attachment, Cell
from zhijian.web.collection.models import Comment as CommentRow
from zhijian.web.collection.models import Reason as ReasonRow
from zhijian.web.rounds.models import Round
from zhijian.web.rounds.states import State

LENGTHS = {"text": 2000, "author": 200, "indicator": MOST_SUBJECT}
UNTOUCHED = "carried"


@dataclass(frozen=True)
class CellChange:
    """One cell that would say something else. before, after: as printed. version: of the cell as it is, 0 for none."""

    key: Key
    before: str
    after: str
    status: str
    mantissa: int | None
    decimals: int | None
    unreadable: bool
    computed: bool
    source: str
    version: int


@dataclass
class Plan:
    """Everything that would change. obstacles: why nothing can be taken in; all of them. notes: what is passed over.

    records, history: facts that would stand in place of the kept ones; None where those stay.
    """

    cells: list[CellChange] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    attachments: list[AttachedFile] = field(default_factory=list)
    files: list[CarriedFile] = field(default_factory=list)
    records: list[Fact] | None = None
    history: list[Fact] | None = None
    obstacles: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether the round holds all of it already."""
        kept = (self.records, self.history)
        return not (self.cells or self.reasons or self.comments or self.attachments or self.files) and kept == (
            None,
            None,
        )

    @property
    def fingerprint(self) -> str:
        """Tells whether what is accepted is what was shown."""
        parts = [
            *map(repr, self.cells),
            *map(repr, self.reasons),
            *map(repr, self.comments),
            *(each.sha256 for each in self.attachments),
            *(f"{each.path} {each.sha256}" for each in self.files),
            *(f"record {fact}" for fact in self.records or ()),
            *(f"history {fact}" for fact in self.history or ()),
            *self.obstacles,
        ]
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()

    @property
    def counts(self) -> dict[str, int]:
        """How much of each kind."""
        return {
            "cells": len(self.cells),
            "reasons": len(self.reasons),
            "comments": len(self.comments),
            "attachments": len(self.attachments),
            "files": len(self.files),
            "records": len(self.records or ()),
            "history": len(self.history or ()),
        }


def plan_for(incoming: Incoming, round_: Round) -> Plan:
    """What would change in the round. Blank cells of the folder leave what is there; nothing is ever taken away."""
    return _Planning(incoming, round_).plan()


class _Planning:
    def __init__(self, incoming: Incoming, round_: Round) -> None:
        self.incoming, self.round = incoming, round_
        self.form: EntryForm = entry_form(round_.catalogue)
        self.submissions = {s.organisation.code: s for s in round_.submissions.select_related("organisation", "round")}
        self.result = Plan(obstacles=list(incoming.faults))

    def plan(self) -> Plan:
        result, read = self.result, self.incoming.read
        result.obstacles += self._unfitting()
        if read.catalogue.id == self.round.catalogue:
            held = contents_of(self.round, list(self.submissions.values()))
            result.cells = list(self._cells())
            result.reasons = list(self._reasons())
            result.comments = list(self._comments())
            result.attachments = list(self._attachments())
            result.files = list(self._files())
            result.records = self._kept(read.recorded, held.recorded)
            result.history = self._kept(read.history, held.history)
            result.obstacles += self._locked()
        if self.incoming.persons:
            result.notes.append(
                _("{n} 个学籍、问卷等个人记录文件留在原处，系统只保存其统计结果。", n=self.incoming.persons)
            )
        return result

    def _unfitting(self) -> Iterator[str]:
        read, round_ = self.incoming.read, self.round
        if round_.closed_at is not None:
            yield _("批次“{name}”已经结束。", name=round_.name)
        if read.catalogue.id != round_.catalogue:
            yield _(
                "文件夹用的指标目录是 {found}，本批次是 {expected}。",
                found=read.catalogue.id,
                expected=round_.catalogue,
            )
        if read.settings.organisation != round_.owner.code:
            found = read.tree[read.settings.organisation].name
            yield _("文件夹是“{found}”的，本批次属于“{expected}”。", found=found, expected=round_.owner.name)
        strangers = [school.name for school in read.tree.schools() if school.id not in self.submissions]
        if strangers:
            yield _("不参加本批次的学校：{names}。", names="、".join(strangers))

    def _cells(self) -> Iterator[CellChange]:
        existing: dict[Key, Cell] = {}
        for cell in Cell.objects.filter(submission__round=self.round).select_related("submission__organisation"):
            existing[cell.submission.organisation.code, cell.period, cell.indicator, cell.slice] = cell
        for fact in self.incoming.read.stated:
            if fact.organisation in self.submissions and self._wanted(fact, existing):
                text = shown_value(fact.status.value, fact.mantissa, fact.decimals)
                change = self._change(fact.key, text, existing.get(fact.key), fact, fact.source)
                if change is not None:
                    yield change
        for key, text in self.incoming.unreadable.items():
            if key[0] in self.submissions and key[2:] in self.form.rows:
                change = self._change(key, text, existing.get(key), None, "unreadable.csv")
                if change is not None:
                    yield change

    def _wanted(self, fact: Fact, existing: Mapping[Key, Cell]) -> bool:
        place = self.form.rows.get((fact.indicator, fact.slice))
        if place is None or fact.status is Status.not_reported or fact.key in self.incoming.unreadable:
            return False
        if place[1].kind is Kind.derived:  # this year's are computed here; last year's are kept where they say more
            computed = self._computed(fact.organisation).get((fact.indicator, fact.period))
            same = computed == (fact.mantissa, fact.decimals)
            return fact.period != self.form.current and (fact.key in existing or not same)
        return place[1].kind is not Kind.closed

    @cache  # noqa: B019 - lives as long as one plan is made
    def _computed(self, organisation: str) -> Mapping[tuple[str, str], tuple[int, int]]:
        """What the formulas of the form yield from the folder's figures of a school."""
        rows = [row for _table, row in self.form.rows.values() if row.kind is Kind.derived]
        formulas = {row.indicator.id for row in rows}
        own = self.incoming.read.stated.where(organisation=organisation)
        base = FactSet.from_facts(fact for fact in own if fact.indicator not in formulas)
        return derived_values(base, self.form, rows) if len(base) else {}

    def _change(self, key: Key, text: str, cell: Cell | None, fact: Fact | None, source: str) -> CellChange | None:
        value = (fact.status.value, fact.mantissa, fact.decimals) if fact else (Status.not_reported.value, None, None)
        if cell is not None:
            same = (cell.status, cell.mantissa, cell.decimals) == value
            if same and (fact is not None or cell.text == text):
                return None
        computed = self.form.rows[key[2:]][1].kind is Kind.total and key[1] == self.form.current
        return CellChange(
            key,
            (shown_value(cell.status, cell.mantissa, cell.decimals) or cell.text) if cell else "",
            text,
            *value,
            unreadable=fact is None,
            computed=computed,
            source=self.incoming.sources.get((key, text), source),
            version=cell.version if cell else 0,
        )

    def _locked(self) -> Iterator[str]:
        """Schools whose figures would change though they cannot."""
        touched = {change.key[0] for change in self.result.cells} | {r.organisation for r in self.result.reasons}
        for code in sorted(touched):
            submission = self.submissions[code]
            if submission.state != State.draft:
                yield _(
                    "“{name}”{state}，数据已锁定；请先退回，再导入。",
                    name=submission.organisation.name,
                    state=State(submission.state).label,
                )
        carried = Cell.objects.filter(submission__round=self.round, origin=UNTOUCHED).select_related(
            "submission__organisation"
        )
        fixed = {(c.submission.organisation.code, c.period, c.indicator, c.slice) for c in carried}
        for change in self.result.cells:
            if change.key in fixed:
                yield _(
                    "“{name}”的上年数据取自已审核的上年填报，不能改为 {after}（{source}）。",
                    name=self.submissions[change.key[0]].organisation.name,
                    after=change.after,
                    source=change.source,
                )

    def _reasons(self) -> Iterator[Reason]:
        known = {
            reason_key(Reason(r.submission.organisation.code, r.period, named(r), r.text, r.kind)): r.text
            for r in ReasonRow.objects.filter(submission__round=self.round).select_related("submission__organisation")
        }
        wanted = {reason_key(reason): reason for reason in self.incoming.reasons}
        for key, reason in wanted.items():
            if reason.organisation in self.submissions and known.get(key) != reason.text:
                self.result.obstacles += _too_long(reason, ("text", "indicator"))
                if reason.kind != "accepted" and key[2:4] not in self.form.rows:
                    self.result.notes.append(_("说明所指的“{id}”不在表中，没有导入。", id=reason.indicator))
                else:
                    yield reason

    def _comments(self) -> Iterator[Comment]:
        known = {
            (c.submission.organisation.code, c.period, c.indicator, c.slice, c.text, c.author, c.at)
            for c in CommentRow.objects.filter(submission__round=self.round).select_related("submission__organisation")
        }
        for comment in self.incoming.read.comments:
            moment = moment_of(comment.time)
            seen = (
                comment.organisation,
                comment.period,
                comment.indicator,
                comment.slice,
                comment.text,
                comment.author,
            )
            there = (*seen, moment) in known if moment else any(seen == each[:-1] for each in known)
            if comment.organisation in self.submissions and not there:
                self.result.obstacles += _too_long(comment, ("text", "author"))
                yield comment

    def _attachments(self) -> Iterator[AttachedFile]:
        known = {
            (a.submission.organisation.code, a.period, a.indicator, a.slice, a.sha256)
            for a in Attachment.objects.filter(submission__round=self.round).select_related("submission__organisation")
        }
        for each in self.incoming.attachments:
            if each.key[0] in self.submissions and (*each.key, each.sha256) not in known:
                yield each

    def _files(self) -> Iterator[CarriedFile]:
        known = dict(self.round.files.values_list("path", "sha256"))
        return (each for each in self.incoming.files if known.get(each.path) != each.sha256)

    def _kept(self, read: Iterable[Fact], held: list[Fact]) -> list[Fact] | None:
        found = [fact for fact in read if fact.organisation in self.submissions]
        return None if not found or _in_order(found) == _in_order(held) else found


def _in_order(facts: Iterable[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda fact: (fact.key, fact.edition, fact.source))


def reason_key(reason: Reason) -> tuple[str, str, str, str, str, str]:
    """(organisation, period, indicator, slice, kind, subject) by which a reason is told from others."""
    if reason.kind == "accepted":
        return (reason.organisation, reason.period, "", "", reason.kind, reason.indicator)
    indicator, _bracket, slice_ = reason.indicator.partition("[")
    return (reason.organisation, reason.period, indicator, slice_.rstrip("]"), reason.kind, "")


def moment_of(text: str) -> datetime | None:
    """The moment that an ISO text names, None for none or one without a zone."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def _too_long(row: Any, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        value = getattr(row, name)
        if len(value) > LENGTHS[name]:
            yield _("“{text}……”有 {found} 字，最多 {most} 字。", text=value[:20], found=len(value), most=LENGTHS[name])
