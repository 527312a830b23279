"""``python -m benchmarks.web [sqlite|postgresql …] [--schools N] [--seconds S] [--kills N]``: prints what is measured.

PostgreSQL is reached by BENCH_POSTGRESQL (by default postgresql://postgres@127.0.0.1:5432/postgres); a database of its own is
made and removed. Everything runs on loopback and in a temporary folder, and ends by itself.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.web.databases import database

VENDORS = ("sqlite", "postgresql")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("vendors", nargs="*")
    parser.add_argument("--schools", type=int, default=400)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside:
        from benchmarks.web.measuring import measure

        measure(Path(given.inside), given.vendors[0], given.schools, given.seconds, given.kills)
        return
    for vendor in given.vendors or VENDORS:
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
            numbers = [f"--{name}={getattr(given, name)}" for name in ("schools", "seconds", "kills")]
            subprocess.run([*line, *numbers], env=environment, check=True)


if __name__ == "__main__":
    main()
