"""zhijian-web verify_audit"""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zhijian.errors import UnreadableInput
from zhijian.messages import _
from zhijian.web.audit.models import AuditEvent
from zhijian.web.audit.reading import keep_reading
from zhijian.web.audit.trail import verify


class Command(BaseCommand):
    help = _("核验整个审计日志，指出被改动、删除或插入的事件。")

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--keep", type=Path, help=_("把各条链的链尾写入这个文件，留存到别处"))
        parser.add_argument("--against", type=Path, help=_("与以前留存的链尾核对"))

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        found = verify()
        keep_reading(found, by=None)
        faults = list(found.faults)
        if options["against"]:
            faults += _shortened(_kept(options["against"]))
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(_("审计日志有 {n} 处不符。", n=len(faults)))
        if options["keep"]:
            ends = {chain: [length, digest] for chain, length, digest in found.ends}
            options["keep"].write_text(json.dumps(ends, ensure_ascii=False, indent=1), "utf-8")
        self.stdout.write(_("审计日志完好：{chains} 条链，{events} 个事件。", chains=found.chains, events=found.events))


def _kept(path: Path) -> dict[str, list[Any]]:
    """The ends that were kept in the file. Raises UnreadableInput."""
    try:
        return {chain: [int(length), str(digest)] for chain, (length, digest) in json.loads(path.read_bytes()).items()}
    except OSError as error:
        raise UnreadableInput(_("无法读取 {path}：{error}", path=path, error=error.strerror)) from None
    except (ValueError, TypeError, AttributeError):
        raise UnreadableInput(_("{path} 不是 verify_audit --keep 写出的链尾。", path=path)) from None


def _shortened(kept: dict[str, list[Any]]) -> list[str]:
    """Chains that no longer hold the event at which they ended when their ends were kept."""
    faults = []
    for chain, (length, digest) in kept.items():
        event = AuditEvent.objects.filter(chain=chain, number=length).first()
        if event is None or event.hash != digest:
            faults.append(_("{chain}：第 {n} 条与留存的校验值不符。", chain=chain, n=length))
    return faults
