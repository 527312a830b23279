"""An empty database for the time of a measurement."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

NAME = "zhijian_bench"


@contextmanager
def database(vendor: str, place: Path) -> Iterator[str]:
    """Its address."""
    if vendor == "sqlite":
        yield f"sqlite:///{place / 'zhijian.sqlite3'}"
        return
    import psycopg

    administration = os.environ.get("BENCH_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/postgres")
    name = f"{NAME}_{os.getpid()}"
    with psycopg.connect(administration, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlsplit(administration)._replace(path=f"/{name}").geturl()
        finally:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
