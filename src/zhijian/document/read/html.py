"""HTML as a Document: the same document where we wrote it, and whatever can be made out elsewhere."""

from __future__ import annotations

import json
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

from lxml import etree, html

from zhijian.document.blocks import (
    Block,
    Case,
    Cover,
    Document,
    Figure,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Text,
    Toc,
)
from zhijian.document.compare import merged
from zhijian.document.read.captions import typed_heading
from zhijian.document.read.cases import with_cases
from zhijian.document.read.html_runs import collapsed, divided, inline_of_child, runs_of
from zhijian.document.read.html_tables import caption_of, foreign_table, is_layout, own_cells, own_table, part
from zhijian.document.read.locating import located
from zhijian.document.read.titles import with_captions, with_headings
from zhijian.errors import UnreadableInput
from zhijian.messages import _

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SKIPPED = frozenset({"script", "style", "template", "noscript", "head", "nav", "form", "iframe", "object"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd"}
    | {"label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
)


def read_html(path: Path, *, container: str = "") -> Document:
    """The document in the file ``path``; locations name it ``container`` (the file's name by default).

    What ``write_html`` wrote comes back equal. Of other pages: headings, paragraphs, lists, tables and embedded
    pictures, in order. Raises UnreadableInput if there is no HTML in the file.
    """
    data = path.read_bytes()
    parser = html.HTMLParser(encoding=_encoding(data), huge_tree=True)
    try:
        root = html.document_fromstring(data, parser=parser)
    except etree.ParserError:
        raise UnreadableInput(_("{file} 是空文件，或不是网页（HTML）。", file=path.name)) from None
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        metas.setdefault(meta.get("name", ""), []).append(meta.get("content", ""))
    own = metas.get("generator") == ["Zhijian"]
    article = root.find(".//article")
    if own and article is not None:
        blocks = tuple(_own_blocks(article))
    else:
        found = tuple(_foreign_blocks(root.find("body") if root.find("body") is not None else root))
        blocks = with_captions(with_cases(with_headings(found)))
    title = root.find(".//title")
    document = Document(
        (title.text_content() if own else " ".join(title.text_content().split())) if title is not None else "",
        blocks,
        organisation=metas.get("author", [""])[0],
        date=metas.get("date", [""])[0],
        language=root.get("lang", "zh-CN"),
        keywords=tuple(metas.get("keywords", ())),
    )
    return located(document, container or path.name)


def _encoding(data: bytes) -> str | None:
    """UTF-8 where it is; else what the page says of itself (None), and GB 18030 where it says nothing."""
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        return None if b"charset" in data[:2048].lower() else "gb18030"


# ── what we wrote ───────────────────────────────────────────────────────────────────────────────────


def _own_blocks(elements: Iterable[Any]) -> Iterator[Block]:
    for element in elements:
        if isinstance(element.tag, str):
            found = _own_block(element)
            if found is not None:
                yield found


def _own_block(element: Any) -> Block | None:
    tag, kind = element.tag, element.get("class", "")
    match tag, kind:
        case "header", "cover":
            return _cover(element)
        case "div", "toc-here":
            return Toc(element.get("data-title", ""), int(element.get("data-depth", "2")))
        case "div", "page-break":
            return PageBreak()
        case "p", _:
            return Paragraph(runs_of(element, own=True), kind or "body")
        case (("ul" | "ol"), _):
            items = tuple(runs_of(item, own=True) for item in element if item.tag == "li")
            return ListBlock(items, tag == "ol")
        case "figure", "table":
            return own_table(element)
        case "figure", _:
            number, caption = caption_of(element)
            pictures = tuple(_picture(it) for it in element.iterfind("div[@class='row']/div"))
            return Figure(pictures, element.get("id", ""), number, caption)
        case "section", "case":
            return _case(element)
    if tag in _HEADINGS:
        number = part(element, "n")
        words = next((runs_of(it, own=True) for it in element if it.get("class") == "t"), ())
        level = int(element.get("data-level", _HEADINGS[tag] - 1))
        return Heading(level, words, element.get("id", ""), number)
    return None


def _cover(element: Any) -> Cover:
    texts: dict[str, list[str]] = {}
    for child in element:
        text = "".join(run.text for run in runs_of(child, own=True))
        texts.setdefault(child.get("class", child.tag), []).append(text)
    first = {name: found[0] for name, found in texts.items()}
    return Cover(
        first.get("h1", ""),
        first.get("subtitle", ""),
        tuple(texts.get("line", ())),
        first.get("notice", ""),
    )


def _case(element: Any) -> Case:
    header = element.find("header")
    title, school = header.find("p[@class='case-title']"), header.find("p[@class='organisation']")
    number = part(title, "n")
    blocks = tuple(_own_blocks(it for it in element if it is not header))
    organisation = "".join(run.text for run in runs_of(school, own=True)) if school is not None else ""
    return Case(part(title, "t"), element.get("id", ""), blocks, number, organisation)


def _picture(element: Any) -> Picture:
    image, script = element.find("img"), element.find("script")
    media_type, data = _embedded(image.get("src", ""))
    chart = json.loads(script.text) if script is not None else None
    return Picture(data, media_type, image.get("alt", ""), chart, int(element.get("data-width", "90")))


def _embedded(address: str) -> tuple[str, bytes]:
    """Media type and bytes of a data: address; empty for any other."""
    head, comma, body = address.partition(",")
    if not comma or not head.startswith("data:"):
        return "", b""
    media_type, *marks = head.removeprefix("data:").split(";")
    try:
        return media_type, b64decode(body) if "base64" in marks else unquote_to_bytes(body)
    except NotBase64:
        return "", b""


# ── what others wrote ───────────────────────────────────────────────────────────────────────────────


def _foreign_blocks(element: Any) -> Iterator[Block]:
    """Blocks inside ``element``; loose text between them becomes paragraphs."""
    loose: list[Run] = [Text(element.text)] if element.text else []
    for child in element:
        tag = child.tag
        if tag in _INLINE and child.find(".//img") is None:
            loose += inline_of_child(child, own=False)
        elif isinstance(tag, str) and tag not in _SKIPPED:
            yield from _paragraph(loose)
            loose = []
            yield from _foreign_block(child)
        if child.tail:
            loose.append(Text(child.tail))
    yield from _paragraph(loose)


def _paragraph(loose: list[Run]) -> Iterator[Block]:
    for runs in divided(collapsed(tuple(loose))):
        if any(run.text.strip() for run in runs):
            yield Paragraph(merged(runs), "body")


def _foreign_block(element: Any) -> Iterator[Block]:
    tag = element.tag
    if tag in _HEADINGS:
        number, runs = typed_heading(runs_of(element, own=False))
        if runs:
            yield Heading(_HEADINGS[tag], runs, element.get("id", ""), number)
    elif tag in ("ul", "ol") and not any(True for _it in element.iter("table", "p", "img", "h2", "h3")):
        items = tuple(runs for it in element if it.tag == "li" if (runs := runs_of(it, own=False)))
        if items:
            yield ListBlock(items, tag == "ol")
    elif tag == "table" and is_layout(element):
        for cell in own_cells(element):
            yield from _foreign_blocks(cell)
    elif tag == "table":
        yield foreign_table(element)
    elif tag == "img":
        media_type, data = _embedded(element.get("src", ""))
        if media_type in ("image/svg+xml", "image/png", "image/jpeg"):
            picture = Picture(data, media_type, element.get("alt", ""))
            yield Figure((picture,), element.get("id", ""))
    else:
        yield from _foreign_blocks(element)
