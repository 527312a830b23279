"""Parts that are the same for every report, or say only what the document is called and whose it is."""

from __future__ import annotations

import re

from zhijian.document.blocks import Document
from zhijian.document.write.docx.markup import DECLARATION, ROOT, escaped
from zhijian.document.write.docx.package import WORD, Package

_CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DATE = re.compile(r"\d{4}-\d\d-\d\d")

KEYWORDS = "; "


def add_properties(package: Package, document: Document) -> None:
    """Title, organisation, keywords, language and date; nothing that depends on when or where it was written."""
    moments = ""
    if _DATE.fullmatch(document.date):
        moments = "".join(
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{document.date}T00:00:00Z</dcterms:{name}>'
            for name in ("created", "modified")
        )
    words = escaped(KEYWORDS.join(document.keywords))
    package.part(
        "docProps/core.xml",
        f"{DECLARATION}<cp:coreProperties {_CORE}><dc:title>{escaped(document.title)}</dc:title>"
        f"<dc:creator>{escaped(document.organisation)}</dc:creator><cp:keywords>{words}</cp:keywords>"
        f"<dc:language>{escaped(document.language)}</dc:language>{moments}</cp:coreProperties>",
        "application/vnd.openxmlformats-package.core-properties+xml",
    )
    package.relate("", _PACKAGE, "docProps/core.xml")
    package.part(
        "docProps/app.xml",
        f'{DECLARATION}<Properties xmlns="{_EXTENDED}"><Application>Zhijian</Application>'
        f"<Company>{escaped(document.organisation)}</Company></Properties>",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    )
    package.relate("", f"{_OFFICE}/extended-properties", "docProps/app.xml")


def settings_part() -> str:
    """word/settings.xml: odd and even pages differ, Chinese punctuation is compressed, as in Word of 2013 and later."""
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    return (
        f'{DECLARATION}<w:settings {ROOT}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/>'
        f'<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        f'<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:spaceForUL/>'
        f"<w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>"
        f"<w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>{compatibility}</w:compat>"
        f'<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        f"</w:settings>"
    )


def add_word_part(package: Package, name: str, content: str) -> None:
    """A part beside the document: styles, settings, numbering, fontTable."""
    package.part(f"word/{name}.xml", content, f"{WORD}.{name}+xml")
    package.relate("word/document.xml", f"{_OFFICE}/{name}", f"{name}.xml")
