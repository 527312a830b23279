"""What an installation that people reach over a network must not have. Asked before the server starts."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from zhijian.messages import _
from zhijian.web.organisations.roles import Role

SHORTEST_KEY = 50


def refuse_settings(settings: Any) -> None:
    """Raises ImproperlyConfigured with everything in the settings that production must not have."""
    faults = []
    if settings["DEBUG"]:
        faults.append(_("DEBUG 必须关闭。"))
    key = settings["SECRET_KEY"]
    if len(key) < SHORTEST_KEY or len(set(key)) < 10 or key.startswith("django-insecure-"):
        faults.append(
            _(
                "ZHIJIAN_SECRET_KEY 未设置或太短（至少 {n} 个字符，可用 python3 -c 'import secrets; print(secrets.token_urlsafe(60))' 生成）。",
                n=SHORTEST_KEY,
            )
        )
    if not settings["ALLOWED_HOSTS"] or "*" in settings["ALLOWED_HOSTS"]:
        faults.append(_("ZHIJIAN_HOSTS 应写明对外的域名，多个用逗号隔开。"))
    if settings["DEMO"] or settings["DEMO_ACCOUNTS"]:
        faults.append(_("演示账号不能用于正式环境。"))
    unknown = [name for name in settings.get("SECOND_FACTOR_FOR", ()) if name not in Role.__members__]
    if unknown:
        faults.append(
            _(
                "ZHIJIAN_SECOND_FACTOR 中没有这些岗位：{names}；可用 {known}。",
                names=", ".join(unknown),
                known=", ".join(Role),
            )
        )
    if faults:
        raise ImproperlyConfigured("\n".join(faults))


def refuse_demo_accounts() -> None:
    """Raises ImproperlyConfigured where the database holds accounts whose passwords stand on the demo's login page."""
    from zhijian.web.organisations.models import User

    names = list(User.objects.filter(demo=True, is_active=True).values_list("username", flat=True)[:5])
    if names:
        raise ImproperlyConfigured(
            _("数据库中有演示账号（{names} 等），正式环境不能启动；请使用新的数据库。", names="、".join(names))
        )
