"""Chapters in Markdown, and the blocks that they become."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from support.outline import outline
from support.report_city import CASES, SVG, composed
from zhijian.document import Block, Cover, PageBreak, Toc
from zhijian.report import Audience, Composition

EXAMPLES: list[dict[str, Any]] = yaml.safe_load((CASES / "blocks.yaml").read_text("utf-8"))
CASE = """---
title: 校企共育
school: school-01
pictures:
  - {file: pictures/lesson.svg, caption: 上课, alt: 教师在讲台上}
---
学校有在校生{{ students.full_time@school-01 }}。
"""
PICTURES = {f"pictures/{name}.svg": SVG for name in ("map", "plan", "lesson")}


def chapters(composition: Composition) -> Iterator[Block]:
    """The blocks between the table of contents and the official tables."""
    for block in composition.document.blocks:
        if isinstance(block, PageBreak):
            return
        if not isinstance(block, Cover | Toc):
            yield block


def editions() -> Iterator[tuple[dict[str, Any], Audience]]:
    for example in EXAMPLES:
        yield example, "internal"
        if "public" in example:
            yield example, "public"


@pytest.mark.parametrize(
    ("example", "audience"), list(editions()), ids=lambda v: v["name"] if isinstance(v, dict) else v
)
def test_a_chapter_becomes_these_blocks(tmp_path: Path, example: dict[str, Any], audience: Audience) -> None:
    cases = {"cases/case-01.md": CASE} if "case-01" in example["markdown"] else {}
    files = {"": example["markdown"], **cases, **PICTURES}
    composition = composed(tmp_path / "r", files, audience=audience)
    assert outline(chapters(composition)) == example["public" if audience == "public" else "blocks"]


def test_chapters_follow_the_names_of_their_files(tmp_path: Path) -> None:
    files = {"chapters/02-b.md": "# 乙\n", "chapters/01-a.md": "# 甲\n", "chapters/10-c.md": "# 丙\n"}
    assert outline(chapters(composed(tmp_path / "r", files))) == "h1 1 甲 #s-1\nh1 2 乙 #s-2\nh1 3 丙 #s-3\n"


def test_a_case_goes_to_the_end_of_the_section_that_it_names(tmp_path: Path) -> None:
    text = "# 规模\n\n## 结构\n\n甲。\n\n### 专业\n\n乙。\n\n## 条件\n\n丙。\n"
    case = "---\ntitle: 案例甲\nschool: school-02\nchapter: 1.1\n---\n正文。\n"
    blocks = outline(chapters(composed(tmp_path / "r", {"": text, "cases/case-07.md": case})))
    assert blocks.splitlines()[4:8] == [
        "body 乙。",
        "case 案例1-1 案例甲 云岭工贸 #case-07",
        "  body 正文。",
        "h2 1.2 条件 #s-1-2",
    ]


def test_every_block_says_where_it_was_written(tmp_path: Path) -> None:
    text = "# 规模\n\n首段\n第二行。\n\n- 项\n"
    places = [str(block.location) for block in chapters(composed(tmp_path / "r", text))]
    assert places == ["chapters/01.md#L1", "chapters/01.md#L3", "chapters/01.md#L6"]


def test_pictures_side_by_side_share_a_caption(tmp_path: Path) -> None:
    case = (
        "---\ntitle: 案例甲\nschool: school-02\nchapter: '1'\npictures:\n"
        "  - {file: pictures/map.svg, alt: 左图}\n  - {file: pictures/plan.svg, caption: 两图, alt: 右图}\n---\n正文。\n"
    )
    blocks = outline(chapters(composed(tmp_path / "r", {"": "# 规模\n", "cases/c.md": case, **PICTURES})))
    assert blocks.splitlines()[-3:] == ["  figure 图1-1 两图 #figure-map", "    左图", "    右图"]
