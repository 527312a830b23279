"""zhijian-web serve: brings the database up to date and runs the server."""

import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from zhijian.messages import _
from zhijian.web.operations.demo import load_demo
from zhijian.web.organisations.roles import Role

# The server's own default is 256: so many threads of one interpreter only wait for each other, and for the database.
THREADS = 4


class Command(BaseCommand):
    help = "Migrates the database, collects static files, loads the demo where settings say so, and runs granian."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", default="8000")
        parser.add_argument("--workers", default="2")
        parser.add_argument("--threads", default=str(THREADS), help="requests that a worker answers at the same time")

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
        granian = Path(sys.executable).with_name("granian")
        arguments = ["--interface", "wsgi", "--host", options["host"], "--port", options["port"]]
        arguments += [
            "--workers",
            options["workers"],
            "--blocking-threads",
            options["threads"],
            "--no-ws",
            "--log-level",
            "warning",
            "zhijian.web.wsgi:application",
        ]
        os.execv(granian, [str(granian), *arguments])  # noqa: S606 - our own server, no shell

    def _announce(self, host: str, port: str) -> None:
        self.stdout.write(_("网上填报系统：http://{host}:{port}  （按 Ctrl+C 停止）", host=host, port=port))
        if settings.DEMO_ACCOUNTS:
            self.stdout.write(_("演示账号（口令均为 {password}）：", password=settings.DEMO_ACCOUNTS[0]["password"]))
            for account in settings.DEMO_ACCOUNTS:
                self.stdout.write(f"  {account['username']:<8}{Role(account['role']).label}")
