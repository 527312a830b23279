"""What a user can do with a submission now: the buttons of its page."""

from __future__ import annotations

from typing import Any, NamedTuple

from zhijian.web.organisations.rights import Right, Standing, standing_of
from zhijian.web.rounds.models import Submission
from zhijian.web.rounds.states import STEPS, Action, State


class Offer(NamedTuple):
    """One step that is offered. level: the organisation in whose name it is taken."""

    action: Action
    label: str
    level: Any


def offers_of(submission: Submission, user: Any) -> list[Offer]:
    """The steps that the user may take in the submission's state. Whether its figures admit them, the step itself says."""
    if submission.round.closed_at:
        return []
    standing = standing_of(user)
    state = State(submission.state)
    actions = dict.fromkeys(step.action for step in STEPS if step.start is state)
    offers = []
    for action in actions:
        level = level_of(submission, action)
        if level is not None and may_take(standing, submission, action):
            offers.append(Offer(action, action.label, level))
    return offers


def level_of(submission: Submission, action: Action) -> Any:
    """The organisation in whose name the step is taken; None where there is none, or where it is not its turn."""
    if action in (Action.submit, Action.recall, Action.sign):
        return None if action is Action.recall and submission.frozen_at else submission.organisation
    if action.level:
        return submission.next_reviewer if action.level == submission.next_level else None
    return sender_back(submission)


def sender_back(submission: Submission) -> Any:
    """Who may send it back now: the head before the signature, then whoever reads it, after that whoever approved last.

    What nobody reviews, the totals of the round's owner, its own reviewers take back.
    """
    state = State(submission.state)
    if state is State.draft:
        return None
    if state is State.submitted or not submission.reviewers:
        return submission.organisation
    return submission.next_reviewer or submission.reviewers[-1]


def may_take(standing: Standing, submission: Submission, action: Action) -> bool:
    """Whether the user may take the step in the name of the organisation whose turn it is."""
    level = level_of(submission, action)
    if level is None:
        return False
    own = submission.organisation
    parents = not own.is_school and standing.may(Right.review, own)  # a county's totals are its reviewers' work
    if action in (Action.submit, Action.recall):
        return standing.may(Right.enter, own) or parents
    if action is Action.sign or level.pk == own.pk:
        return standing.may(Right.sign, own) or parents
    return standing.may(Right.review, level)
