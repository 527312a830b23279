"""Titles that nothing but their words marks: headings by their numbers, captions and units above tables.

Office programs and web pages have styles and tags for them; many reports are typed without.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from zhijian.document.blocks import Block, Case, Heading, Paragraph, Run, Table, Text, plain_text
from zhijian.document.read.captions import typed_heading
from zhijian.document.read.text.kinds import Title, is_contents_line, kind_of, level_of, title_of


def with_headings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, paragraphs that are numbered as headings are told as such; unchanged where the file has headings
    besides its title.

    Numbers as 1. stand before items of lists too: their paragraph must be bold.
    """
    if sum(isinstance(block, Heading) for block in blocks) > 1:
        return tuple(blocks)
    titles = [_heading(block) for block in blocks]
    kinds = frozenset(kind_of(title.number) for title in titles if title is not None)
    return tuple(
        _as_heading(block, title, kinds) if isinstance(block, Paragraph) and title is not None else block
        for block, title in zip(blocks, titles, strict=True)
    )


def _heading(block: Block) -> Title | None:
    if not isinstance(block, Paragraph):
        return None
    title = title_of(text := plain_text(block.runs).strip())
    if title is None or title.kind != "heading" or not title.number or is_contents_line(text):
        return None
    return title if _is_bold(block.runs) or kind_of(title.number) != "1." else None


def is_counted_heading(counted: str, runs: Sequence[Run]) -> bool:
    """Whether a paragraph before which a list counts (第一章, （一）) is a heading: bold, short, counted as these are."""
    title = title_of(counted + plain_text(runs))
    numbered = title is not None and title.kind == "heading" and bool(title.number) and kind_of(title.number) != "1."
    return numbered and _is_bold(runs)


def _is_bold(runs: Iterable[Run]) -> bool:
    return all(run.bold for run in runs if isinstance(run, Text) and run.text.strip())


def _as_heading(block: Paragraph, title: Title, kinds: frozenset[str]) -> Heading:
    number, runs = typed_heading(block.runs)
    return Heading(level_of(title.number, kinds), runs, "", number or title.number, location=block.location)


def with_captions(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks, a caption and a unit that stand as paragraphs right above a table within it."""
    told: list[Block] = []
    for block in blocks:
        if isinstance(block, Case):
            block = replace(block, blocks=with_captions(block.blocks))
        elif isinstance(block, Table) and not block.number and not block.caption:
            block = titled(_captioned(block, told))
        told.append(block)
    return tuple(told)


def titled(table: Table) -> Table:
    """The table with the caption that its first row is, where it has no other; the row stays where it is."""
    first = table.rows[0] if len(table.rows) > 1 else ()
    if table.caption or len(first) != 1 or first[0].columns < 2:
        return table
    title = title_of(text := plain_text(first[0].runs).strip())
    if title is None or title.kind != "表":
        return table
    return replace(table, number=title.number, caption=text[title.after :].strip())


def _captioned(table: Table, above: list[Block]) -> Table:
    """The table with what it is called; the paragraphs that say so are taken from the end of ``above``."""
    unit, number, caption, count = table.unit_note, "", "", 0
    for block in reversed(above[-2:]):
        title = title_of(text := plain_text(block.runs).strip()) if isinstance(block, Paragraph) else None
        if title is None or title.kind not in ("unit", "表") or (title.kind == "unit" and unit):
            break
        count += 1
        if title.kind == "unit":
            unit = text
            continue
        number, caption = title.number, text[title.after :].strip()
        break
    if count:
        del above[-count:]
    return replace(table, number=number, caption=caption, unit_note=unit)
