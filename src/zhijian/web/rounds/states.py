"""The states of a submission and the steps between them: one table, for actions, pages and the database."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from zhijian.messages import _

# Levels of organisations that can review, lowest first. Which of them do, a round says (Round.levels).
REVIEWING = ("county", "city", "province")


class State(StrEnum):
    """Where a submission stands."""

    draft = "draft"
    submitted = "submitted"
    signed = "signed"
    county_approved = "county_approved"
    city_approved = "city_approved"
    province_approved = "province_approved"

    @classmethod
    def approved_by(cls, level: str) -> State:
        """Where a submission stands once that level has approved it."""
        return cls(f"{level}_approved")

    @property
    def level(self) -> str:
        """The level that approved it last; empty before any did."""
        return self.value.removesuffix("_approved") if self.value.endswith("_approved") else ""

    @property
    def label(self) -> str:
        return {
            State.draft: _("填报中"),
            State.submitted: _("已提交"),
            State.signed: _("已签字"),
            State.county_approved: _("县区已审核"),
            State.city_approved: _("市级已审核"),
            State.province_approved: _("省级已审核"),
        }[self]

    def told(self, *, begun: bool) -> str:
        """The same where it is known whether anything is filled in: a draft is either not begun or under way."""
        return self.label if begun or self is not State.draft else _("未开始")

    @property
    def rank(self) -> int:
        return list(State).index(self)


class Action(StrEnum):
    """A step from one state to another."""

    submit = "submit"
    recall = "recall"
    sign = "sign"
    approve_county = "approve_county"
    approve_city = "approve_city"
    approve_province = "approve_province"
    send_back = "send_back"

    @classmethod
    def approval_by(cls, level: str) -> Action:
        """The approval of that level."""
        return cls(f"approve_{level}")

    @property
    def level(self) -> str:
        """The level whose approval it is; empty for other steps."""
        return self.value.removeprefix("approve_") if self.value.startswith("approve_") else ""

    @property
    def label(self) -> str:
        return {
            Action.submit: _("提交"),
            Action.recall: _("撤回"),
            Action.sign: _("签字"),
            Action.approve_county: _("县区审核通过"),
            Action.approve_city: _("市级审核通过"),
            Action.approve_province: _("省级审核通过"),
            Action.send_back: _("退回"),
        }[self]


def level_name(level: str) -> str:
    """What a level is called."""
    return {"county": _("县区"), "city": _("市级"), "province": _("省级")}[level]


class Step(NamedTuple):
    action: Action
    start: State
    end: State


APPROVED = tuple(State.approved_by(level) for level in REVIEWING)

# A level approves what was signed, or what any level below it has approved: which levels review a submission, it says
# itself (Submission.reviewers), and each can be left out.
STEPS = (
    Step(Action.submit, State.draft, State.submitted),
    Step(Action.recall, State.submitted, State.draft),
    Step(Action.sign, State.submitted, State.signed),
    *(
        Step(Action.approval_by(level), start, State.approved_by(level))
        for number, level in enumerate(REVIEWING)
        for start in (State.signed, *APPROVED[:number])
    ),
    *(Step(Action.send_back, start, State.draft) for start in (State.submitted, State.signed, *APPROVED)),
)
