"""Reading gettext PO files, the part of the format that we write (GNU gettext manual, "The Format of PO Files").

``msgid``, ``msgid_plural``, ``msgstr`` and ``msgstr[n]``, each over any number of quoted lines. Contexts and obsolete
entries are not used here. Read directly, because a compiled catalogue would need a build step.
"""

import re
from dataclasses import dataclass
from pathlib import Path

_LINE = re.compile(r'(?:(?P<keyword>msgid_plural|msgid|msgstr(?:\[\d\])?)\s+)?"(?P<text>(?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One message: its key, its translations (one, or one per plural form), and the line on which it begins."""

    msgid: str
    texts: tuple[str, ...]
    line: int


def read_po(path: Path) -> list[Entry]:
    """The entries of ``path`` in order, without the header. Raises ValueError with file and line where it is unsound."""
    entries: list[Entry] = []
    parts: dict[str, str] = {}
    keyword, began, number = "", 0, 0

    def fail(problem: str, line: int) -> ValueError:
        return ValueError(f"{path}:{line}: {problem}")

    def finish() -> None:
        texts = tuple(text for name, text in parts.items() if name.startswith("msgstr"))
        if parts and not texts:
            raise fail("msgid without msgstr", began)
        if parts.get("msgid"):
            entries.append(Entry(parts["msgid"], texts, began))
        parts.clear()

    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        if not found:
            raise fail(f"neither a keyword with a quoted text nor a quoted text: {line}", number)
        if found["keyword"] == "msgid":
            finish()
            began = number
        keyword = found["keyword"] or keyword
        if "msgid" not in parts and keyword != "msgid":
            raise fail("a text before any msgid", number)
        if found["keyword"] and keyword in parts:
            raise fail(f"{keyword} stands twice in one entry", number)
        try:
            parts[keyword] = parts.get(keyword, "") + _ESCAPE.sub(lambda escape: _ESCAPES[escape[1]], found["text"])
        except KeyError as error:
            raise fail(f"unknown escape \\{error.args[0]}", number) from None
    finish()
    return entries
