"""Pages: sections with their numbering, the page number at the outer edge, the notice at the head."""

from __future__ import annotations

from zhijian.document.write.docx.markup import DECLARATION, ROOT, field, paragraph, run
from zhijian.document.write.docx.measures import (
    MARGIN_BOTTOM,
    MARGIN_LEFT,
    MARGIN_RIGHT,
    MARGIN_TOP,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    millimetres,
)
from zhijian.document.write.docx.package import OFFICE, WORD, Package

_DOCUMENT = "word/document.xml"


class Sections:
    """Writes section properties. notice: what stands at the head of every page but the cover, e.g. 合成数据声明."""

    def __init__(self, package: Package, notice: str) -> None:
        self._references = ""
        for sides, kind in (("default", "odd"), ("even", "even")):
            self._references += self._add(package, "footer", sides, kind, _footer(sides))
        if notice:
            for sides, kind in (("default", "odd"), ("even", "even")):
                self._references += self._add(package, "header", sides, kind, paragraph("Header", run(notice)))

    @staticmethod
    def _add(package: Package, part: str, sides: str, kind: str, content: str) -> str:
        root = {"footer": "ftr", "header": "hdr"}[part]
        name = f"{part}-{kind}.xml"
        package.part(f"word/{name}", f"{DECLARATION}<w:{root} {ROOT}>{content}</w:{root}>", f"{WORD}.{part}+xml")
        relation = package.relate(_DOCUMENT, f"{OFFICE}/{part}", name)
        return f'<w:{part}Reference w:type="{sides}" r:id="{relation}"/>'

    def cover(self) -> str:
        return _section("", "")

    def front(self) -> str:
        return _section(self._references, '<w:pgNumType w:fmt="upperRoman" w:start="1"/>')

    def main(self) -> str:
        return _section(self._references, '<w:pgNumType w:start="1"/>')


def _section(references: str, numbering: str) -> str:
    return (
        f'<w:sectPr>{references}<w:type w:val="nextPage"/><w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="{MARGIN_TOP}" w:right="{MARGIN_RIGHT}" w:bottom="{MARGIN_BOTTOM}" w:left="{MARGIN_LEFT}" '
        f'w:header="{millimetres(20)}" w:footer="{millimetres(22)}" w:gutter="0"/>{numbering}'
        f'<w:cols w:space="720"/></w:sectPr>'
    )


def _footer(sides: str) -> str:
    # A space of one character to the outer edge, as the standard has it.
    number = run("— ") + field("PAGE", "1") + run(" —")
    align, space = (
        ("right", 'w:rightChars="100" w:right="280"')
        if sides == "default"
        else ("left", 'w:leftChars="100" w:left="280"')
    )
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/><w:ind {space}/><w:jc w:val="{align}"/></w:pPr>{number}</w:p>'
