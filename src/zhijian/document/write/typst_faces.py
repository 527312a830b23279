"""The typefaces as Typst takes them, read once: five compilers of one build would else hold 80 MB each."""

from __future__ import annotations

from functools import cache
from threading import Lock

import typst

from zhijian.typefaces import font_directory

_reading = Lock()  # PDF and DOCX are made at the same time


def typst_faces() -> typst.Fonts:
    """Ours alone, so that every machine sets the same lines. Raises FontsMissing where set-up has not been run."""
    with _reading:
        return _faces()


@cache
def _faces() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_directory())])
