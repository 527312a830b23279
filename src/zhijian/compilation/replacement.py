"""Putting a finished build in the place of the one before, so that at every moment there is a whole one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zhijian.errors import UnreadableInput, UsageError
from zhijian.messages import _

PARTIAL, OLD = ".partial", ".old"


@contextmanager
def replaced(target: Path, *, holds: tuple[str, ...]) -> Iterator[Path]:
    """A path to write a folder to, which takes the place of ``target`` when the block ends well.

    Where the block fails, and where an earlier one was killed, ``target`` is as it was before and nothing else is
    left. holds: what a folder of ours has in it; another one is not replaced (UnreadableInput). Raises UsageError
    while another process is at it.
    """
    staging, old = (target.with_name(target.name + ending) for ending in (PARTIAL, OLD))
    with _alone(target.parent):
        ready_to_replace(target, holds=holds)
        _remove(staging)
        try:
            yield staging
            _remove(old)
            if target.exists():
                target.rename(old)
            try:
                staging.rename(target)
            except OSError:
                if old.exists():
                    old.rename(target)
                raise
            _remove(old)
        finally:
            _remove(staging)


def ready_to_replace(target: Path, *, holds: tuple[str, ...]) -> None:
    """Puts back the old folder where we were killed between moving it away and putting the new one there.

    Raises UnreadableInput where ``target`` was not made by us, so that no file of others is lost.
    """
    old = target.with_name(target.name + OLD)
    if not target.exists() and old.is_dir() and not {path.name for path in old.iterdir()}.isdisjoint(holds):
        old.rename(target)
    if target.is_dir():
        inside = {path.name for path in target.iterdir()}
        if inside and inside.isdisjoint(holds):
            raise UnreadableInput(
                _("{path} 中有不是职鉴生成的文件，未作任何改动。请把它们移走，或把这个文件夹改名。", path=target)
            )
    elif target.exists():
        raise UnreadableInput(_("{path} 应为存放结果的文件夹，实为文件。请把它移走或改名。", path=target))


def _remove(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Within the block no other process of ours builds in ``folder``; freed by the system even when we are killed."""
    try:
        import fcntl
    except ImportError:  # Windows, where a folder cannot be locked
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UsageError(_("{folder} 正由另一个 zhijian build 编制，请等它结束后再试。", folder=folder)) from None
        yield
    finally:
        os.close(handle)
