"""The texts of the interface, in Chinese and English.

The Chinese text is the key and stands in the code; ``locale/en/LC_MESSAGES/<room>.po`` holds the English, one
file per room, read when a first English text is asked for. Nothing has to be compiled.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from zhijian.messages.po import Entry, read_po

__all__ = ["Language", "_", "english_entries", "language", "messages_folder", "ngettext", "use_language"]

Language = Literal["zh", "en"]

_chosen: ContextVar[Language | None] = ContextVar("zhijian_language", default=None)


def language() -> Language:
    """The language of messages: what ``use_language`` set, else ``ZHIJIAN_LANG`` (``en``, ``en_GB.UTF-8``), else zh."""
    chosen = _chosen.get()
    if chosen is not None:
        return chosen
    return "en" if os.environ.get("ZHIJIAN_LANG", "").lower().startswith("en") else "zh"


@contextmanager
def use_language(code: Language) -> Iterator[None]:
    """Within the block, messages are in ``code``; holds for the current thread or task only."""
    if code not in get_args(Language):
        raise ValueError(f"language {code!r}: expected one of {get_args(Language)}")
    token = _chosen.set(code)
    try:
        yield
    finally:
        _chosen.reset(token)


def messages_folder() -> Path:
    """Where the English files lie."""
    return Path(__file__).parent / "locale" / "en" / "LC_MESSAGES"


@cache
def english_entries() -> dict[str, Entry]:
    """Every entry of the English files, by its Chinese text. A text that two rooms use may stand in both files."""
    return {entry.msgid: entry for path in sorted(messages_folder().glob("*.po")) for entry in read_po(path)}


def _(message: str, /, **values: object) -> str:
    """``message`` in the current language, with ``{name}`` replaced by ``values``.

    Braces are left alone when no values are given. A text without an English entry comes out in Chinese.
    """
    entry = english_entries().get(message) if language() == "en" else None
    text = entry.texts[0] if entry and entry.texts[0] else message
    return text.format(**values) if values else text


def ngettext(message: str, n: int, /, **values: object) -> str:
    """``message`` for ``n`` things, with ``{n}`` and ``values`` filled in. Chinese has one form: there is one key."""
    entry = english_entries().get(message) if language() == "en" else None
    forms = entry.texts if entry else ()
    text = forms[0 if n == 1 else -1] if forms else ""
    return (text or message).format(n=n, **values)
