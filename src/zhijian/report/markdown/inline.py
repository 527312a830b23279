"""Runs of a paragraph: text, bold, emphasis, ``{{ figures }}`` and ``[@references]``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from zhijian.messages import _
from zhijian.report.markdown.drafts import DraftRun, DraftRuns, DraftText, FigureSlot, ReferenceSlot
from zhijian.report.places import Place
from zhijian.report.problems import Problems

REFERENCE = re.compile(r"\[@([^\]\s]+)\]")
LEFT_OVER = re.compile(r"\{\{|\}\}|\[@|\*\*")


def add_inline_rules(md: MarkdownIt) -> None:
    """Teach ``md`` figures and references, and bold and emphasis that work beside Chinese punctuation.

    CommonMark leaves the stars of ``教师**“双师型”**`` standing, because a quotation mark follows a letter.
    """
    md.inline.ruler.before("escape", "zhijian_figure", _figure_rule)
    md.inline.ruler.before("escape", "zhijian_reference", _reference_rule)
    md.inline.ruler.before("escape", "zhijian_marks", _marks_rule)
    md.inline.ruler.disable(["emphasis", "strikethrough", "linkify"])


def _figure_rule(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("{{", state.pos):
        return False
    end = state.src.find("}}", state.pos + 2, state.posMax)
    if end < 0:
        return False
    if not silent:
        state.push("zhijian_figure", "", 0).content = state.src[state.pos + 2 : end]
    state.pos = end + 2
    return True


def _reference_rule(state: StateInline, silent: bool) -> bool:
    match = REFERENCE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("zhijian_reference", "", 0).content = match[1]
    state.pos = match.end()
    return True


def _marks_rule(state: StateInline, silent: bool) -> bool:
    for mark, name in (("**", "strong"), ("*", "em")):
        if not state.src.startswith(mark, state.pos):
            continue
        start = state.pos + len(mark)
        end = state.src.find(mark, start, state.posMax)
        if end <= start or state.src[start].isspace() or state.src[end - 1].isspace():
            return False
        if not silent:
            outer = state.posMax
            state.push(f"{name}_open", name, 1)
            state.pos, state.posMax = start, end
            state.md.inline.tokenize(state)
            state.posMax = outer
            state.push(f"{name}_close", name, -1)
        state.pos = end + len(mark)
        return True
    return False


def _unsupported(token: str) -> str:
    known = {
        "code_inline": _("正文不支持反引号（等宽字）"),
        "link_open": _("正文不支持链接"),
        "image": _("正文不支持图片写法 ![]()，请改用“::: figure”"),
        "html_inline": _("正文不支持 HTML 标记"),
    }
    return known.get(token) or _("正文不支持这种写法（{token}）", token=token)


def read_runs(tokens: Sequence[Token], place: Place, problems: Problems) -> DraftRuns:
    """The runs that the inline tokens of one block stand for; ``place`` is the block's first line."""
    return tuple(_merged(_runs(tokens, place, problems)))


def _runs(tokens: Sequence[Token], place: Place, problems: Problems) -> Iterator[DraftRun]:
    bold = emphasis = 0
    line = place.line
    for token in tokens:
        here = Place(place.file, line)
        if token.type == "text":
            for part in LEFT_OVER.findall(token.content):
                what = _("“{found}”没有成对出现", found=part)
                problems.add("ZJ410", here, what=what)
            yield DraftText(token.content, here, bold > 0, emphasis > 0)
        elif token.type in ("softbreak", "hardbreak"):
            yield DraftText("\n", here, bold > 0, emphasis > 0)
            line += 1
        elif token.type == "zhijian_figure":
            yield FigureSlot(" ".join(token.content.split()), here, bold > 0)
            line += token.content.count("\n")
        elif token.type == "zhijian_reference":
            yield ReferenceSlot(token.content, here)
        elif token.type in ("strong_open", "strong_close"):
            bold += token.nesting
        elif token.type in ("em_open", "em_close"):
            emphasis += token.nesting
        elif token.type != "link_close":
            problems.add("ZJ410", here, what=_unsupported(token.type))


def _merged(runs: Iterator[DraftRun]) -> Iterator[DraftRun]:
    """Neighbouring text of one style as one run; a line break between Latin words becomes a space, else nothing."""
    pending: DraftText | None = None
    for run in runs:
        if not isinstance(run, DraftText):
            if pending is not None:
                yield from _cleaned(pending)
                pending = None
            yield run
        elif pending is not None and (pending.bold, pending.emphasis) == (run.bold, run.emphasis):
            pending = DraftText(pending.text + run.text, pending.place, pending.bold, pending.emphasis)
        else:
            if pending is not None:
                yield from _cleaned(pending)
            pending = run
    if pending is not None:
        yield from _cleaned(pending)


def _cleaned(run: DraftText) -> Iterator[DraftText]:
    text = re.sub(r"(?<=[A-Za-z0-9,.;:])\s*\n\s*(?=[A-Za-z0-9])", " ", run.text)
    text = re.sub(r"\s*\n\s*", "", text)
    if text:
        yield DraftText(text, run.place, run.bold, run.emphasis)
