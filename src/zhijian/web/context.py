"""What every page knows: who is signed in, where they can go, the demo's accounts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from zhijian.messages import _, language
from zhijian.web.organisations.rights import Standing, standing_of
from zhijian.web.organisations.roles import Role
from zhijian.web.review.notices import unread


def page(request: Any) -> dict[str, Any]:
    """The context of every template."""
    user = getattr(request, "user", None)
    known: dict[str, Any] = {"demo": settings.DEMO, "lang": language(), "demo_accounts": []}
    if user is None or not user.is_authenticated:
        known["demo_accounts"] = [
            {
                "username": a["username"],
                "password": a["password"],
                "who": a["name"] if language() == "zh" else Role(a["role"]).label,
            }
            for a in settings.DEMO_ACCOUNTS
        ]
        return {**known, "user_name": "", "own_memberships": [], "navigation": [], "unread": 0}
    standing = standing_of(user)
    return {
        **known,
        "user_name": user.name,
        "own_memberships": [
            {"organisation": organisation.name, "role_label": role.label} for role, organisation in standing.memberships
        ],
        "navigation": [
            {"url": url, "text": text, "current": request.path == url} for url, text in _navigation(standing)
        ],
        "unread": unread(user),
    }


def _navigation(standing: Standing) -> list[tuple[str, str]]:
    places = [(reverse("home"), _("首页")), (reverse("rounds:list"), _("填报批次"))]
    places.append((reverse("notices"), _("消息")))
    if standing.holds([Role.administrator]):
        places.append((reverse("organisations:people"), _("单位与人员")))
    if standing.holds([Role.administrator, Role.reviewer]):
        places.append((reverse("audit:search"), _("审计日志")))
    return places
