"""The database that DATABASE_URL names, as Django wants to hear it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from zhijian.errors import UsageError
from zhijian.messages import _

# With the default, DEFERRED, a transaction that reads and then writes fails as soon as another one has written.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 10,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA busy_timeout=10000;",
}
POSTGRESQL = ("postgres", "postgresql")


def database_of(url: str) -> dict[str, Any]:
    """The entry of DATABASES for ``sqlite:///relative``, ``sqlite:////absolute`` or ``postgresql://user@host/name``.

    ``?synchronous=full`` makes SQLite wait for the disk with every save, so that not even a power cut loses one. A
    PostgreSQL address may carry ``?host=/run/postgresql`` and other options of libpq; ``pool=0`` goes without a
    pool of connections. Raises UsageError for anything else.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        path = unquote(parts.path)[1:]
        if not path:
            raise UsageError(_("DATABASE_URL 没有写明 SQLite 文件，例如 sqlite:///zhijian.sqlite3。"))
        options: dict[str, Any] = dict(SQLITE_OPTIONS)
        if dict(parse_qsl(parts.query)).get("synchronous", "").lower() == "full":
            options["init_command"] = options["init_command"].replace("synchronous=NORMAL", "synchronous=FULL")
        # Kept open by each of the server's few threads: to open it anew for each request costs more than a save.
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": Path(path), "OPTIONS": options, "CONN_MAX_AGE": None}
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in POSTGRESQL or not name:
        raise UsageError(
            _(
                "DATABASE_URL 应为 sqlite:///文件 或 postgresql://用户:密码@主机/库名，实为“{found}”。",
                found=parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl(),
            )
        )
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", parts.hostname or "")
    # The same few statements over and over: the server plans them once per connection. Three fifths of its time go.
    options |= {"server_side_binding": True, "prepare_threshold": 3}
    if options.pop("pool", "1") != "0":
        options["pool"] = {"min_size": 1, "max_size": 8, "timeout": 20}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }
