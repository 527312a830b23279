"""Report folders that many tests read: written once for all processes of a test run, never changed by a test."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree

import pytest

from support.command import zhijian
from support.report_folder import write_small_folder


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Within the block no other process holds the lock; the system frees it, whatever happens."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _once(factory: pytest.TempPathFactory, name: str, write: Callable[[Path], object]) -> Path:
    """The folder ``name`` beside those of all workers, written by the first that asks."""
    base = factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        base = base.parent
    with _locked(base / f"{name}.lock"):
        if not (base / name).exists():
            write(base / f"{name}.partial")
            (base / f"{name}.partial").rename(base / name)
    return base / name


def _build_city(folder: Path) -> None:
    for command in ("demo", "build"):
        done = zhijian(command, folder)
        assert done.code == 0, done.text


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo city, built: for reading only."""
    return _once(tmp_path_factory, "city", _build_city)


@pytest.fixture(scope="session")
def _three_schools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _once(tmp_path_factory, "three-schools", write_small_folder)


@pytest.fixture
def folder(_three_schools: Path, tmp_path: Path) -> Path:
    """A small report folder of one's own, of three schools, not built yet."""
    return Path(copytree(_three_schools, tmp_path / "年报"))
