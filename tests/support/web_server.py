"""The application on a free port of this machine, as a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SUPPORT = Path(__file__).parents[1]


def environment(home: Path, settings: str) -> dict[str, str]:
    """Of a process of the application: its data lie in ``home``; settings: testing, demo."""
    return {
        **os.environ,
        "ZHIJIAN_HOME": str(home),
        "DATABASE_URL": f"sqlite:///{home / 'web.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": f"zhijian.web.settings.{settings}",
        "PYTHONPATH": str(SUPPORT),
    }


def manage(home: Path, settings: str, *command: str) -> None:
    """Runs a command of ``zhijian-web``."""
    subprocess.run(
        [sys.executable, "-m", "zhijian.web.manage", *command],
        env=environment(home, settings),
        check=True,
        capture_output=True,
    )


@contextmanager
def served(home: Path, settings: str) -> Iterator[str]:
    """Within the block, the address at which the application answers."""
    port = _free_port()
    command = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--port", str(port), "--no-ws"]
    command += ["--workers", "1", "--blocking-threads", "4", "--log-level", "info", "zhijian.web.wsgi:application"]
    with subprocess.Popen(
        command,
        env=environment(home, settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as server:
        try:
            _wait_for(server)
            yield f"http://127.0.0.1:{port}"
        finally:
            os.killpg(server.pid, signal.SIGKILL)  # the worker too, whatever connections a browser holds open


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(server: subprocess.Popen[bytes]) -> None:
    told: list[bytes] = []
    assert server.stdout is not None
    for line in server.stdout:
        told.append(line)
        if b"Started worker" in line:
            return
    raise RuntimeError(f"the server did not start:\n{b''.join(told).decode()}")
