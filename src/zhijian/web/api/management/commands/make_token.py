"""zhijian-web make_token"""

from typing import Any

from django.core.management.base import BaseCommand

from zhijian.messages import _
from zhijian.web.api.actions.tokens import make_token
from zhijian.web.api.scopes import Scope
from zhijian.web.bridge.naming import user_of


class Command(BaseCommand):
    help = _("为用户生成接口令牌，只显示一次。")

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("username", help=_("用户名"))
        parser.add_argument("--name", required=True, help=_("令牌的名称，写明用途"))
        parser.add_argument(
            "--scope", action="append", required=True, choices=[scope.value for scope in Scope], help=_("权限，可重复")
        )
        parser.add_argument("--days", type=int, default=90, help=_("有效天数（默认 90）"))

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        user = user_of(options["username"])
        scopes = [Scope(name) for name in options["scope"]]
        row, token = make_token(user=user, name=options["name"], scopes=scopes, days=options["days"], by=user)
        self.stderr.write(
            _("令牌“{name}”只显示这一次，{until} 前有效：", name=row.name, until=f"{row.expires_at:%Y-%m-%d}")
        )
        self.stdout.write(token)
