"""A PDF without tags, as office programs export it; what stands on its pages is the test's, in Typst's markup."""

from datetime import UTC, datetime
from pathlib import Path

import typst

from zhijian.document.write.typst_faces import typst_faces
from zhijian.typefaces import SERIF

_PAGE = f"""
#set page(width: 400pt, height: 400pt, margin: 50pt)
#set text(font: "{SERIF}", size: 12pt, lang: "zh")
#set par(first-line-indent: (amount: 2em, all: true), justify: true, leading: 0.8em, spacing: 0.8em)
#set table(inset: 5pt)
#show table: set par(first-line-indent: 0pt)
"""


def untagged_pdf(path: Path, body: str) -> None:
    """Writes ``body`` on pages of 400 points with a margin of 50, its text in 12 points."""
    pdf = typst.Compiler((_PAGE + body).encode(), font_paths=typst_faces()).compile(
        format="pdf", pdf_tags=False, timestamp=datetime.fromtimestamp(0, UTC)
    )
    assert isinstance(pdf, bytes)
    path.write_bytes(pdf)
