"""How far each school of the demo has come: some have not begun, some are done."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from zhijian.web.organisations.models import Membership, Organisation, User
from zhijian.web.organisations.roles import Role
from zhijian.web.review.actions.own import sign, submit
from zhijian.web.review.actions.reviewing import approve
from zhijian.web.rounds.models import Round, Submission
from zhijian.web.rounds.states import Action

# What the demo's own clerk still has to fill in, so that a round can be gone through in a quarter of an hour.
LEFT_FOR_THE_CLERK = (
    "graduates.total",
    "graduates.placed",
    "courses.online",
    "courses.online_hours",
    "programmes.count",
)
NOT_BEGUN = ("school-11",)
HALF = ("school-08",)


# How far the others are: the last step that each has taken.
STEPS = {
    "school-01": (Action.submit, Action.sign),
    "school-02": (Action.submit, Action.sign, Action.approve_city),
    "school-03": (Action.submit,),
    "school-05": (Action.submit, Action.sign, Action.approve_county),
    "school-06": (Action.submit, Action.sign),
    "school-07": (Action.submit, Action.sign, Action.approve_county),
    "school-09": (Action.submit, Action.sign, Action.approve_county, Action.approve_city),
    "school-10": (Action.submit, Action.sign, Action.approve_county, Action.approve_city),
    "school-12": (Action.submit, Action.sign),
}


def tell(round_: Round, submissions: dict[str, Submission], fill: Callable[[Submission, Iterable[str]], None]) -> None:
    """Fills in the schools' figures and takes their submissions as far as the story goes."""
    for submission in Submission.objects.filter(round=round_, organisation__level="school").select_related(
        "round", "organisation", "county", "city"
    ):
        code = submission.organisation.code
        if code in NOT_BEGUN:
            continue
        fill(submissions[code], LEFT_FOR_THE_CLERK if code in ("school-04", *HALF) else ())
        for action in STEPS.get(code, ()):
            _take(submission, action)


def _take(submission: Submission, action: Action) -> None:
    own = submission.organisation
    if action is Action.submit:
        submit(submission=submission, by=_somebody(own, Role.clerk))
    elif action is Action.sign:
        sign(submission=submission, by=_somebody(own, Role.head))
    else:
        level = submission.county if action is Action.approve_county else submission.city
        approve(submission=submission, action=action, by=_somebody(level, Role.reviewer))


def _somebody(organisation: Organisation, role: Role) -> User:
    user: User = Membership.objects.filter(organisation=organisation, role=role).select_related("user")[0].user
    return user
