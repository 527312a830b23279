"""The chapters of a report in order, with the cases put in their places."""

from __future__ import annotations

from pathlib import Path

from zhijian.messages import _
from zhijian.report.markdown.drafts import (
    DraftBlock,
    DraftCase,
    DraftCaseInsert,
    DraftHeading,
    DraftOfficialTables,
    DraftTable,
)
from zhijian.report.markdown.parse import parse_markdown
from zhijian.report.places import Place
from zhijian.report.problems import Problems


def read_chapters(folder: Path, problems: Problems, *, internal: bool) -> tuple[DraftBlock, ...]:
    """The blocks of ``folder/chapters/*.md``, by file name."""
    blocks: list[DraftBlock] = []
    paths = sorted((folder / "chapters").glob("*.md"))
    if not paths:
        problems.add("ZJ417", Place("chapters", 1))
    for path in paths:
        file = f"chapters/{path.name}"
        try:
            text = path.read_text("utf-8-sig")
        except UnicodeDecodeError:
            problems.add("ZJ416", Place(file, 1))
            continue
        own = parse_markdown(text, file, problems, internal=internal)
        _check_structure(own, problems)
        blocks += own
    return tuple(blocks)


def _check_structure(blocks: tuple[DraftBlock, ...], problems: Problems) -> None:
    if not blocks:
        return
    first = blocks[0]
    if not isinstance(first, DraftHeading) or first.level != 1:
        problems.add("ZJ415", first.place, what=_("章节文件应以一级标题（# 标题）开头"))
    above = 1
    for block in blocks:
        if isinstance(block, DraftHeading):
            if block.level > above + 1:
                what = _("{level} 级标题之前没有 {above} 级标题", level=block.level, above=block.level - 1)
                problems.add("ZJ415", block.place, what=what)
            above = block.level
        elif isinstance(block, DraftTable):
            problems.add("ZJ410", block.place, what=_("表格要写在“::: table 名称”与“:::”之间，并在表格前写表题"))


def place_cases(
    blocks: tuple[DraftBlock, ...], cases: dict[str, DraftCase], problems: Problems
) -> tuple[DraftBlock, ...]:
    """The blocks with every case where the text, or its own ``chapter``, puts it: at the end of that section.

    Where there are no chapters at all, that is told alone.
    """
    if not blocks:
        return ()
    placed: list[DraftBlock] = []
    seen: dict[str, Place] = {}
    for block in blocks:
        if not isinstance(block, DraftCaseInsert):
            placed.append(block)
            continue
        if block.id not in cases:
            known = "、".join(cases)
            problems.add("ZJ422", block.place, found=block.id, expected=known or "—", what=_("案例"))
        elif block.id in seen:
            what = _("案例 {id} 已在 {place} 出现过", id=block.id, place=seen[block.id])
            problems.add("ZJ414", block.place, what=what)
        else:
            seen[block.id] = block.place
            placed.append(cases[block.id])
    waiting = [case for case in cases.values() if case.id not in seen]
    sections = _sections(placed)
    additions: dict[int, list[DraftBlock]] = {}
    for case in waiting:
        if not case.chapter:
            what = _("案例 {id} 既没有写 chapter，正文中也没有“::: case {id}”", id=case.id)
            problems.add("ZJ414", case.place, what=what)
        elif case.chapter not in sections:
            what = _("案例 {id} 的 chapter“{chapter}”不是已有的章节编号", id=case.id, chapter=case.chapter)
            problems.add("ZJ414", case.place, what=what)
        else:
            additions.setdefault(sections[case.chapter], []).append(case)
    result: list[DraftBlock] = []
    for index in range(len(placed) + 1):
        result += additions.get(index, [])
        if index < len(placed):
            result.append(placed[index])
    return tuple(result)


def _sections(blocks: list[DraftBlock]) -> dict[str, int]:
    """Number (2.1) and name ({#id}) of every section → the position after its last block."""
    headings = [(i, b) for i, b in enumerate(blocks) if isinstance(b, DraftHeading)]
    counters = [0, 0, 0]
    ends: dict[str, int] = {}
    for position, (index, heading) in enumerate(headings):
        following = [i for i, later in headings[position + 1 :] if later.level <= heading.level]
        end = following[0] if following else len(blocks)
        end = next((i for i in range(index, end) if isinstance(blocks[i], DraftOfficialTables)), end)
        number = next_number(counters, heading)
        for name in (number, heading.id):
            if name:
                ends[name] = end
    return ends


def next_number(counters: list[int], heading: DraftHeading) -> str:
    """The printed number of the next heading (2.4.1), empty where it has none; ``counters`` moves on."""
    level = min(heading.level, len(counters))
    if not heading.numbered or (level > 1 and counters[0] == 0):
        if level == 1:
            counters[1:] = [0] * (len(counters) - 1)
        return ""
    counters[level - 1] += 1
    counters[level:] = [0] * (len(counters) - level)
    return ".".join(str(n) for n in counters[:level])
