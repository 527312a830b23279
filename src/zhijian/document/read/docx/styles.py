"""Styles: what part a paragraph plays, by the name of its style, and what it takes over from the styles below."""

from __future__ import annotations

import re
from typing import Any

from zhijian.document.read.docx.archive import W

# The part that a paragraph plays, by the name of its style as office programs keep it, in lower case.
_ROLES = {
    "title": "title",
    "subtitle": "subtitle",
    "封面署名": "cover-line",
    "封面声明": "cover-notice",
    "toc heading": "toc-heading",
    "body text": "body",
    "段首语": "lead",
    "表注": "note",
    "list bullet": "list",
    "list number": "list",
    "插图": "figure",
    "图题": "figure-caption",
    "表题": "table-caption",
    "caption": "caption",
    "题注": "caption",
    "表格单位": "unit",
    "表头": "table-head",
    "案例标题": "case-title",
    "案例单位": "case-organisation",
    "案例正文": "body",
    "案例项目符号": "list",
    "案例编号列表": "list",
    "间隔": "gap",
    "分页": "page-break",
    "分节": "section-end",
}
_HEADING = re.compile(r"(?:heading|标题) ?([1-9])")
_CONTENTS = re.compile(r"(?:toc|目录) ?[1-9]")


class Styles:
    """The styles of a document by id; every question is answered along the chain of what a style is based on."""

    def __init__(self, root: Any | None) -> None:
        self._styles: dict[str, Any] = {}
        self._default = ""
        self._defaults = root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr") if root is not None else None
        for style in root.iter(f"{W}style") if root is not None else ():
            self._styles[style.get(f"{W}styleId", "")] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                self._default = style.get(f"{W}styleId", "")
        self._roles: dict[str, tuple[str, bool]] = {}
        self._found: dict[tuple[str, str], Any | None] = {}

    def name(self, style: str) -> str:
        """The name of a style, in lower case."""
        found = self._styles.get(style)
        name = found.find(f"{W}name") if found is not None else None
        return str(name.get(f"{W}val", "")).lower() if name is not None else style.lower()

    def role(self, style: str) -> tuple[str, bool]:
        """The part that paragraphs of this style play (empty for running text), and whether they stand in a case."""
        if style not in self._roles:
            name = self.name(style)
            inner = name.removeprefix("案例")
            role = _ROLES.get(name) or _ROLES.get(inner, "")
            if _CONTENTS.fullmatch(name):
                role = "toc-entry"
            self._roles[style] = role, name.startswith("案例")
        return self._roles[style]

    def heading_level(self, style: str) -> int:
        """1 to 9 for headings, by name or by outline level; 0 for anything else."""
        if found := _HEADING.fullmatch(self.name(style)):
            return int(found[1])
        outline = self.property(style, "outlineLvl")
        level = int(outline.get(f"{W}val", "9")) + 1 if outline is not None else 10
        return level if level <= 9 and self.role(style)[0] not in ("title", "subtitle", "toc-heading") else 0

    def property(self, style: str, name: str, of: str = "pPr") -> Any | None:
        """The element of this name among the properties of the style or of those below it."""
        key = (style, of + name)
        if key not in self._found:
            self._found[key] = self._look_up(style or self._default, name, of)
        return self._found[key]

    def _look_up(self, style: str, name: str, of: str) -> Any | None:
        seen = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            element = self._styles[style]
            found = element.find(f"{W}{of}/{W}{name}")
            if found is not None:
                return found
            below = element.find(f"{W}basedOn")
            style = below.get(f"{W}val", "") if below is not None else ""
        return self._defaults.find(f"{W}{name}") if self._defaults is not None and of == "pPr" else None


def is_on(element: Any | None) -> bool | None:
    """Whether a switch (w:b, w:pageBreakBefore) is on; None where it is absent."""
    return None if element is None else element.get(f"{W}val", "1") not in ("0", "false", "off", "none")
