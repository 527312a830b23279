"""The server as it runs in an installation, and how much processor time it takes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from zhijian.web.operations.server import server_line

TICK = os.sysconf("SC_CLK_TCK")
WRITERS = ("walwriter", "checkpointer", "background writer")
PATIENCE = 120  # seconds until a start is given up


class Server:
    """A running server with all its processes, as ``zhijian-web serve`` starts it over a database that is up to date."""

    def __init__(self, home: Path) -> None:
        self.port = free_port()
        with (home / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                server_line("127.0.0.1", self.port), stdout=log, stderr=log, start_new_session=True
            )

    def wait(self) -> None:
        """Returns when it is ready."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/ready/", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                if self.process.poll() is not None:
                    raise SystemExit("the server ended: see server.log") from None
                time.sleep(0.1)
        raise SystemExit("the server did not become ready")

    def kill(self) -> None:
        """kill -9 for all of its processes at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def seconds(self) -> float:
        """Processor time of all its processes so far."""
        return sum(_seconds(pid) for pid in _group(self.process.pid))


def _group(leader: int) -> list[int]:
    found = []
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            try:
                fields = (path / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[2]) == leader:
                found.append(int(path.name))
    return found


def _seconds(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICK


def seconds_of_postgresql() -> float:
    """Processor time so far of PostgreSQL: of the connections to our database, and of what writes for all of them."""
    ours = [connection.settings_dict["NAME"], *WRITERS]
    total = 0.0
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            try:
                title = (path / "cmdline").read_text().replace("\0", " ")
            except OSError:
                continue
            if title.startswith("postgres:") and any(name in title for name in ours):
                total += _seconds(int(path.name))
    return total


@contextmanager
def running(home: Path) -> Iterator[Server]:
    """A server for the time of the block."""
    server = Server(home)
    try:
        server.wait()
        yield server
    finally:
        if server.process.poll() is None:
            server.kill()


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
