"""The command as users meet it, in this process: what it prints, says, and returns."""

import io
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from zhijian.cli.main import run


@dataclass(frozen=True)
class Outcome:
    """code: the exit code. out, err: what was printed to either stream."""

    code: int
    out: str
    err: str

    @property
    def text(self) -> str:
        return self.out + self.err


def zhijian(*arguments: str | Path, debug: bool = True) -> Outcome:
    """Run ``zhijian arguments…`` through its entry point. debug: a bug is raised here, with its traceback."""
    out, err = io.StringIO(), io.StringIO()
    handler = signal.getsignal(signal.SIGTERM)
    with (
        patch.object(sys, "argv", ["zhijian", *map(str, arguments)]),
        patch.dict(os.environ, {"ZHIJIAN_DEBUG": "1" if debug else ""}),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            run()
        except SystemExit as end:
            code = int(end.code or 0)
        finally:
            signal.signal(signal.SIGTERM, handler)
    return Outcome(code, out.getvalue(), err.getvalue())


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` with its content, by its path: to show that nothing was changed."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Within the block nothing can be written into ``folder``."""
    mode = folder.stat().st_mode
    folder.chmod(0o555)
    try:
        yield
    finally:
        folder.chmod(mode)
