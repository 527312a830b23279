"""zhijian-web import_round"""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from zhijian.errors import UsageError
from zhijian.messages import _
from zhijian.web.bridge.actions.take_in import open_from_folder, preview, take_in
from zhijian.web.bridge.incoming import read_incoming
from zhijian.web.bridge.naming import round_of, user_of
from zhijian.web.bridge.wording import lines_of


class Command(BaseCommand):
    help = _("把报告文件夹导入已有批次或新批次；不加 --accept 时只预览。")

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("folder", type=Path, help=_("报告文件夹"))
        parser.add_argument("--by", required=True, metavar="USERNAME", help=_("以谁的名义"))
        parser.add_argument("--round", type=int, help=_("要改的批次的编号"))
        parser.add_argument("--new", metavar="NAME", help=_("新开批次，取这个名称"))
        parser.add_argument("--days", type=int, default=30, help=_("新批次离截止的天数（默认 30）"))
        parser.add_argument("--accept", action="store_true", help=_("确认导入；不加时只预览"))

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        if (options["round"] is None) == (options["new"] is None):
            raise UsageError(_("请用 --round 指明要改的批次，或用 --new 给新批次取名，二者取一。"))
        user = user_of(options["by"])
        incoming = read_incoming(options["folder"])
        if options["new"] is not None:
            if not options["accept"]:
                raise UsageError(_("新开批次没有可比较的内容；确认导入请加 --accept。"))
            deadline = timezone.now() + timedelta(days=options["days"])
            round_, plan = open_from_folder(incoming=incoming, name=options["new"], deadline=deadline, by=user)
        else:
            round_ = round_of(options["round"])
            if options["accept"]:
                plan = take_in(incoming=incoming, round_=round_, by=user)
            else:
                plan = preview(incoming=incoming, round_=round_, by=user)
        for line in lines_of(plan, round_):
            self.stdout.write(line)
        if options["accept"]:
            self.stdout.write(_("已导入“{name}”（编号 {id}）。", name=round_.name, id=round_.pk))
        else:
            self.stdout.write(_("以上是预览，没有改动任何数据；确认导入请加 --accept。"))
