"""zhijian-web restore"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from zhijian.messages import _
from zhijian.web.operations.backup import checked_manifest, restore_backup


class Command(BaseCommand):
    help = _("恢复备份（先停止系统）；加 --check 时只与清单核对。")

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("backup", type=Path, help=_("zhijian-web backup 生成的文件夹"))
        parser.add_argument("--check", action="store_true", help=_("只与清单核对，不恢复"))
        parser.add_argument("--replace", action="store_true", help=_("替换现有数据"))

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        check = options["check"]
        manifest = (
            checked_manifest(options["backup"])
            if check
            else restore_backup(options["backup"], replace=options["replace"])
        )
        known = {
            "time": manifest.made_at,
            "rows": sum(manifest.rows.values()),
            "files": len(manifest.files) - 1,
        }
        if check:
            self.stdout.write(_("备份完好：{time}，{rows} 行数据，{files} 个文件。", **known))
        else:
            self.stdout.write(_("已恢复到 {time} 的状态：{rows} 行数据，{files} 个文件，审计日志完整。", **known))
