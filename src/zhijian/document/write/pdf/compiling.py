"""From source to pages."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import typst

from zhijian.document.blocks import Document
from zhijian.document.write.pdf.literals import literal
from zhijian.document.write.pdf.source import Source, typst_source
from zhijian.document.write.pictures import figures_in, names_of, require_alternatives
from zhijian.document.write.typst_faces import typst_faces
from zhijian.errors import BuildStopped
from zhijian.messages import _

_TEMPLATE = Path(__file__).with_name("report.typ")
_UNKNOWN_CHARACTER = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_BAD_PICTURE = re.compile(r"failed to (decode image|parse SVG|load linked image)")
_STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]


@dataclass(frozen=True, slots=True)
class PdfPages:
    """count: sheets, cover and contents included. by_anchor: the page number printed where each anchor stands."""

    count: int
    by_anchor: dict[str, int]


def write_pdf(document: Document, path: Path, *, tagged: bool = True) -> PdfPages:
    """Typeset ``document`` into ``path`` and say where its headings, tables, figures and cases stand.

    The file is tagged (PDF/UA-1, PDF/A-2a), or not at all, as the files of many programs; its date is the document's, so
    the same document gives the same bytes. Raises BuildStopped where a picture has no text in its place (alt) or a
    character is in no typeface, FontsMissing where set-up has not been run.
    """
    require_alternatives(document)
    with _compiler(document) as (compiler, source, folder):
        try:
            pdf = compiler.compile(
                format="pdf",
                pdf_standards=_STANDARDS if tagged else [],
                timestamp=_moment(document.date),
                pdf_tags=tagged,
            )
        except typst.TypstError as error:
            raise _stopped(error, document, source, folder) from error
        if not isinstance(pdf, bytes):
            raise TypeError("one PDF was asked for")  # the types allow a list, which only pictures give
        pages = _pages(compiler, source)
    path.write_bytes(pdf)
    return pages


def office_pages(document: Document) -> dict[str, int]:
    """The page on which each anchor will probably stand in the DOCX, in the measures that its styles have.

    Typeset with our own faces and never printed; an office program with other faces may differ by a page.
    """
    with _compiler(document, layout="office") as (compiler, source, _folder):
        return _pages(compiler, source).by_anchor


@contextmanager
def _compiler(document: Document, layout: str = "report") -> Iterator[tuple[typst.Compiler, Source, Path]]:
    source = typst_source(document)
    with tempfile.TemporaryDirectory(prefix="zhijian-") as folder:
        main = Path(folder) / "main.typ"
        main.write_text(source.text, encoding="utf-8")
        (main.parent / _TEMPLATE.name).write_bytes(_TEMPLATE.read_bytes())
        for name, data in source.files.items():
            (main.parent / name).write_bytes(data)
        yield (
            typst.Compiler(main, font_paths=typst_faces(), sys_inputs={"layout": layout}),
            source,
            main.parent,
        )


def _pages(compiler: typst.Compiler, source: Source) -> PdfPages:
    found = json.loads(compiler.query("<zhijian-pages>", field="value", one=True))
    return PdfPages(found["last"], dict(zip(source.anchors, found["printed"], strict=True)))


def _stopped(error: typst.TypstError, document: Document, source: Source, folder: Path) -> Exception:
    """For the user where the text or a picture is to be changed; what else goes wrong is a bug and stays as it is."""
    if unknown := _UNKNOWN_CHARACTER.search(error.message):
        text = unknown[1]
        return BuildStopped(
            _("PDF 的字体中没有“{text}”里的某个字符，无法排印。请改用通用规范汉字或常用符号。", text=text)
        )
    if _BAD_PICTURE.match(error.message):
        broken = {data for name, data in source.files.items() if not _drawn(folder / name)}
        figures = [it for it in figures_in(document.blocks) if any(picture.data in broken for picture in it.pictures)]
        return BuildStopped(
            _(
                "以下插图的文件已损坏，或引用了外部图片：{figures}。请另存为 PNG、JPEG 或 SVG 后重新插入。",
                figures=names_of(figures),
            )
        )
    return error


def _drawn(picture: Path) -> bool:
    """Whether the picture alone can be drawn."""
    alone = picture.with_suffix(".typ")
    alone.write_text(f"#image({literal(picture.name)})", encoding="utf-8")
    try:
        typst.compile(alone, format="svg")
    except typst.TypstError:
        return False
    return True


def _moment(iso: str) -> datetime:
    """Midnight of the document's date, in a fixed zone; the epoch where it has none."""
    return datetime.fromisoformat(iso).replace(tzinfo=UTC) if iso else datetime.fromtimestamp(0, UTC)
