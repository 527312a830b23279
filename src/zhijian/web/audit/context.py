"""What the sentences of a page of events are told with, read at once for all of them: six queries, however many events."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from zhijian.messages import _, language
from zhijian.web.audit.masking import masked_account, masked_name, masked_text
from zhijian.web.audit.models import AuditEvent
from zhijian.web.collection.form import BASE, EntryForm, entry_form
from zhijian.web.collection.models import CellVersion
from zhijian.web.organisations.models import Membership, Organisation, User
from zhijian.web.organisations.roles import Role
from zhijian.web.rounds.models import Submission

OF_SUBMISSIONS = "submission:"
SHOWN = 10  # cells, reasons and codes of one event that are told one by one
CELL = 3  # indicator, slice, period: how a cell begins in an event's detail


class Context:
    """Names behind the codes of these events. whole: names and numbers of persons unmasked."""

    def __init__(self, events: Sequence[AuditEvent], *, whole: bool) -> None:
        self.events, self.whole = events, whole

    @cached_property
    def submissions(self) -> dict[str, Submission]:
        """Chain → submission."""
        keys = [e.chain.removeprefix(OF_SUBMISSIONS) for e in self.events if e.chain.startswith(OF_SUBMISSIONS)]
        rows = Submission.objects.filter(pk__in=[key for key in keys if key.isdigit()])
        return {row.chain: row for row in rows.select_related("round", "organisation")}

    @cached_property
    def organisations(self) -> dict[str, str]:
        """Code → name."""
        codes = {e.organisation for e in self.events}
        return dict(Organisation.objects.filter(code__in=codes).values_list("code", "name"))

    @cached_property
    def people(self) -> dict[str, str]:
        """User name → name."""
        subjects = {e.subject for e in self.events if e.chain == "accounts"}
        return dict(User.objects.filter(username__in=subjects).values_list("username", "name"))

    @cached_property
    def roles(self) -> dict[int, str]:
        """Key of a person who did something → what they are at present, so that a masked name says something."""
        people = {e.actor_id for e in self.events if e.actor_id}
        rows = Membership.objects.filter(user__in=people).order_by("-organisation__path", "-role")
        return {user: Role(role).label for user, role in rows.values_list("user_id", "role")}

    @cached_property
    def before(self) -> dict[tuple[int, str, str, str, int], str]:
        """(submission, indicator, slice, period, version) → the text that the version replaced."""
        indicators = {cell[0] for event in self.events for cell in cells_of(event)}
        submissions = [s.pk for s in self.submissions.values()]
        rows = CellVersion.objects.filter(cell__submission__in=submissions, cell__indicator__in=indicators).values_list(
            "cell__submission_id", "cell__indicator", "cell__slice", "cell__period", "version", "text"
        )
        return {
            (pk, indicator, slice_, period, version + 1): text for pk, indicator, slice_, period, version, text in rows
        }

    def who(self, event: AuditEvent) -> str:
        """Who did it; the application itself where nobody did."""
        if not event.actor_name:
            return _("系统")
        if self.whole:
            return event.actor_name
        role = self.roles.get(event.actor_id or 0, "")
        name = masked_name(event.actor_name)
        return _("{name}（{role}）", name=name, role=role) if role else name

    def where(self, event: AuditEvent) -> str:
        """The organisation that it concerns."""
        return self.organisations.get(event.organisation, event.organisation)

    def who_and_where(self, event: AuditEvent) -> dict[str, str]:
        """Who did it and where, as the values of a sentence."""
        return {"who": self.who(event), "where": self.where(event)}

    def person(self, event: AuditEvent) -> str:
        """The account that it concerns: name and user name."""
        name, username = self.people.get(event.subject, ""), event.subject
        if not self.whole:
            name, username = masked_name(name), masked_account(username)
        return _("{name}（{account}）", name=name, account=username) if name else username

    def name(self, text: str) -> str:
        """The name of somebody who has no account yet."""
        return text if self.whole else masked_name(text)

    def text(self, text: str) -> str:
        """What somebody wrote."""
        return text if self.whole else masked_text(text)

    def cell(self, event: AuditEvent, key: Sequence[Any]) -> str:
        """A cell in words: 表3“专业教学资源库数”（2024年）."""
        indicator, slice_, period = (str(part) for part in key[:CELL])
        submission = self.submissions.get(event.chain)
        if submission is None:
            return indicator
        form = entry_form(submission.round.catalogue)
        number = form.table_of(indicator, slice_)
        table = _("基础数据") if number == BASE else _("表{number}", number=number)
        return _("{table}“{label}”（{period}年）", table=table, label=_label(form, indicator, slice_), period=period)

    def change(self, event: AuditEvent, cell: Sequence[Any]) -> tuple[str, str, str]:
        """(the cell, its text before, its text after) of a saved cell."""
        indicator, slice_, period, version, after = cell
        submission = self.submissions.get(event.chain)
        key = (submission.pk if submission else 0, indicator, slice_, period, version)
        return self.cell(event, cell), _shown(self.before.get(key, "")), _shown(after)


def cells_of(event: AuditEvent) -> Sequence[Sequence[Any]]:
    """The saved cells of an event that are told: [indicator, slice, period, version, text]."""
    return event.detail["cells"][:SHOWN] if event.action == "cells.saved" else ()


def _label(form: EntryForm, indicator: str, slice_: str) -> str:
    label = form.catalogue.short_label(indicator, language()) if indicator in form.catalogue else indicator
    return f"{label}：{form.catalogue.slice_label(indicator, slice_, language())}" if slice_ else label


def _shown(text: str) -> str:
    return text or _("（空）")
