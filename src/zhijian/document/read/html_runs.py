"""Inline HTML as runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from unicodedata import east_asian_width
from urllib.parse import unquote

from zhijian.document.blocks import BoundFigure, Reference, Run, Text
from zhijian.document.compare import merged

_SPACE = re.compile(r"[ \t\n\r\f]+")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\xad\u200b\u2060\ufeff]")  # what office programs leave of fields, too
_ENDS = ("。", "；", "：", "！", "？")
_SET_IN = ("\n", "\u3000", "\xa0")
_SILENT = frozenset({"script", "style", "template", "noscript", "head", "img", "svg", "button", "input", "select"})


def runs_of(element: Any, *, own: bool) -> tuple[Run, ...]:
    """The runs inside an lxml element. own: written by our writer, so that every character counts."""
    found = tuple(inline(element, own=own))
    return merged(found if own else collapsed(found))


def inline(element: Any, *, own: bool, bold: bool = False, emphasis: bool = False) -> Iterator[Run]:
    """The runs inside ``element``, its tail left out, neither merged nor trimmed."""
    if element.text:
        yield Text(element.text, bold, emphasis)
    for child in element:
        yield from inline_of_child(child, own=own, bold=bold, emphasis=emphasis)
        if child.tail:
            yield Text(child.tail, bold, emphasis)


def inline_of_child(child: Any, *, own: bool, bold: bool = False, emphasis: bool = False) -> Iterator[Run]:
    """The runs of one inline element itself."""
    tag = child.tag
    if not isinstance(tag, str) or tag in _SILENT:
        return
    kind = child.get("class", "")
    if tag == "br":
        yield Text("\n", bold, emphasis)
    elif own and kind == "fig":
        yield BoundFigure(
            _text(child),
            child.get("id", ""),
            child.get("data-expression", ""),
            child.get("data-indicator", ""),
            bold=bold,
        )
    elif own and kind == "ref":
        yield Reference(_text(child), unquote(child.get("href", "#")[1:]))
    else:
        yield from inline(child, own=own, bold=bold or tag in ("strong", "b"), emphasis=emphasis or tag in ("em", "i"))


def collapsed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """White space as a browser shows it: one blank, none at the ends, and none where Chinese text was only wrapped."""
    found: list[Run] = []
    before = ""
    for run in runs:
        if isinstance(run, Text) and run.text != "\n":
            text = _SPACE.sub(" ", _UNSEEN.sub("", run.text))
            if text.startswith(" ") and before in ("", " ", "\n"):
                text = text[1:]
            text = re.sub(r"(?<=(.)) (?=(.))", _between, text)
            if not text:
                continue
            run = Text(text, run.bold, run.emphasis)
        found.append(run)
        before = run.text[-1:]
    while found and isinstance(last := found[-1], Text) and not last.text.strip(" \n"):
        found.pop()
    if found and isinstance(last := found[-1], Text):
        found[-1] = Text(last.text.rstrip(" "), last.bold, last.emphasis)
    return tuple(found)


def divided(runs: tuple[Run, ...]) -> Iterator[tuple[Run, ...]]:
    """The paragraphs that line ends part: where a sentence ended before, or the next line is set in or apart."""
    held: list[Run] = []
    for at, run in enumerate(runs):
        if run.text != "\n":
            held.append(run)
            continue
        before = next((text for it in reversed(held) if (text := it.text.rstrip())), "")
        after = runs[at + 1].text if at + 1 < len(runs) else "\n"
        if not before or before.endswith(_ENDS) or after.startswith(_SET_IN):
            yield tuple(held)
            held = []
        else:
            held.append(run)
    yield tuple(held)


def _between(space: re.Match[str]) -> str:
    return "" if all(east_asian_width(side) in "WF" for side in space.groups()) else " "


def _text(element: Any) -> str:
    return "".join(run.text for run in inline(element, own=True))
