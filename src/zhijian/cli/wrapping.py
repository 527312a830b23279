"""Lines of Chinese text on a terminal: broken at any character but before a closing mark; words, and numbers with
their units, kept whole."""

from __future__ import annotations

import re

from rich.cells import cell_len

_PIECE = re.compile(r"[A-Za-z0-9.,%:+\-_/#()\[\]]+|.", re.DOTALL)
_CLOSING = "，。；：、！？）”’》】〕％… "
_OPENING = "（“‘《【〔"


def breaks(text: str, width: int) -> list[int]:
    """The places at which ``text`` is to be broken into lines of at most ``width`` cells.

    A word that is longer than a line is broken where the line ends.
    """
    found: list[int] = []
    line: list[str] = []  # the pieces of the line that is being filled
    for piece in _pieces(text, width):
        if line and cell_len("".join(line)) + cell_len(piece) > width:
            kept = _kept_together(line, piece)
            rest = line[kept:]
            found.append((found[-1] if found else 0) + len("".join(line[:kept])))
            line = rest
        line.append(piece)
    return found


def _pieces(text: str, width: int) -> list[str]:
    return [
        part
        for piece in _PIECE.findall(text)
        for part in ([piece[at : at + width] for at in range(0, len(piece), width)] if len(piece) > width else [piece])
    ]


def _kept_together(line: list[str], piece: str) -> int:
    """How many pieces of the line stay in it, where ``piece`` has no room: all, but for those that go with it."""
    for kept in range(len(line), 0, -1):
        following = line[kept] if kept < len(line) else piece
        if following not in _CLOSING and line[kept - 1] not in _OPENING and not _counted(line[kept - 1], following):
            return kept
    return len(line)


def _counted(number: str, unit: str) -> bool:
    return number[-1].isdigit() and unit.isalpha()
