"""A text file as a Document: headings by their numbers, captions, cases, and the tables that can be made out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from zhijian.document.blocks import Block, Case, Document, Figure, Heading, Paragraph, Table, Text, plain_text
from zhijian.document.read.locating import located
from zhijian.document.read.text.kinds import Title, is_contents_line, kind_of, level_of, title_of
from zhijian.document.read.text.lines import Line, decoded, lines_of, without_start
from zhijian.document.read.text.tables import (
    cell_lines,
    even,
    flattened,
    is_rule,
    looks_like_header,
    row_of_marks,
    table,
)
from zhijian.errors import UnreadableInput
from zhijian.messages import _

_ENDS = tuple("。！？；：…”）)")
_MARKS = re.compile(r"[|\t]")  # between cells; where blanks do this, a row of another width is of another table
_WRAPPED_FROM = 20  # characters from which a file's lines may be thought to be cut at a width


def read_text(path: Path, *, container: str = "") -> Document:
    """The document in the file ``path``; locations name it ``container`` (the file's name by default).

    What an extraction left of bookmarks and pictures is no part of the text; every run knows where it stands in the
    file (``Text.at``). Raises UnreadableInput if the file holds no text.
    """
    text = decoded(path.read_bytes())
    if text is None:
        raise UnreadableInput(_("{file} 不是文本文件，或其字符编码不是 UTF-8、UTF-16 或 GB 18030。", file=path.name))
    lines = list(lines_of(text))
    if not any(line.text for line in lines):
        raise UnreadableInput(_("{file} 中没有文字。", file=path.name))
    blocks = tuple(_Reader(lines).blocks())
    return located(Document(_title(blocks) or path.stem, blocks), container or path.name)


class _Reader:
    """Goes through the lines once, keeping the caption that waits for its table and the case that is open."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._titles = [title_of(line.text) for line in lines]
        self._kinds = frozenset(kind_of(t.number) for t in self._titles if t and t.kind == "heading" and t.number)
        self._width = _wrapping_width(lines)
        self._last = {line.text: at for at, line in enumerate(lines)}
        self._out: list[Block] = []
        self._case: tuple[Line, Title] | None = None
        self._inside: list[Block] = []
        self._caption: tuple[Line, Title] | None = None
        self._unit_note = ""

    def blocks(self) -> list[Block]:
        at = 0
        while at < len(self._lines):
            at = self._block(at)
        self._end_caption()
        self._end_case()
        return self._out

    def _block(self, at: int) -> int:
        """Reads what begins at line ``at``; returns the line after it."""
        line, title = self._lines[at], self._titles[at]
        if title and title.kind == "contents":
            return self._after_contents(at + 1)
        if not line.text or is_contents_line(line.text):
            return at + 1
        if end := self._table(at):
            return end
        if title is None:
            return self._paragraph(at)
        words = without_start(line.runs, title.after)
        if title.kind == "unit":
            self._unit_note = line.text
            return at + 1
        self._end_caption()
        if title.kind == "heading":
            self._end_case()
            self._out.append(Heading(level_of(title.number, self._kinds), words, "", title.number))
        elif title.kind == "案例":
            self._end_case()
            self._case = (line, title)
        elif title.kind == "图":
            self._add(Figure((), "", title.number, plain_text(words)))
        else:
            self._caption = (line, title)
        return at + 1

    def _after_contents(self, at: int) -> int:
        """The line after the contents that begin at ``at``: their lines come again as titles, or have page numbers."""
        while at < len(self._lines):
            text = self._lines[at].text
            if text and not is_contents_line(text) and self._last[text] == at:
                break
            at += 1
        return at

    def _table(self, at: int) -> int:
        """Reads a table that begins at ``at``; returns the line after it, 0 if there is none."""
        rows: list[tuple[tuple[Text, ...], ...]] = []
        end = at
        while end < len(self._lines) and (is_rule(self._lines[end]) or (cells := row_of_marks(self._lines[end]))):
            if not is_rule(self._lines[end]):
                if rows and len(cells) != len(rows[0]) and not _MARKS.search(self._lines[end].text):
                    break
                rows.append(cells)
            end += 1
        if len(rows) >= 2:
            self._add(table(even(rows), *self._taken()))
            return end
        heads_a_table = self._caption is not None or looks_like_header(self._lines[at].text)
        end = cell_lines(self._lines, at) if heads_a_table or self._lines[at].led else at
        if end - at < 6:
            return 0
        number, caption = self._named()
        made = flattened(self._lines[at:end], number, caption, self._unit_note)
        if made is None:
            return 0
        self._taken()
        for each in made:
            self._add(each)
        return end

    def _paragraph(self, at: int) -> int:
        self._end_caption()
        end = at + 1
        runs = list(self._lines[at].runs)
        while self._width and end < len(self._lines) and self._goes_on(end):
            runs += self._lines[end].runs
            end += 1
        self._add(Paragraph(tuple(runs)))
        return end

    def _goes_on(self, at: int) -> bool:
        """Whether line ``at`` belongs to the paragraph before it: that was cut at the width of the file."""
        before, line = self._lines[at - 1].text, self._lines[at]
        if not line.text or self._titles[at] is not None or len(before) < self._width - 4:
            return False
        return not (before.endswith(_ENDS) and len(before) < self._width - 1) and not row_of_marks(line)

    def _add(self, block: Block) -> None:
        (self._out if self._case is None else self._inside).append(block)

    def _named(self) -> tuple[str, str]:
        if self._caption is None:
            return "", ""
        line, title = self._caption
        return title.number, plain_text(without_start(line.runs, title.after))

    def _taken(self) -> tuple[str, str, str]:
        """Number, caption and unit of the table that is read now."""
        number, caption = self._named()
        note, self._unit_note, self._caption = self._unit_note, "", None
        return number, caption, note

    def _end_caption(self) -> None:
        """A caption that no table followed stays in the text."""
        if self._caption is not None:
            number, caption, note = self._taken()
            self._add(Table((), "", number, caption, 0, unit_note=note))
        elif self._unit_note:
            self._unit_note = ""

    def _end_case(self) -> None:
        if self._case is None:
            return
        line, title = self._case
        words = plain_text(without_start(line.runs, title.after))
        self._case, inside, self._inside = None, tuple(self._inside), []
        self._out.append(Case(words, "", inside, title.number))


def _wrapping_width(lines: Sequence[Line]) -> int:
    """The width at which the file's lines were cut, 0 where they were not: many lines of almost one length."""
    lengths = sorted(len(line.text) for line in lines if len(line.text) >= _WRAPPED_FROM)
    if len(lengths) < 10:
        return 0
    longest = lengths[-1 - len(lengths) // 50]
    near = sum(1 for length in lengths if longest - 4 <= length <= longest + 4)
    return longest if longest <= 120 and 3 * near >= len(lengths) else 0


def _title(blocks: Sequence[Block]) -> str:
    first = blocks[0] if blocks else None
    words = plain_text(first.runs) if isinstance(first, Paragraph) else ""
    return words if 4 <= len(words) <= 50 and not words.endswith(_ENDS) and isinstance(first, Paragraph) else ""
