"""The blocks of a document in reading order, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zhijian.document import Block, Case, Document, Heading, ListBlock, Paragraph, Run, Text, plain_text

# The title of a case in a file that does not show where the case ends: it goes on to the next heading
_CASE_TITLE = re.compile(r"(?:典型)?案例\s*\d+(?:[-—–.．]\d+)?[\s：:]*[^。；]{2,50}")


@dataclass(frozen=True, slots=True)
class Place:
    """A block and where it stands. index: from 0, in reading order, unique in the document.

    section: number of the heading above it; heading: that heading's words. organisation: of the case it stands in.
    """

    index: int
    block: Block
    section: str = ""
    heading: str = ""
    in_case: bool = False
    case_title: str = ""
    organisation: str = ""


def walk(document: Document) -> Iterator[Place]:
    """Every block; a case before the blocks in it."""
    yield from _walk(document.blocks, [0], None, ["", ""])


def runs_of(block: Block) -> tuple[Run, ...]:
    """The runs of a paragraph, or of all items of a list with a line end between them; empty for other blocks."""
    match block:
        case Paragraph(runs):
            return runs
        case ListBlock(items):
            return tuple(run for item in items for run in (Text("\n"), *item))[1:]
        case _:
            return ()


def _walk(blocks: Iterable[Block], count: list[int], case: Case | None, above: list[str]) -> Iterator[Place]:
    begun = ""
    for block in blocks:
        if isinstance(block, Heading):
            above[:] = [block.number, plain_text(block.runs)]
        if isinstance(block, Heading | Case):
            begun = ""
        elif isinstance(block, Paragraph) and _CASE_TITLE.fullmatch(text := plain_text(block.runs).strip()):
            begun = text
        inner = block if isinstance(block, Case) else case
        title, organisation = (inner.title, inner.organisation) if inner else (begun, "")
        yield Place(count[0], block, above[0], above[1], bool(inner or begun), title, organisation)
        count[0] += 1
        if isinstance(block, Case):
            yield from _walk(block.blocks, count, block, above)
