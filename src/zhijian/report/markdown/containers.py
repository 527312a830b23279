"""One ``:::`` block with its body → the draft it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from zhijian.messages import _
from zhijian.report.markdown.drafts import (
    DraftBlock,
    DraftCaseInsert,
    DraftChart,
    DraftFigure,
    DraftOfficialTables,
    DraftParagraph,
    DraftPicture,
    DraftTable,
    DraftTableInsert,
    DraftText,
)
from zhijian.report.markdown.fences import Fence, Lines
from zhijian.report.places import Place
from zhijian.report.problems import Problems

KINDS = ("chart", "table", "figure", "case", "tables", "internal")
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_Fault = Callable[[str], None]


def read_container(
    fence: Fence, body: tuple[DraftBlock, ...], place: Place, problems: Problems
) -> Iterator[DraftBlock]:
    """The draft, or nothing and a problem (ZJ411) where the block is not written as it should be."""

    def fault(what: str) -> None:
        problems.add("ZJ411", place, what=what)

    if fence.kind not in KINDS:
        fault(_("不认识的块“::: {found}”，可用的有 {known}", found=fence.kind, known="、".join(KINDS)))
    elif fence.kind == "figure":
        yield from _figure(fence, place, fault)
    elif fence.kind == "tables":
        if fence.argument or body:
            fault(_("“::: tables”后面不带名称，也没有正文"))
        yield DraftOfficialTables(place)
    elif not NAME.fullmatch(fence.argument):
        fault(_("“::: {kind}”后面应为名称（字母、数字、连字符），实为“{found}”", kind=fence.kind, found=fence.argument))
    elif fence.kind == "case":
        if body:
            fault(_("“::: case”没有正文，案例写在 cases/{name}.md 中", name=fence.argument))
        yield DraftCaseInsert(fence.argument, place)
    else:
        yield _chart_or_table(fence, body, place, fault)


def _chart_or_table(fence: Fence, body: tuple[DraftBlock, ...], place: Place, fault: _Fault) -> DraftBlock:
    caption, tables = _caption(body, fault)
    if fence.kind == "chart":
        if tables:
            fault(_("“::: chart”中不能写表格"))
        return DraftChart(fence.argument, caption, place)
    if len(tables) > 1:
        fault(_("一个“::: table”中只能写一张表"))
    if tables and not caption:
        fault(_("写在正文中的表要有表题：请在表格之前写一行"))
    return DraftTableInsert(fence.argument, caption, place, tables[0] if tables else None)


def _caption(body: tuple[DraftBlock, ...], fault: _Fault) -> tuple[str, list[DraftTable]]:
    paragraphs = [block for block in body if isinstance(block, DraftParagraph)]
    tables = [block for block in body if isinstance(block, DraftTable)]
    if len(paragraphs) > 1 or len(paragraphs) + len(tables) < len(body):
        fault(_("块的正文只能是一行题注（表格另可有一张表）；若后文不属于它，请去掉多余的“:::”"))
    runs = paragraphs[0].runs if paragraphs else ()
    if any(not isinstance(run, DraftText) for run in runs):
        fault(_("题注中只能写文字，不能绑定数字或引用"))
    return "".join(run.text for run in runs if isinstance(run, DraftText)), tables


def _figure(fence: Fence, place: Place, fault: _Fault) -> Iterator[DraftBlock]:
    """``::: figure 文件 | 图题 | 替代文字``; further pictures beside it are lines ``文件 | 替代文字`` of the body."""
    fields = [field.strip() for field in fence.argument.split("|")]
    if len(fields) != 3 or not all(fields):
        fault(_("应写作“::: figure 图片文件 | 图题 | 替代文字”，三项都要有"))
        return
    file, caption, alt = fields
    pictures = [DraftPicture(file, alt, place)]
    for part in fence.body:
        lines = part.text if isinstance(part, Lines) else [f"::: {part.kind}"]
        begun = part.first if isinstance(part, Lines) else part.line
        for number, line in enumerate(lines, begun):
            more = [field.strip() for field in line.split("|")]
            if len(more) == 2 and all(more):
                pictures.append(DraftPicture(more[0], more[1], Place(place.file, number)))
            elif line.strip():
                fault(_("“::: figure”的正文每行一张并排的图片：图片文件 | 替代文字，实为“{found}”", found=line.strip()))
    yield DraftFigure(PurePosixPath(file).stem, tuple(pictures), caption, place)
