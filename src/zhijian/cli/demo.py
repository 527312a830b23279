"""``zhijian demo``."""

from __future__ import annotations

import time
from pathlib import Path

from zhijian.cli.screen import console, steps_on_screen
from zhijian.demo import write_demo
from zhijian.errors import UsageError
from zhijian.messages import _


def run_demo(folder: Path, *, seed: int, schools: int, students: int | None, force: bool) -> None:
    """Write the demo city's folder. A folder that is not the demo's is never written into."""
    if folder.exists() and any(folder.iterdir()):
        if not force:
            raise UsageError(_("{folder} 已存在且不为空。换一个文件夹，或加 --force 重新生成。", folder=folder))
        if not (folder / "report.toml").is_file() or "synthetic = true" not in (folder / "report.toml").read_text(
            "utf-8"
        ):
            raise UsageError(_("{folder} 不是示范市的文件夹，为免覆盖您的文件，未作任何改动。", folder=folder))
    begun = time.perf_counter()
    with steps_on_screen(console(stderr=True), quiet=False) as steps, steps.step(_("生成示范市的工作簿和记录")):
        write_demo(folder, seed=seed, schools=schools, students=students, progress=steps.progress)
    console().print(
        _(
            "已生成示范市文件夹 {folder}（{schools} 所学校，全部为合成数据），用时 {seconds} 秒。",
            folder=folder,
            schools=schools,
            seconds=f"{time.perf_counter() - begun:.1f}",
        )
    )
