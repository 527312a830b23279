"""``python -m benchmarks.web [sqlite|postgresql …] [--quick] [--schools N] [--seconds S] [--kills N]``

Prints what is measured: on PostgreSQL with 400 clerks in 410 schools, on SQLite with 100 in 110. ``--quick``: a short night
of few schools, to see that everything runs. PostgreSQL is reached by BENCH_POSTGRESQL (by default
postgresql://postgres@127.0.0.1:5432/postgres); a database of its own is made and removed. Everything runs on loopback and
in a temporary folder, and ends by itself.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.web.databases import database

SCHOOLS = {"postgresql": 410, "sqlite": 110}  # ten more than clerks: they hand in
SECONDS, KILLS = 45, 20
QUICK = {"schools": 50, "seconds": 10, "kills": 2}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("vendors", nargs="*")
    parser.add_argument("--quick", action="store_true")
    for name in QUICK:
        parser.add_argument(f"--{name}", type=int)
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside:
        from benchmarks.web.measuring import measure

        measure(Path(given.inside), given.vendors[0], given.schools, given.seconds, given.kills)
        return
    for vendor in given.vendors or SCHOOLS:
        usual = QUICK if given.quick else {"schools": SCHOOLS[vendor], "seconds": SECONDS, "kills": KILLS}
        asked = {name: getattr(given, name) for name in QUICK}
        numbers = [f"--{name}={usual[name] if value is None else value}" for name, value in asked.items()]
        with tempfile.TemporaryDirectory(prefix="zhijian-bench-") as place, database(vendor, Path(place)) as url:
            environment = {
                **os.environ,
                "DATABASE_URL": url,
                "ZHIJIAN_HOME": place,
                "ZHIJIAN_SECRET_KEY": "only for the length of a benchmark, on loopback, and then never again",
                "ZHIJIAN_HOSTS": "127.0.0.1",
                "ZHIJIAN_SSL_REDIRECT": "0",
                "DJANGO_SETTINGS_MODULE": "zhijian.web.settings.production",
            }
            line = [sys.executable, "-m", "benchmarks.web", vendor, "--inside", place]
            _run([*line, *numbers], environment)


def _run(line: list[str], environment: dict[str, str]) -> None:
    """Runs a measurement to its end, and ends it where this script is ended."""
    with subprocess.Popen(line, env=environment) as inside:
        try:
            code = inside.wait()
        except BaseException:
            inside.terminate()
            inside.wait()
            raise
    if code:
        sys.exit(code)


def _end(*_signal: object) -> None:
    """Leaves by an exception, so that servers and databases are taken away again."""
    sys.exit(1)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _end)
    main()
