"""zhijian-web export_round"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from zhijian.messages import _
from zhijian.web.bridge.actions.hand_out import hand_out
from zhijian.web.bridge.naming import round_of, user_of
from zhijian.web.bridge.place import new_folder


class Command(BaseCommand):
    help = _("把批次导出为报告文件夹，供 zhijian build 使用。")

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("round", type=int, help=_("批次编号，见网址"))
        parser.add_argument("folder", type=Path, help=_("要新建的文件夹"))
        parser.add_argument("--by", required=True, metavar="USERNAME", help=_("以谁的名义；只导出此人可以查看的内容"))

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        round_, user = round_of(options["round"]), user_of(options["by"])
        with new_folder(options["folder"]) as folder:
            held = hand_out(round_=round_, folder=folder, by=user)
        self.stdout.write(
            _("已导出“{name}”：{n} 项数据，写入 {path}。", name=round_.name, n=len(held.stated), path=options["folder"])
        )
