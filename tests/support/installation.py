"""An installation of the web application with processes, database and files of its own, as on a server."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from support.tools import missing

TESTS = Path(__file__).parents[1]
ADMINISTRATION = os.environ.get("ZHIJIAN_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/postgres")


@dataclass(frozen=True)
class Installation:
    """home: its folder. url: of its database."""

    home: Path
    url: str

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DATABASE_URL": self.url,
            "ZHIJIAN_HOME": str(self.home),
            "DJANGO_SETTINGS_MODULE": "support.settings_installed",
            "PYTHONPATH": str(TESTS),
            "PYTHONUNBUFFERED": "1",
        }

    def command(self, *arguments: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Runs ``zhijian-web arguments…``."""
        line = [sys.executable, "-m", "zhijian.web.manage", *map(str, arguments)]
        return self._run(line, check=check)

    def python(self, code: str) -> str:
        """Runs code with Django set up; returns what it printed."""
        return self._run([sys.executable, "-c", _set_up(code)]).stdout

    def _run(self, line: list[str], *, check: bool = True) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(line, env=self.environment, cwd=self.home, capture_output=True, text=True, check=False)
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done

    @contextmanager
    def running(self, code: str) -> Iterator[subprocess.Popen[str]]:
        """Code running beside the block, which reads what it prints; killed with -9 when the block ends."""
        with subprocess.Popen(
            [sys.executable, "-c", _set_up(code)],
            env=self.environment,
            cwd=self.home,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            try:
                yield process
            finally:
                process.send_signal(signal.SIGKILL)

    def fill(self) -> None:
        """Tables, the tests' city, and a place for files."""
        self.command("migrate", "--verbosity", "0")
        self.python("from support.web_world import make_world\nmake_world()")


def _set_up(code: str) -> str:
    return "import django\ndjango.setup()\n" + textwrap.dedent(code)


def sqlite_installation(home: Path) -> Installation:
    """One without tables yet."""
    home.mkdir(parents=True)
    return Installation(home, f"sqlite:///{home / 'zhijian.sqlite3'}")


def postgresql_server() -> psycopg.Connection[Any]:
    """A connection to the server's own database. The test is skipped, and says so, where there is none; in CI it fails."""
    try:
        return psycopg.connect(ADMINISTRATION, autocommit=True, connect_timeout=5)
    except psycopg.OperationalError as error:
        missing(f"no PostgreSQL at {urlsplit(ADMINISTRATION).hostname} (set ZHIJIAN_TEST_POSTGRESQL): {error}")


@contextmanager
def postgresql_installation(home: Path, name: str) -> Iterator[Installation]:
    """One without tables yet, in a database of its own that goes when the block ends. Without a server as
    ``postgresql_server``."""
    administration = postgresql_server()
    home.mkdir(parents=True)
    with administration:
        administration.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        administration.execute(f'CREATE DATABASE "{name}"')
        try:
            yield Installation(home, urlsplit(ADMINISTRATION)._replace(path=f"/{name}").geturl())
        finally:
            administration.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
