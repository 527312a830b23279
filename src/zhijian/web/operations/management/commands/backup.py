"""zhijian-web backup"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from zhijian.messages import _
from zhijian.web.operations.backup import make_backup


class Command(BaseCommand):
    help = "Backs up the database and all uploaded files while the application runs."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("place", type=Path, help="the folder in which backups are kept")
        parser.add_argument("--keep", type=int, help="how many of the newest stay; older ones are removed")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        made = make_backup(options["place"], keep=options["keep"])
        self.stdout.write(
            _(
                "已备份到 {path}：{rows} 行数据，{files} 个文件。清单 SHA-256：{digest}",
                path=made.folder,
                rows=sum(made.manifest.rows.values()),
                files=len(made.manifest.files) - 1,
                digest=made.digest,
            )
        )
        if made.removed:
            self.stdout.write(_("已删除较早的备份 {n} 份。", n=made.removed))
