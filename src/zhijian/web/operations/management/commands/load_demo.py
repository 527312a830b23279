"""zhijian-web load_demo"""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from zhijian.errors import UsageError
from zhijian.messages import _
from zhijian.web.operations.demo import load_demo


class Command(BaseCommand):
    help = "Loads the fictional city, its accounts and a round into the database, once."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        if not settings.DEMO:
            raise UsageError(_("只有演示设置（zhijian.web.settings.demo）可以载入示范数据。"))
        self.stdout.write(_("已载入示范市：{name}。", name=load_demo().name))
