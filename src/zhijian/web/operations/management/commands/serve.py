"""zhijian-web serve: brings the database up to date and runs the server."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from zhijian.messages import _
from zhijian.web.operations.demo import load_demo
from zhijian.web.operations.server import THREADS, WORKERS, server_line
from zhijian.web.organisations.roles import Role


class Command(BaseCommand):
    help = _("更新数据库结构，启动网上填报系统。")

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--host", default="127.0.0.1", help=_("监听的地址（默认 127.0.0.1）"))
        parser.add_argument("--port", default="8000", help=_("端口（默认 8000）"))
        parser.add_argument("--workers", default=str(WORKERS), help=_("工作进程数"))
        parser.add_argument("--threads", default=str(THREADS), help=_("每个工作进程同时处理的请求数"))

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        settings.HOME.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        if settings.DEMO:
            self.stdout.write(_("正在准备示范市的数据（首次约需 15 秒）……"))
            load_demo()
        self._announce(options["host"], options["port"])
        sys.stdout.flush()
        line = server_line(options["host"], options["port"], options["workers"], options["threads"])
        os.execv(line[0], line)  # noqa: S606 - our own server, no shell

    def _announce(self, host: str, port: str) -> None:
        self.stdout.write(_("网上填报系统：http://{host}:{port}  （按 Ctrl+C 停止）", host=host, port=port))
        if settings.DEMO_ACCOUNTS:
            self.stdout.write(_("演示账号（密码均为 {password}）：", password=settings.DEMO_ACCOUNTS[0]["password"]))
            for account in settings.DEMO_ACCOUNTS:
                self.stdout.write(f"  {account['username']:<8}{Role(account['role']).label}")
