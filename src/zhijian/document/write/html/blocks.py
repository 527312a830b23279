"""Blocks as HTML5. What is written here, read/html.py reads back: data-* attributes keep what is not seen."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Collection, Iterable, Iterator
from json import dumps

from zhijian.document.blocks import (
    Block,
    Case,
    Cover,
    Figure,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    Toc,
)
from zhijian.document.write.html.runs import attribute, runs, text
from zhijian.document.write.html.tables import caption, table

_DEEPEST = 6


def blocks(items: Iterable[Block], noted: Collection[str] = ()) -> str:
    """The blocks in order, one to a line."""
    return "\n".join(block(item, noted) for item in items)


def block(item: Block, noted: Collection[str] = ()) -> str:
    """One block. noted: anchors of the bound figures that have a note to link to."""
    match item:
        case Cover():
            return _cover(item)
        case Toc(title, depth):
            # The contents themselves stand beside the text; this says where they belong.
            return f'<div class="toc-here" data-title={attribute(title)} data-depth="{depth}" hidden></div>'
        case PageBreak():
            return '<div class="page-break" role="presentation"></div>'
        case Heading(level, words, anchor, number):
            tag = f"h{min(level + 1, _DEEPEST)}"
            marked = f'<span class="n">{text(number)}</span> ' if number else ""
            inside = f'{marked}<span class="t">{runs(words, noted)}</span>'
            return f'<{tag} id={attribute(anchor)} data-level="{level}">{inside}</{tag}>'
        case Paragraph(words, style):
            kind = "" if style == "body" else f" class={attribute(style)}"
            return f"<p{kind}>{runs(words, noted)}</p>"
        case ListBlock(entries, ordered):
            tag = "ol" if ordered else "ul"
            return f"<{tag}>" + "".join(f"<li>{runs(entry, noted)}</li>" for entry in entries) + f"</{tag}>"
        case Table():
            return table(item, noted)
        case Figure(pictures, anchor, number, words):
            shown = "".join(_picture(picture) for picture in pictures)
            return (
                f'<figure class="pictures" id={attribute(anchor)}><div class="row">{shown}</div>'
                f"{caption(number, words)}</figure>"
            )
        case Case():
            return _case(item, noted)


def _cover(cover: Cover) -> str:
    parts = [f'<header class="cover"><h1>{text(cover.title)}</h1>']
    if cover.subtitle:
        parts.append(f'<p class="subtitle">{text(cover.subtitle)}</p>')
    parts += (f'<p class="line">{text(line)}</p>' for line in cover.lines)
    if cover.notice:
        parts.append(f'<p class="notice">{text(cover.notice)}</p>')
    return "".join((*parts, "</header>"))


def _case(case: Case, noted: Collection[str]) -> str:
    title = f'<span class="n">{text(case.number)}</span> ' if case.number else ""
    title += f'<span class="t">{text(case.title)}</span>'
    school = f'<p class="organisation">{text(case.organisation)}</p>' if case.organisation else ""
    label = " ".join(part for part in (case.number, case.title) if part)
    return (
        f'<section class="case" id={attribute(case.anchor)} aria-label={attribute(label)}>'
        f'<header><p class="case-title">{title}</p>{school}</header>\n{blocks(case.blocks, noted)}\n</section>'
    )


def _picture(picture: Picture) -> str:
    source = f"data:{picture.media_type};base64,{b64encode(picture.data).decode('ascii')}"
    kind = "chart" if picture.chart is not None else "picture"
    spec = ""
    if picture.chart is not None:
        # No "</script>" may stand inside; in JSON, < is as good written so.
        written = dumps(picture.chart, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        spec = f'<script type="application/json">{written}</script>'
    return (
        f'<div class="{kind}" style="--width:{picture.width}" data-width="{picture.width}">'
        f'<img src="{source}" alt={attribute(picture.alt)}>{spec}</div>'
    )


def headings(items: Iterable[Block]) -> Iterator[Heading]:
    """Every heading, those inside cases left out."""
    return (item for item in items if isinstance(item, Heading))
