"""The typefaces as Typst takes them, read once: five compilers of one build would else hold 80 MB each."""

from __future__ import annotations

from functools import cache

import typst

from zhijian.typefaces import font_directory


@cache
def typst_faces() -> typst.Fonts:
    """Ours alone, so that every machine sets the same lines. Raises FontsMissing where set-up has not been run."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_directory())])
