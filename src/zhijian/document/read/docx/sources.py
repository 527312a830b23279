"""What our writer keeps beside the text: where bound figures come from, charts, exact widths. See write/docx/sources.py."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zhijian.document.read.docx.archive import Archive

_N = "{urn:zhijian:document}"


@dataclass(frozen=True)
class FigureSource:
    anchor: str
    expression: str
    indicator: str


@dataclass(frozen=True)
class PictureSource:
    """extent: the width at which it was written (EMU), when ``width`` percent had been asked for."""

    width: int
    extent: int
    chart: Mapping[str, Any] | None


@dataclass
class Sources:
    """own: whether our writer wrote the file. Anchors, tables and pictures by bookmark, figures by tag and id."""

    own: bool = False
    date: str = ""
    keywords: tuple[str, ...] = ()
    anchors: dict[str, str] = field(default_factory=dict)
    figures: dict[tuple[str, str], FigureSource] = field(default_factory=dict)
    tables: dict[str, tuple[tuple[int, ...], bool]] = field(default_factory=dict)
    pictures: dict[str, list[PictureSource]] = field(default_factory=dict)

    def figure(self, tag: str, control: str, alias: str) -> FigureSource:
        """The source of a bound figure; what its control itself says where the part has been lost."""
        found = self.figures.get((tag, control)) or self.figures.get((tag, ""))
        return found or FigureSource(tag.removeprefix("zj:"), alias, "")


def read_sources(archive: Archive) -> Sources:
    """The part that belongs to the document, or empty Sources if there is none."""
    for name in archive.related("customXml"):
        root = archive.xml(name)
        if root is not None and root.tag == f"{_N}document":
            return _sources(root)
    return Sources()


def _sources(root: Any) -> Sources:
    found = Sources(own=True, date=root.get("date", ""))
    found.keywords = tuple(it.text or "" for it in root.iter(f"{_N}keyword"))
    for it in root.iter(f"{_N}anchor"):
        found.anchors[it.get("bookmark", "")] = it.get("name", "")
    for it in root.iter(f"{_N}figure"):
        source = FigureSource(it.get("anchor", ""), it.get("expression", ""), it.get("indicator", ""))
        found.figures[it.get("tag", ""), it.get("control", "")] = source
        found.figures.setdefault((it.get("tag", ""), ""), source)
    for it in root.iter(f"{_N}table"):
        widths = tuple(int(width) for width in it.get("widths", "").split())
        found.tables[it.get("bookmark", "")] = widths, it.get("sortable") == "true"
    for it in root.iter(f"{_N}pictures"):
        found.pictures[it.get("bookmark", "")] = [_picture(picture) for picture in it]
    return found


def _picture(element: Any) -> PictureSource:
    chart = element.find(f"{_N}chart")
    return PictureSource(
        int(element.get("width", "90")),
        int(element.get("extent", "0")),
        json.loads(chart.text) if chart is not None and chart.text else None,
    )
