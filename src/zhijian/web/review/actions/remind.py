"""Telling people that it is their turn: in the application, by e-mail, and a text to paste into WeChat."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from zhijian.messages import _
from zhijian.web.audit.trail import record
from zhijian.web.collection.entry import Refused
from zhijian.web.organisations.models import Membership, Organisation
from zhijian.web.organisations.rights import Right, Standing, standing_of
from zhijian.web.organisations.roles import Role
from zhijian.web.review.models import Notice
from zhijian.web.rounds.models import ALONG, Round, Submission
from zhijian.web.rounds.states import Action, State

LOG = logging.getLogger(__name__)
MOST_TEXT = 1000


def those_to_remind(round_: Round, standing: Standing) -> list[Submission]:
    """The schools' submissions that their own people have not handed in and signed, below whoever asks as a reviewer."""
    rows = Submission.objects.filter(
        standing.within(Right.see_draft, "organisation"),
        round=round_,
        organisation__level="school",
        state__in=(State.draft, State.submitted),
    ).select_related(*ALONG)
    return [s for s in rows.order_by("organisation__path") if any(standing.may(Right.review, o) for o in s.reviewers)]


def text_for(round_: Round, submissions: Iterable[Submission]) -> str:
    """What is to be said to several schools at once, as a message in a group."""
    lines = [
        _("{name}（{state}，截止 {time}）", name=s.organisation.name, state=State(s.state).label, time=_local(s.due))
        for s in submissions
    ]
    head = _("【{round}】请以下 {n} 所学校尽快完成填报、提交和签字：", round=round_.name, n=len(lines))
    return "\n".join([head, *lines])


def remind(*, round_: Round, codes: Collection[str], text: str, by: Any) -> int:
    """Sends a reminder to the people of the chosen schools whose turn it is. Returns how many people.

    E-mail goes to those who have an address, once the transaction is over; that a mail server does not answer stops nothing.
    """
    chosen = [s for s in those_to_remind(round_, standing_of(by)) if s.organisation.code in set(codes)]
    if not chosen or len(chosen) < len(set(codes)):
        raise Refused(_("请选择需要提醒的学校。") if not codes else _("所选学校中有的已经提交，请刷新后再选。"))
    text = text.strip()[:MOST_TEXT]
    if not text:
        raise Refused(_("请填写提醒内容。"))
    with transaction.atomic():
        told: list[Notice] = []
        for submission in chosen:
            told += _notices(submission, _people(submission.organisation, _own_roles(submission)), "reminder", text)
            record(
                "reminder.sent",
                by=by,
                chain=submission.chain,
                organisation=submission.organisation.code,
                subject=str(round_),
                detail={"text": text},
            )
        Notice.objects.bulk_create(told)
        addresses = [(n.user.email, n.submission) for n in told if n.user.email]
        transaction.on_commit(lambda: _mail(round_, text, addresses))
    return len(told)


def tell_next(submission: Submission, action: Action, by: Any) -> None:
    """After a step: a message to those whose turn it is now, within the step's transaction."""
    state = State(submission.state)
    name = submission.organisation.name
    if action is Action.recall:
        people, text = (
            _people(submission.organisation, (Role.head,)),
            _("“{name}”的填报已撤回修改，改好后会再次提交，请先不要签字。", name=name),
        )
    elif state is State.draft:
        people, text = (
            _people(submission.organisation, (Role.clerk, Role.head)),
            _("“{name}”的填报被退回，请修改后重新提交。", name=name),
        )
    elif state is State.submitted:
        people, text = (
            _people(submission.organisation, (Role.head,)),
            _("“{name}”的填报已提交，请核对并签字。", name=name),
        )
    elif submission.finished:
        people, text = (
            _people(submission.organisation, (Role.clerk, Role.head)),
            _("“{name}”的填报已审核通过。", name=name),
        )
    else:
        people, text = _people(submission.next_reviewer, (Role.reviewer,)), _("“{name}”的填报等待审核。", name=name)
    Notice.objects.bulk_create(_notices(submission, [user for user in people if user.pk != by.pk], state.value, text))


def _own_roles(submission: Submission) -> tuple[Role, ...]:
    return (Role.head,) if submission.state == State.submitted else (Role.clerk, Role.head)


def _people(organisation: Organisation, roles: Collection[Role]) -> list[Any]:
    rows = Membership.objects.filter(organisation=organisation, role__in=roles, user__is_active=True)
    return list({row.user_id: row.user for row in rows.select_related("user")}.values())


def _notices(submission: Submission, people: Iterable[Any], kind: str, text: str) -> list[Notice]:
    now = timezone.now()
    return [Notice(user=user, submission=submission, kind=kind, text=text, at=now) for user in people]


def _mail(round_: Round, text: str, addresses: list[tuple[str, Submission]]) -> None:
    if not addresses:
        return
    mails = [EmailMessage(subject=str(round_), body=text, to=[address]) for address, _submission in addresses]
    try:
        get_connection().send_messages(mails)
    except (OSError, SMTPException):
        LOG.exception("reminders were not mailed", extra={"mails": len(mails)})


def _local(moment: Any) -> str:
    return timezone.localtime(moment).strftime("%m-%d %H:%M")
