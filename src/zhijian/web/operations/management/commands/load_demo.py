"""zhijian-web load_demo"""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from zhijian.errors import UsageError
from zhijian.messages import _
from zhijian.web.operations.demo import load_demo


class Command(BaseCommand):
    help = _("载入示范市的数据、账号和一个批次；已载入的不重复。")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        if not settings.DEMO:
            raise UsageError(_("只有演示设置（zhijian.web.settings.demo）可以载入示范数据。"))
        self.stdout.write(_("已载入示范市：{name}。", name=load_demo().name))
