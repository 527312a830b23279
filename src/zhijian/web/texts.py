"""Template tags: texts in the user's language, moments, states.

{% load texts %}{% text "填报" %}  {% text "共 {n} 所学校" n=count %}  {% text "保存" as save %}
"""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone

from zhijian.messages import _ as translated
from zhijian.web.organisations.roles import Role
from zhijian.web.rounds.states import Action, State

register = template.Library()


@register.simple_tag
def text(message: str, **values: object) -> str:
    """The text in the current language, its ``{names}`` filled in."""
    return translated(message, **values)


@register.filter
def moment(value: datetime | None) -> str:
    """Local date and time to the minute: 2024-12-20 09:30."""
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M") if value else ""


@register.filter
def state_label(value: str) -> str:
    """The name of a submission's state."""
    return State(value).label


@register.filter
def action_label(value: str) -> str:
    """The name of a step."""
    return Action(value).label


@register.filter
def role_label(value: str) -> str:
    """The name of a role."""
    return Role(value).label
