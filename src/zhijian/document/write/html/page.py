"""The whole page: one file that needs nothing else."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from json import dumps
from pathlib import Path

from zhijian.document.blocks import Cover, Document, Heading, Text, Toc
from zhijian.document.write.attachments import Download, FigureNote
from zhijian.document.write.html.blocks import blocks, headings
from zhijian.document.write.html.charts import has_chart, packed_program
from zhijian.document.write.html.runs import attribute, fragment, runs, text
from zhijian.document.write.pictures import require_alternatives
from zhijian.messages import _

# Nothing is loaded from anywhere: the browser itself enforces it.
_POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'"
)


def write_html(
    document: Document, path: Path, *, notes: Mapping[str, FigureNote], downloads: Sequence[Download] = ()
) -> None:
    """Write ``document`` as one self-contained HTML5 file, UTF-8; the same input gives the same bytes.

    notes: by anchor of a bound figure, what a reader sees on opening it. downloads: files carried in the page.
    Raises BuildStopped where a picture has no alternative text.
    """
    require_alternatives(document)
    path.write_text(html_page(document, notes=notes, downloads=downloads), encoding="utf-8", newline="\n")


def html_page(document: Document, *, notes: Mapping[str, FigureNote], downloads: Sequence[Download] = ()) -> str:
    """The characters of the page."""
    notice = next((block.notice for block in document.blocks if isinstance(block, Cover)), "")
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang={attribute(document.language)} class="plain">',
            _head(document),
            "<body>",
            f'<a class="skip" href="#text">{_("跳到正文")}</a>',
            _bar(document),
            '<div class="page">',
            _contents(document),
            f'<main id="text">\n<article>\n{blocks(document.blocks, notes)}\n</article>',
            _downloads(downloads),
            _notes(notes),
            "</main>",
            "</div>",
            f'<footer class="foot">{text(notice)}</footer>' if notice else "",
            f'<script type="text/plain" id="chart-program">{packed_program()}</script>'
            if has_chart(document.blocks)
            else "",
            f'<script type="application/json" id="words">{_words()}</script>',
            f"<script>\n{_asset('report.js')}</script>",
            "</body>",
            "</html>",
            "",
        )
    )


def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _head(document: Document) -> str:
    metas = [("viewport", "width=device-width, initial-scale=1"), ("generator", "Zhijian")]
    metas += [("author", document.organisation)] if document.organisation else []
    metas += [("date", document.date)] if document.date else []
    metas += [("keywords", word) for word in document.keywords]
    return "\n".join(
        (
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            *(f'<meta name="{name}" content={attribute(content)}>' for name, content in metas),
            f"<title>{text(document.title)}</title>",
            f"<style>\n{_asset('report.css')}</style>",
            "</head>",
        )
    )


def _bar(document: Document) -> str:
    return (
        f'<div class="bar"><a class="home" href="#text">{text(document.title)}</a>'
        f'<a class="menu" href="#contents">☰ {_("目录")}</a>'
        f'<form class="search" role="search"><input type="search" aria-label="{_("在报告中查找")}" '
        f'placeholder="{_("在报告中查找")}" autocomplete="off"><output aria-live="polite"></output>'
        f'<button type="button" data-step="-1" aria-label="{_("上一处")}">↑</button>'
        f'<button type="submit" data-step="1" aria-label="{_("下一处")}">↓</button></form></div>'
    )


def _contents(document: Document) -> str:
    """The table of contents beside the text; as deep as the document's own, or two levels."""
    toc = next((block for block in document.blocks if isinstance(block, Toc)), None)
    title = toc.title if toc else _("目录")
    shown = [it for it in headings(document.blocks) if it.level <= (toc.depth if toc else 2)]
    lines = "\n".join(_entry(heading) for heading in shown)
    return (
        f'<nav class="toc" id="contents" aria-label={attribute(title)}><details open><summary>{text(title)}</summary>\n'
        f"<ul>\n{lines}\n</ul></details></nav>"
    )


def _entry(heading: Heading) -> str:
    words = runs(_unbound(heading))
    number = f'<span class="n">{text(heading.number)}</span> ' if heading.number else ""
    return f'<li class="l{heading.level}"><a href={fragment(heading.anchor)}>{number}{words}</a></li>'


def _unbound(heading: Heading) -> Iterable[Text]:
    """The heading's words without anchors, which may stand in a page only once."""
    return (Text(run.text) for run in heading.runs)


def _downloads(downloads: Sequence[Download]) -> str:
    if not downloads:
        return ""
    return "\n".join(
        (
            f'<section class="downloads" aria-labelledby="downloads"><h2 id="downloads">{_("数据下载")}</h2>',
            "<ul>",
            *(_download(item) for item in downloads),
            "</ul></section>",
        )
    )


def _download(item: Download) -> str:
    address = f"data:{item.media_type};base64,{b64encode(item.data).decode('ascii')}"
    return (
        f'<li><a download={attribute(item.name)} href="{address}">{text(item.label)}</a>'
        f'<span class="size">{text(item.name)}，{_size(len(item.data))}</span></li>'
    )


def _size(count: int) -> str:
    return f"{count / 1024:.0f} KB" if count < 1024 * 1024 else f"{count / 1024 / 1024:.1f} MB"


def _notes(notes: Mapping[str, FigureNote]) -> str:
    """Every note as an entry of a list: what a figure links to, and what the script shows beside it."""
    if not notes:
        return ""
    entries = "\n".join(_note(note) for note in notes.values())
    summary = _("数据来源（{n}条）", n=len(notes))
    return (
        f'<section class="notes" aria-label="{_("数据来源")}"><details><summary>{summary}</summary>\n'
        f"<ol>\n{entries}\n</ol></details></section>"
    )


def _note(note: FigureNote) -> str:
    lines = "".join(f"<p>{text(line)}</p>" for line in note.lines)
    back = f'<a class="back" href={fragment(note.anchor)} aria-label="{_("回到正文")}">↩</a>'
    return f"<li id={attribute('note-' + note.anchor)}><p><b>{text(note.title)}</b> {back}</p>{lines}</li>"


def _words() -> str:
    """The texts of the script, in the language of the messages."""
    words = {
        "close": _("关闭"),
        "none": _("没有找到"),
        "sort": _("按此列排序"),
        "of": "{n}/{count}",
    }
    return dumps(words, ensure_ascii=False).replace("<", "\\u003c")
