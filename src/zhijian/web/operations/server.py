"""The server's processes: how many, and the line that starts them."""

from __future__ import annotations

import sys
from pathlib import Path

# The server's own default is 256 threads: so many of one interpreter only wait for each other, and for the database.
WORKERS, THREADS = 2, 4


def server_line(host: str, port: int | str, workers: int | str = WORKERS, threads: int | str = THREADS) -> list[str]:
    """What starts the server over a database that is up to date."""
    line = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--host", host, "--port", str(port)]
    line += ["--workers", str(workers), "--blocking-threads", str(threads), "--no-ws", "--log-level", "warning"]
    return [*line, "zhijian.web.wsgi:application"]
