"""Making a backup: the snapshot first, then the files, so that every file that the snapshot names is there."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from zhijian.errors import UsageError
from zhijian.messages import _
from zhijian.web.operations.backup.manifest import UPLOADS, Manifest, digest_of
from zhijian.web.operations.backup.snapshot import FILES, Snapshot, take_snapshot, whole_or_nothing

NAMED = re.compile(r"zhijian-\d{8}-\d{6}-\d{6}")


@dataclass(frozen=True)
class Made:
    """A finished backup. digest: SHA-256 of its manifest. removed: older ones that went."""

    folder: Path
    manifest: Manifest
    digest: str
    removed: int


def make_backup(place: Path, *, keep: int | None = None) -> Made:
    """A new backup in ``place``, named for the moment. keep: that many of the newest stay, older ones are removed.

    Uploaded files are written before the row that names them and never changed, so those of a snapshot are all there
    when it is taken; one that is missing or differs from its row stops the backup (UsageError).
    """
    if keep is not None and keep < 1:
        raise UsageError(_("--keep 应为正整数，实为 {found}。", found=keep))
    moment = timezone.now()
    target = place / f"zhijian-{timezone.localtime(moment):%Y%m%d-%H%M%S-%f}"
    with whole_or_nothing(target) as staging:
        snapshot = take_snapshot(staging)
        files = {FILES[connection.vendor]: digest_of(staging / FILES[connection.vendor])}
        files |= _copy_uploads(snapshot, staging / UPLOADS)
        manifest = Manifest(
            connection.vendor, moment.isoformat(), version("zhijian"), snapshot.rows, snapshot.trail, files
        )
        digest = manifest.write(staging)
        for path in staging.rglob("*"):
            path.chmod(0o700 if path.is_dir() else 0o600)
    return Made(target, manifest, digest, _remove_older(place, keep))


def _copy_uploads(snapshot: Snapshot, target: Path) -> dict[str, str]:
    found, faults = {}, []
    for name, expected in sorted(snapshot.uploads.items()):
        source = Path(settings.MEDIA_ROOT) / name
        if not source.is_file():
            faults.append(_("上传的文件 {path} 不见了。", path=source))
            continue
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target / name)
        digest = digest_of(target / name)
        if digest != expected:
            faults.append(_("上传的文件 {path} 与数据库中的 SHA-256 不符。", path=source))
        found[f"{UPLOADS}/{name}"] = digest
    if faults:
        raise UsageError("\n".join(faults))
    return found


def _remove_older(place: Path, keep: int | None) -> int:
    if keep is None:
        return 0
    old = sorted(path for path in place.iterdir() if path.is_dir() and NAMED.fullmatch(path.name))[:-keep]
    for path in old:
        shutil.rmtree(path)
    return len(old)
