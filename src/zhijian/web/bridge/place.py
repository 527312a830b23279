"""Where an exported folder goes: whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zhijian.errors import UsageError
from zhijian.messages import _


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """A folder that becomes ``target`` when the block ends well. Raises UsageError where something stands there already."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(_("{path} 已存在且不是空文件夹，请换一个位置。", path=target))
    target.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        yield staging
        staging.chmod(0o750)
        if target.exists():
            target.rmdir()
        staging.rename(target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
