"""The lines of a text file: its characters decoded, what word processors left in them taken out, each in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhijian.document.blocks import Text, plain_text

# What an extraction leaves of bookmarks and pictures. A picture's name may hold brackets itself.
_LEFTOVER = re.compile(r"\[(?:bookmark|image|footnote|endnote|comment)(?::|\])", re.IGNORECASE)
_LONGEST_LEFTOVER = 1000
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x19\ue000-\uf8ff\ufffd]")
_ODD = 50  # one character in so many may be odd
_BLANK = " \t\u3000\xa0\u200b\ufeff\x0c"


@dataclass(frozen=True, slots=True)
class Line:
    """One line. text: without leftovers and the blanks around it; runs: the same, each with its place in the file.

    led: a tab stands before it, as before a cell of a table. cells: its parts between tabs, empty ones at its ends
    included. before, after: how many tabs stand there.
    """

    runs: tuple[Text, ...]
    before: int
    after: int
    start: int

    @property
    def led(self) -> bool:
        return self.before > 0

    @property
    def text(self) -> str:
        return plain_text(self.runs)

    @property
    def cells(self) -> tuple[tuple[Text, ...], ...]:
        return (*((),) * self.before, *_split(self.runs, "\t"), *((),) * self.after)


def decoded(data: bytes) -> str | None:
    """The characters, by mark, as UTF-8, as GB 18030, or as UTF-16 without a mark; None where they are no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in data:
        encodings = ["utf-16-le"] if data[1::2].count(0) > data[::2].count(0) else ["utf-16-be"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text if _is_text(text) else None
    return None


def _is_text(text: str) -> bool:
    """Bytes of another encoding give characters that no text has: controls, and those of private use."""
    odd = len(_NO_TEXT.findall(text))
    return _ODD * odd <= len(text)


def lines_of(text: str) -> Iterator[Line]:
    """Every line, blank ones too."""
    start = 0
    for line in re.split(r"(?<=\n)|(?<=\r)(?!\n)|(?<=\x0c)", text):
        runs = stripped(tuple(_without_leftovers(line.rstrip("\r\n\x0c"), start)))
        before = line[: runs[0].at - start] if runs else line
        after = line[runs[-1].at + len(runs[-1].text) - start :] if runs else ""
        yield Line(runs, before.count("\t"), after.count("\t"), start)
        start += len(line)


def stripped(runs: tuple[Text, ...]) -> tuple[Text, ...]:
    """The runs without blanks before and after."""
    left = list(runs)
    while left and not left[0].text.strip(_BLANK):
        left.pop(0)
    while left and not left[-1].text.strip(_BLANK):
        left.pop()
    if not left:
        return ()
    first = left[0].text.lstrip(_BLANK)
    left[0] = Text(first, at=left[0].at + len(left[0].text) - len(first))
    left[-1] = Text(left[-1].text.rstrip(_BLANK), at=left[-1].at)
    return tuple(left)


def without_start(runs: tuple[Text, ...], count: int) -> tuple[Text, ...]:
    """The runs without their first ``count`` characters."""
    left: list[Text] = []
    for run in runs:
        cut = min(count, len(run.text))
        count -= cut
        if cut < len(run.text):
            left.append(Text(run.text[cut:], at=run.at + cut))
    return tuple(left)


def _without_leftovers(line: str, start: int) -> Iterator[Text]:
    at = 0
    while found := _LEFTOVER.search(line, at):
        end = _closing(line, found.start())
        if end < 0:
            break
        if found.start() > at:
            yield Text(line[at : found.start()], at=start + at)
        at = end
    if at < len(line):
        yield Text(line[at:], at=start + at)


def _closing(line: str, opening: int) -> int:
    """The place after the bracket that closes the one at ``opening``; the next one where they do not match; -1."""
    depth = 0
    limit = min(len(line), opening + _LONGEST_LEFTOVER)
    for at in range(opening, limit):
        depth += {"[": 1, "]": -1}.get(line[at], 0)
        if depth == 0:
            return at + 1
    return line.find("]", opening, limit) + 1 or -1


def _split(runs: tuple[Text, ...], mark: str) -> Iterator[tuple[Text, ...]]:
    cell: list[Text] = []
    for run in runs:
        at = run.at
        for number, piece in enumerate(run.text.split(mark)):
            if number:
                yield stripped(tuple(cell))
                cell = []
            cell.append(Text(piece, at=at))
            at += len(piece) + 1
    yield stripped(tuple(cell))
