"""The states of a submission and the steps between them: one table, for actions, pages and the database."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from zhijian.messages import _


class State(StrEnum):
    """Where a submission stands."""

    draft = "draft"
    submitted = "submitted"
    signed = "signed"
    county_approved = "county_approved"
    city_approved = "city_approved"

    @property
    def label(self) -> str:
        return {
            State.draft: _("填报中"),
            State.submitted: _("已提交"),
            State.signed: _("已签字"),
            State.county_approved: _("县区已审核"),
            State.city_approved: _("市级已审核"),
        }[self]

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
    send_back = "send_back"

    @property
    def label(self) -> str:
        return {
            Action.submit: _("提交"),
            Action.recall: _("撤回"),
            Action.sign: _("签字"),
            Action.approve_county: _("县区审核通过"),
            Action.approve_city: _("市级审核通过"),
            Action.send_back: _("退回"),
        }[self]


class Step(NamedTuple):
    action: Action
    start: State
    end: State


STEPS = (
    Step(Action.submit, State.draft, State.submitted),
    Step(Action.recall, State.submitted, State.draft),
    Step(Action.sign, State.submitted, State.signed),
    Step(Action.approve_county, State.signed, State.county_approved),
    Step(Action.approve_city, State.county_approved, State.city_approved),
    Step(Action.approve_city, State.signed, State.city_approved),  # of a school that belongs to the city directly
    Step(Action.send_back, State.submitted, State.draft),
    Step(Action.send_back, State.signed, State.draft),
    Step(Action.send_back, State.county_approved, State.draft),
    Step(Action.send_back, State.city_approved, State.draft),
)
