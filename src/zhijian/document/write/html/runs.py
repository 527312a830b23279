"""Runs as HTML. What is written here, read/html.py reads back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from html import escape
from urllib.parse import quote

from zhijian.document.blocks import BoundFigure, Reference, Run, Text


def text(characters: str) -> str:
    """The characters, escaped; a line feed becomes a line break. Control characters are left out."""
    kept = "".join(c for c in characters if c >= " " or c in "\t\n")
    return escape(kept, quote=False).replace("\n", "<br>")


def attribute(characters: str) -> str:
    """The characters between quotes, for an attribute."""
    kept = "".join(c for c in characters if c >= " " or c in "\t\n")
    return '"' + escape(kept).replace("\n", "&#10;").replace("\t", "&#9;") + '"'


def fragment(anchor: str) -> str:
    """The address of ``anchor`` in this document, between quotes."""
    return attribute("#" + quote(anchor, safe="-._~!$&'()*+,;=:@/?"))


def runs(items: Iterable[Run], noted: Collection[str] = ()) -> str:
    """The runs in order. noted: anchors of the bound figures that have a note to link to."""
    return "".join(_run(item, noted) for item in items)


def _run(run: Run, noted: Collection[str]) -> str:
    match run:
        case Text(characters, bold, emphasis):
            inside = text(characters)
            inside = f"<em>{inside}</em>" if emphasis else inside
            return f"<strong>{inside}</strong>" if bold else inside
        case BoundFigure():
            inside = _bound(run, noted)
            return f"<strong>{inside}</strong>" if run.bold else inside
        case Reference(characters, target):
            return f'<a class="ref" href={fragment(target)}>{text(characters)}</a>'


def _bound(run: BoundFigure, noted: Collection[str]) -> str:
    kept = f'class="fig" id={attribute(run.anchor)} data-expression={attribute(run.expression)}'
    if run.indicator:
        kept += f" data-indicator={attribute(run.indicator)}"
    if run.anchor not in noted:
        return f"<span {kept}>{text(run.text)}</span>"
    return f"<a {kept} href={fragment('note-' + run.anchor)}>{text(run.text)}</a>"
