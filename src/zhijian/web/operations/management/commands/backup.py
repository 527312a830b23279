"""zhijian-web backup"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from zhijian.messages import _
from zhijian.web.operations.backup import make_backup


class Command(BaseCommand):
    help = _("备份数据库和所有上传的文件，系统不必停止。")

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("place", type=Path, help=_("存放备份的文件夹"))
        parser.add_argument("--keep", type=int, help=_("保留最新的几份，更早的删除"))

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
