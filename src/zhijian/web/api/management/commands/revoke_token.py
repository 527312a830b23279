"""zhijian-web revoke_token"""

from typing import Any

from django.core.management.base import BaseCommand

from zhijian.errors import UsageError
from zhijian.messages import _
from zhijian.web.api.actions.tokens import revoke_token
from zhijian.web.api.models import ApiToken


class Command(BaseCommand):
    help = _("撤销以这些字符开头的接口令牌。")

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("start", help=_("令牌的前十个字符，见令牌列表"))

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        found = list(ApiToken.objects.select_related("user").filter(start=options["start"], revoked_at=None))
        if len(found) != 1:
            raise UsageError(_("以“{start}”开头的有效令牌有 {n} 个，应为 1 个。", start=options["start"], n=len(found)))
        revoke_token(token=found[0], by=found[0].user)
        self.stdout.write(_("令牌“{name}”已撤销。", name=found[0].name))
