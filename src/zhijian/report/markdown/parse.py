"""A chapter's text → drafts. What is not understood is an error with file and line; nothing is dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from zhijian.messages import _
from zhijian.report.markdown.containers import read_container
from zhijian.report.markdown.drafts import (
    DraftBlock,
    DraftHeading,
    DraftList,
    DraftParagraph,
    DraftRuns,
    DraftTable,
    DraftText,
)
from zhijian.report.markdown.fences import Fence, Lines, split_fences
from zhijian.report.markdown.inline import add_inline_rules, read_runs
from zhijian.report.places import Place
from zhijian.report.problems import Problems

DEEPEST = 3
TYPED_NUMBER = re.compile(r"(?:\d+(?:\.\d+)*[.、\s]?|第[一二三四五六七八九十]+[章节]|[一二三四五六七八九十]+、)\s*\S")
MARK_AT_END = re.compile(r"\s*\{(?P<mark>-|#[A-Za-z][\w-]*)\}\s*$")


def _unsupported(token: str) -> str:
    known = {
        "code_block": _("行首缩进了四格；段首缩进由版式决定，请删去行首空格"),
        "fence": _("正文不支持代码块"),
        "blockquote_open": _("正文不支持引用段（>）"),
        "hr": _("正文不支持分隔线"),
        "html_block": _("正文不支持 HTML 标记"),
    }
    return known.get(token) or _("正文不支持这种写法（{token}）", token=token)


@cache
def _markdown() -> MarkdownIt:
    md = MarkdownIt("commonmark")
    md.enable("table")
    # Link definitions would vanish from the text without a word, and a line of dashes would make a heading.
    md.block.ruler.disable(["reference", "lheading"])
    add_inline_rules(md)
    return md


def parse_markdown(
    text: str, file: str, problems: Problems, *, internal: bool, first: int = 1
) -> tuple[DraftBlock, ...]:
    """The drafts of a chapter or case. internal: keep what stands in ``::: internal``. first: the first line's number."""
    parts = split_fences(text.splitlines(), first, file, problems)
    return tuple(_blocks(parts, file, problems, internal=internal))


def _blocks(parts: list[Lines | Fence], file: str, problems: Problems, *, internal: bool) -> Iterator[DraftBlock]:
    for part in parts:
        if isinstance(part, Lines):
            yield from _plain(part, file, problems)
            continue
        # The body of a figure is a list of files, not Markdown.
        inside = [] if part.kind == "figure" else part.body
        body = tuple(_blocks(inside, file, problems, internal=internal))
        if part.kind != "internal":
            yield from read_container(part, body, Place(file, part.line), problems)
        elif internal:
            yield from body


def _plain(part: Lines, file: str, problems: Problems) -> Iterator[DraftBlock]:
    # A full-width indent is how an office starts a paragraph; the layout makes it here.
    text = "\n".join(line.lstrip("\u3000") for line in part.text)
    tokens = _markdown().parse(text)
    index = 0
    while index < len(tokens):
        token = tokens[index]
        place = Place(file, part.first + (token.map[0] if token.map else 0))
        end = _end(tokens, index)
        inside = tokens[index + 1 : end]
        if token.type == "heading_open":
            yield _heading(token, inside[0], place, problems)
        elif token.type == "paragraph_open":
            yield DraftParagraph(_runs(inside[0], place, problems), place)
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            yield _list(token, inside, place, problems, part.first)
        elif token.type == "table_open":
            yield _table(inside, place, problems, part.first)
        else:
            problems.add("ZJ410", place, what=_unsupported(token.type))
        index = end + 1


def _end(tokens: list[Token], index: int) -> int:
    if tokens[index].nesting != 1:
        return index
    depth = 0
    for at in range(index, len(tokens)):
        depth += tokens[at].nesting
        if depth == 0:
            return at
    return len(tokens) - 1


def _runs(token: Token, place: Place, problems: Problems) -> DraftRuns:
    return read_runs(token.children or [], place, problems)


def _heading(token: Token, inline: Token, place: Place, problems: Problems) -> DraftHeading:
    level = int(token.tag[1:])
    runs = _runs(inline, place, problems)
    if level > DEEPEST:
        problems.add("ZJ410", place, what=_("标题最多三级（###），这里是 {level} 级", level=level))
    numbered, name = True, ""
    last = runs[-1] if runs else None
    if isinstance(last, DraftText):
        match = MARK_AT_END.search(last.text)
        if match is not None:
            numbered, name = match["mark"] != "-", match["mark"][1:]
            rest = last.text[: match.start()]
            runs = runs[:-1] + ((replace(last, text=rest),) if rest else ())
    if not runs:
        problems.add("ZJ410", place, what=_("标题没有文字"))
    elif isinstance(runs[0], DraftText) and TYPED_NUMBER.match(runs[0].text):
        what = _("标题自动编号，请删去手写的编号“{found}”", found=runs[0].text.split()[0][:8])
        problems.add("ZJ410", place, what=what)
    return DraftHeading(level, runs, place, numbered, name)


def _list(token: Token, inside: list[Token], place: Place, problems: Problems, first: int) -> DraftList:
    items: list[DraftRuns] = []
    index = 0
    while index < len(inside):
        end = _end(inside, index)
        item = inside[index + 1 : end]
        here = Place(place.file, first + (inside[index].map or [0])[0])
        if len(item) != 3 or item[0].type != "paragraph_open":
            problems.add("ZJ410", here, what=_("列表的每一项只能是一段文字，不能嵌套列表或分段"))
        items.append(tuple(run for t in item if t.type == "inline" for run in _runs(t, here, problems)))
        index = end + 1
    return DraftList(tuple(items), token.type == "ordered_list_open", place)


def _table(inside: list[Token], place: Place, problems: Problems, first: int) -> DraftTable:
    rows: list[tuple[DraftRuns, ...]] = []
    aligns: list[str] = []
    cells: list[DraftRuns] = []
    line = place.line
    for token in inside:
        if token.type == "tr_open":
            cells = []
            line = first + token.map[0] if token.map else line
        elif token.type == "th_open":
            aligns.append(str(token.attrs.get("style", "")).removeprefix("text-align:") or "center")
        elif token.type == "inline":
            cells.append(_runs(token, Place(place.file, line), problems))
        elif token.type == "tr_close":
            rows.append(tuple(cells))
    return DraftTable(tuple(rows), tuple(aligns), place)
