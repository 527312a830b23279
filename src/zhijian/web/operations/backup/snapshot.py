"""A snapshot of the database as one file, taken while others write; and what is in it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from zhijian.errors import UsageError
from zhijian.messages import _

FILES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


@dataclass
class Snapshot:
    """rows: table → how many. uploads: path of each stored file → the SHA-256 that the database knows. trail: ends of
    the audit trail's chains."""

    rows: dict[str, int] = field(default_factory=dict)
    uploads: dict[str, str] = field(default_factory=dict)
    trail: list[tuple[str, int, str]] = field(default_factory=list)


def take_snapshot(folder: Path) -> Snapshot:
    """Write the database at hand into ``folder``; neither readers nor writers wait for it."""
    target = folder / FILES[connection.vendor]
    return _of_sqlite(target) if connection.vendor == "sqlite" else _of_postgresql(target)


def _of_sqlite(target: Path) -> Snapshot:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])
    with closing(sqlite3.connect(target)) as copy:
        cursor = copy.cursor()
        if cursor.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise UsageError(_("数据库文件已损坏（integrity_check 未通过），没有生成备份。请用上一份备份恢复。"))
        return _read(cursor)


def _of_postgresql(target: Path) -> Snapshot:
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (name,) = cursor.fetchone()
        run_tool(
            "pg_dump", "--format=custom", f"--snapshot={name}", f"--file={target}", "--no-owner", "--no-privileges"
        )
        return _read(cursor)


def _read(cursor: Any) -> Snapshot:
    found = Snapshot()
    for table in sorted(model._meta.db_table for model in apps.get_models(include_auto_created=True)):
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        found.rows[table] = cursor.fetchone()[0]
    for table in _tables_of_files():
        cursor.execute(f'SELECT file, sha256 FROM "{table}"')
        found.uploads |= dict(cursor.fetchall())
    cursor.execute("SELECT name, length, hash FROM audit_chain ORDER BY name")
    found.trail = [tuple(row) for row in cursor.fetchall()]
    return found


def _tables_of_files() -> Iterator[str]:
    """Of models that keep an uploaded file with its digest."""
    for model in apps.get_models():
        fields = {f.name: f for f in model._meta.get_fields()}
        if isinstance(fields.get("file"), models.FileField) and "sha256" in fields:
            yield model._meta.db_table


def run_tool(name: str, *arguments: str) -> None:
    """Run a program of PostgreSQL on the database at hand. The password goes through the environment. Raises UsageError."""
    program = shutil.which(name)
    if program is None:
        raise UsageError(
            _("没有找到 {name}，请安装 PostgreSQL 客户端（Debian：apt install postgresql-client）。", name=name)
        )
    known = connection.settings_dict
    environment = {**os.environ, "PGDATABASE": str(known["NAME"])}
    for variable, key in (("PGUSER", "USER"), ("PGPASSWORD", "PASSWORD"), ("PGHOST", "HOST"), ("PGPORT", "PORT")):
        if known[key]:
            environment[variable] = str(known[key])
    done = subprocess.run([program, "--no-password", *arguments], env=environment, capture_output=True, check=False)  # noqa: S603 - our own arguments, no shell
    if done.returncode:
        raise UsageError(_("{name} 没有成功：{error}", name=name, error=done.stderr.decode(errors="replace").strip()))


@contextmanager
def whole_or_nothing(target: Path) -> Iterator[Path]:
    """A folder that becomes ``target`` when the block ends well, on the disk and not only in its cache."""
    staging = target.with_name(f".{target.name}.partial")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True, mode=0o700)
    try:
        yield staging
        for path in (*staging.rglob("*"), staging):
            _sync(path)
        staging.rename(target)
        _sync(target.parent)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
