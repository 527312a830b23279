"""Names and numbers of persons as they are shown where nobody asked for them whole."""

from __future__ import annotations

import re

NUMBER = re.compile(r"[0-9]{7,}[0-9Xx]?")
MARK = "＊"


def masked_name(name: str) -> str:
    """The first character and a mark: 李＊. Empty stays empty."""
    return name[:1] + MARK if name else ""


def masked_account(username: str) -> str:
    """The first two characters and a mark."""
    return username[:2] + MARK if username else ""


def masked_text(text: str) -> str:
    """Free text without what may be the number of a telephone or of an identity card."""
    return NUMBER.sub(lambda found: found[0][:3] + MARK, text)
