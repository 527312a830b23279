"""The web application's tests once more, on PostgreSQL, where there is a server. Those that start their own are left out."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from support.installation import ADMINISTRATION, postgresql_server

HERE = Path(__file__).parent
OWN_SERVERS = ("browser", "operations", Path(__file__).name)


def test_the_same_holds_on_postgresql() -> None:
    if connection.vendor == "postgresql":
        pytest.skip("this run is on PostgreSQL already")
    postgresql_server().close()
    url = urlsplit(ADMINISTRATION)._replace(path=f"/zhijian_{os.getpid()}").geturl()
    line = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", str(HERE)]
    line += [f"--ignore={HERE / name}" for name in OWN_SERVERS]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    run = subprocess.run(
        line, env={**environment, "DATABASE_URL": url}, cwd=HERE.parents[1], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout[-8000:] + run.stderr[-2000:]
