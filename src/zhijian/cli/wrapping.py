"""Lines of Chinese text on a terminal: broken at any character but before a closing mark, words and numbers kept whole."""

from __future__ import annotations

import re

from rich.cells import cell_len

_PIECE = re.compile(r"[A-Za-z0-9.,%:+\-_/#()\[\]]+|.", re.DOTALL)
_CLOSING = "，。；：、！？）”’》】％…"
_OPENING = "（“‘《【"


def breaks(text: str, width: int) -> list[int]:
    """The places at which ``text`` is to be broken into lines of at most ``width`` cells.

    A word that is longer than a line is broken where the line ends.
    """
    found: list[int] = []
    used = 0
    last, before = "", 0  # the piece before this one, and where it begins
    for piece in _PIECE.finditer(text):
        size = cell_len(piece[0])
        if used + size > width and used:
            at = before if piece[0] in _CLOSING or last in _OPENING else piece.start()  # it comes along
            if at > (found[-1] if found else 0):
                found.append(at)
                used = cell_len(text[at : piece.start()])
        while used + size > width and len(piece[0]) > 1:  # a long word
            at = (found[-1] if found else 0) + width
            found.append(at)
            size, used = piece.end() - at, 0
        used += size
        last, before = piece[0], piece.start()
    return found
