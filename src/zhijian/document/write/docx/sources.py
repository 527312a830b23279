"""What a DOCX has no place for, kept in a part of its own: sources of figures, specifications of charts, exact widths.

Word carries such a part along unchanged. Everything that is visible is read from the text itself; this part only
adds to what is found there, by anchor.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from zhijian.document.blocks import BoundFigure, Document, Figure, Table
from zhijian.document.write.docx.markup import DECLARATION, attribute, escaped
from zhijian.document.write.docx.package import OFFICE, Package
from zhijian.document.write.docx.plan import Mark, figure_tag

NAMESPACE = "urn:zhijian:document"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_ITEM = "{6B1E1F3C-5F0D-4E0B-9B2C-7A6A5D2E9A10}"  # any fixed identifier: there is one such part in a document
_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


@dataclass
class Sources:
    """Collected while the document is written."""

    tables: list[tuple[Mark, Table]] = field(default_factory=list)
    figures: list[tuple[Mark, Figure, list[int]]] = field(default_factory=list)

    def add_to(
        self, package: Package, document: Document, marks: list[Mark], bound: list[tuple[int, BoundFigure]]
    ) -> None:
        """Adds the part to the package."""
        items = [f"<keyword>{escaped(word)}</keyword>" for word in document.keywords]
        items += [f'<anchor bookmark="{mark.bookmark}" name="{attribute(mark.anchor)}"/>' for mark in marks]
        items += [
            f'<figure tag="{attribute(figure_tag(it.anchor))}" control="{control}" anchor="{attribute(it.anchor)}" '
            f'expression="{attribute(it.expression)}" indicator="{attribute(it.indicator)}"/>'
            for control, it in bound
        ]
        items += [
            f'<table bookmark="{mark.bookmark}" widths="{" ".join(map(str, table.widths))}" sortable="{str(table.sortable).lower()}"/>'
            for mark, table in self.tables
        ]
        items += [_pictures(*figure) for figure in self.figures]
        root = f'<document xmlns="{NAMESPACE}" date="{attribute(document.date)}">{"".join(items)}</document>'
        package.part("customXml/item1.xml", DECLARATION + root)
        package.part(
            "customXml/itemProps1.xml",
            f'{DECLARATION}<ds:datastoreItem xmlns:ds="{_STORE}" ds:itemID="{_ITEM}"><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>',
            _PROPERTIES,
        )
        package.relate("word/document.xml", f"{OFFICE}/customXml", "../customXml/item1.xml")
        package.relate("customXml/item1.xml", f"{OFFICE}/customXmlProps", "itemProps1.xml")


def _pictures(mark: Mark, figure: Figure, extents: list[int]) -> str:
    inside = ""
    for picture, wide in zip(figure.pictures, extents, strict=True):
        chart = (
            "" if picture.chart is None else f"<chart>{escaped(json.dumps(picture.chart, ensure_ascii=False))}</chart>"
        )
        inside += f'<picture width="{picture.width}" extent="{wide}">{chart}</picture>'
    return f'<pictures bookmark="{mark.bookmark}">{inside}</pictures>'
