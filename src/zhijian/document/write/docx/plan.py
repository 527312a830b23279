"""What must be known of the whole document before its first paragraph is written: bookmarks, and what Word numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from zhijian.document.blocks import Block, Case, Document, Figure, Heading, Table, plain_text
from zhijian.document.write.docx.looks import DEEPEST
from zhijian.document.write.docx.numbering import HeadingNumbers

_LONGEST_NAME, _LONGEST_TAG = 40, 64  # what Word accepts


@dataclass(frozen=True)
class Mark:
    """The bookmark of one block. number: as printed; heading: its words; automatic: Word makes the number."""

    anchor: str
    bookmark: str
    number: str
    heading: str | None = None
    automatic: bool = False


@dataclass(frozen=True)
class Entry:
    """A line of the table of contents."""

    level: int
    text: str
    mark: Mark


class Plan:
    """marks: of every heading, table, figure and case, in order. targets: by anchor. entries: of every heading."""

    def __init__(self, document: Document) -> None:
        self.marks: list[Mark] = []
        self.targets: dict[str, Mark] = {}
        self.entries: list[Entry] = []
        names: set[str] = set()
        counted = HeadingNumbers()
        for block in every_block(document.blocks):
            if not isinstance(block, Heading | Table | Figure | Case):
                continue
            bookmark = _bookmark_name(block.anchor, names)
            names.add(bookmark)
            if isinstance(block, Heading):
                level, words = heading_level(block), plain_text(block.runs)
                mark = Mark(block.anchor, bookmark, block.number, words, counted.automatic(level, block.number))
                self.entries.append(Entry(level, f"{block.number} {words}".strip().replace("\n", " "), mark))
            else:
                mark = Mark(block.anchor, bookmark, block.number)
            self.marks.append(mark)
            self.targets.setdefault(block.anchor, mark)


def heading_level(heading: Heading) -> int:
    """The level of its style, 1 to the deepest there is."""
    return max(1, min(heading.level, DEEPEST))


def every_block(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks in reading order, those of a case after it."""
    for block in blocks:
        yield block
        if isinstance(block, Case):
            yield from every_block(block.blocks)


def _bookmark_name(anchor: str, taken: set[str]) -> str:
    """A name that Word takes, and that tells the anchor where possible; the underscore hides it in Word's list."""
    name = "_zj_" + anchor.replace("-", "_")
    if len(name) > _LONGEST_NAME or re.search(r"\W", name) or name in taken:
        name = f"_zj_{sha256(anchor.encode()).hexdigest()[:20]}_{len(taken)}"
    return name


def figure_tag(anchor: str) -> str:
    """The tag of the content control that holds a bound figure."""
    tag = f"zj:{anchor}"
    return tag if len(tag) <= _LONGEST_TAG else "zj:" + sha256(anchor.encode()).hexdigest()[:40]


def control_alias(text: str) -> str:
    """The title of a content control, as long as Word takes it."""
    return text if len(text) <= _LONGEST_TAG else text[: _LONGEST_TAG - 1] + "…"
