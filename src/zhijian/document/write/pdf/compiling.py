"""From source to pages."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import typst

from zhijian.document.blocks import Document
from zhijian.document.write.alternatives import require_alternatives
from zhijian.document.write.pdf.source import typst_source
from zhijian.typefaces import font_directory

_TEMPLATE = Path(__file__).with_name("report.typ")
_STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]


@dataclass(frozen=True, slots=True)
class PdfPages:
    """count: sheets, cover and contents included. by_anchor: the page number printed where each anchor stands."""

    count: int
    by_anchor: dict[str, int]


def write_pdf(document: Document, path: Path) -> PdfPages:
    """Typeset ``document`` into ``path`` and say where its headings, tables, figures and cases stand.

    The file is tagged (PDF/UA-1, PDF/A-2a); its date is the document's, so the same document gives the same bytes.
    Raises BuildStopped where a picture has no text in its place (alt), FontsMissing where set-up has not been run.
    """
    require_alternatives(document)
    source = typst_source(document)
    with tempfile.TemporaryDirectory(prefix="zhijian-") as folder:
        main = Path(folder) / "main.typ"
        main.write_text(source.text, encoding="utf-8")
        (main.parent / _TEMPLATE.name).write_bytes(_TEMPLATE.read_bytes())
        for name, data in source.files.items():
            (main.parent / name).write_bytes(data)
        compiler = typst.Compiler(main, font_paths=[font_directory()], ignore_system_fonts=True)
        pdf = compiler.compile(format="pdf", pdf_standards=_STANDARDS, timestamp=_moment(document.date))
        if not isinstance(pdf, bytes):
            raise TypeError("one PDF was asked for")  # the types allow a list, which only pictures give
        found = json.loads(compiler.query("<zhijian-pages>", field="value", one=True))
    path.write_bytes(pdf)
    printed = dict(zip(source.anchors, found["printed"], strict=True))
    return PdfPages(found["last"], printed)


def _moment(iso: str) -> datetime:
    """Midnight of the document's date, in a fixed zone; the epoch where it has none."""
    return datetime.fromisoformat(iso).replace(tzinfo=UTC) if iso else datetime.fromtimestamp(0, UTC)
