"""Restoring a backup: into an empty installation, or with everything that is there put aside first."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from zhijian.errors import UsageError
from zhijian.messages import _
from zhijian.web.audit.trail import verify
from zhijian.web.operations.backup.manifest import UPLOADS, Manifest, checked_manifest
from zhijian.web.operations.backup.snapshot import FILES, run_tool


def restore_backup(folder: Path, *, replace: bool = False) -> Manifest:
    """Put the backup in place of what the settings point to, then compare row counts and the audit trail with it.

    replace: whether there may be a database already; SQLite's file and the uploads are renamed, not deleted, PostgreSQL's
    tables are dropped. The server must not be running. Raises UsageError, UnreadableInput; then PostgreSQL is as it was.
    """
    manifest = checked_manifest(folder)
    if manifest.database != connection.vendor:
        raise UsageError(
            _(
                "备份来自 {found}，当前设置用的是 {expected}；请改 DATABASE_URL。",
                found=manifest.database,
                expected=connection.vendor,
            )
        )
    if not replace and not _empty():
        raise UsageError(_("当前数据库或上传目录不是空的，没有恢复。确要替换请加 --replace。"))
    now = timezone.localtime()
    if connection.vendor == "sqlite":
        _restore_sqlite(folder / FILES["sqlite"], now)
    else:
        cleaning = ("--clean", "--if-exists") if replace else ()
        options = ("--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", *cleaning)
        connection.close()
        run_tool(
            "pg_restore", *options, f"--dbname={connection.settings_dict['NAME']}", str(folder / FILES["postgresql"])
        )
    _restore_uploads(folder / UPLOADS, now)
    _compare(manifest)
    return manifest


def _empty() -> bool:
    uploads = Path(settings.MEDIA_ROOT)
    if uploads.is_dir() and any(uploads.iterdir()):
        return False
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return True
    return not connection.introspection.table_names()


def _restore_sqlite(source: Path, now: datetime) -> None:
    target = Path(connection.settings_dict["NAME"])
    if target.exists():
        _nobody_writes()
    connection.close()
    target.parent.mkdir(parents=True, exist_ok=True)
    staging = target.with_name(f".{target.name}.restoring")
    shutil.copyfile(source, staging)
    for ending in ("", "-wal", "-shm"):
        path = target.with_name(target.name + ending)
        if path.exists():
            path.rename(_aside(target, now).with_name(_aside(target, now).name + ending))
    staging.rename(target)


def _nobody_writes() -> None:
    """Empties the write-ahead log into the database file; raises UsageError where another process has it open for that."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=2000")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy: Any = cursor.fetchone()
    if busy and busy[0]:
        raise UsageError(_("数据库正被使用。请先停止服务，再恢复。"))


def _restore_uploads(source: Path, now: datetime) -> None:
    target = Path(settings.MEDIA_ROOT)
    if target.is_dir() and any(target.iterdir()):
        target.rename(_aside(target, now))
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    target.mkdir(parents=True, exist_ok=True)


def _aside(path: Path, now: datetime) -> Path:
    return path.with_name(f"{path.name}.before-{now:%Y%m%d-%H%M%S}")


def _compare(manifest: Manifest) -> None:
    faults = []
    with connection.cursor() as cursor:
        for table, expected in manifest.rows.items():
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            found = cursor.fetchone()[0]
            if found != expected:
                faults.append(
                    _("{table}：应有 {expected} 行，实有 {found} 行。", table=table, expected=expected, found=found)
                )
    trail = verify()
    faults += trail.faults
    if list(trail.ends) != [tuple(end) for end in manifest.trail]:
        faults.append(_("审计日志的链尾与备份清单不符。"))
    if faults:
        raise UsageError("\n".join(faults))
