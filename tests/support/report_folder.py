"""A small report folder of three schools with one chapter and one case: enough to build, quick to damage."""

from pathlib import Path
from shutil import rmtree

from zhijian.demo import write_demo

CHAPTER = """\
# 规模结构

## 办学规模

全市在校生{{ trend(students.full_time) }}，见[@chart-enrolment]、[@map]和[@case-01]。

::: chart enrolment
:::

::: figure pictures/map.svg | 学校分布 | 三所学校的位置
:::

::: case case-01
:::
"""
CASE = """\
---
title: 把课堂搬到车间
school: school-01
pictures:
  - {file: pictures/place.svg, caption: 学校位置, alt: 一个方块表示学校}
---
学校有在校生{{ students.full_time@school-01 }}。
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="80" height="40"/></svg>\n'


def write_small_folder(folder: Path) -> Path:
    """Three schools of the demo, with few students, and texts of our own."""
    write_demo(folder, schools=3, students=2400)
    for name in ("chapters", "cases", "pictures"):
        rmtree(folder / name)
        (folder / name).mkdir()
    (folder / "chapters" / "01-规模结构.md").write_text(CHAPTER, "utf-8")
    (folder / "cases" / "case-01.md").write_text(CASE, "utf-8")
    for name in ("map", "place"):
        (folder / "pictures" / f"{name}.svg").write_text(PICTURE, "utf-8")
    return folder
