"""What goes with a document without being part of its text: where figures come from, and files to take along."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FigureNote:
    """What a reader learns about the bound figure ``anchor``. title: its indicator; lines: value, formula, sources."""

    anchor: str
    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Download:
    """A file offered with the HTML report. name: file name; label: what it holds, in words."""

    name: str
    media_type: str
    data: bytes
    label: str
