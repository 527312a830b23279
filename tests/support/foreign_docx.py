"""A DOCX as other programs write it: styles with their own ids, numberings, one picture; the body is the test's."""

import zipfile
from pathlib import Path

from support.sample_pictures import photograph

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def _style(name: str, identity: str, properties: str = "", based_on: str = "") -> str:
    below = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/>{below}'
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )


def _numbering(identity: int, *levels: tuple[str, str, str]) -> str:
    inner = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{style}<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text, style) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{identity}">{inner}</w:abstractNum>'


_STYLES = (
    _style("Normal", "a")
    + _style("heading 1", "1", '<w:numPr><w:numId w:val="6"/></w:numPr><w:outlineLvl w:val="0"/>', "a")
    + _style("heading 2", "2", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="6"/></w:numPr>', "a")
    + _style("heading 3", "3", '<w:outlineLvl w:val="2"/>', "a")
    + _style("单位标题", "a5", "", "3")
    + _style("caption", "a3", "", "a")
    + _style("Title", "a7", "", "a")
    + _style("toc 1", "TOC1", "", "a")
)
_LISTS = (
    _numbering(1, ("decimal", "%1", '<w:pStyle w:val="1"/>'), ("decimal", "%1.%2", '<w:pStyle w:val="2"/>'))
    + _numbering(2, ("chineseCountingThousand", "第%1章", ""), ("chineseCounting", "（%2）", ""))
    + _numbering(3, ("decimal", "%1.", ""))
    + _numbering(4, ("bullet", "•", ""))
    + "".join(
        f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{abstract}"/></w:num>'
        for identity, abstract in ((6, 1), (7, 2), (8, 3), (9, 4))
    )
)


def foreign_docx(path: Path, body: str) -> None:
    """Writes a DOCX with ``body`` inside its w:body."""
    part = '<?xml version="1.0" encoding="UTF-8"?>\n<w:{0} {1}>{2}</w:{0}>'
    relation = '<Relationship Id="{0}" Type="' + _OFFICE + '/{1}" Target="{2}"/>'
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'wordprocessingml.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"))
    )
    parts = {
        "_rels/.rels": relation.format("rId1", "officeDocument", "/word/document.xml"),
        "word/_rels/document.xml.rels": relation.format("rId1", "styles", "styles.xml")
        + relation.format("rId2", "numbering", "numbering.xml")
        + relation.format("picture", "image", "media/image1.png"),
    }
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="png" ContentType="image/png"/>{types}</Types>',
        )
        for name, content in parts.items():
            archive.writestr(name, f'<Relationships xmlns="{_PACKAGE}">{content}</Relationships>')
        archive.writestr("word/styles.xml", part.format("styles", _NAMESPACES, _STYLES))
        archive.writestr("word/numbering.xml", part.format("numbering", _NAMESPACES, _LISTS))
        archive.writestr("word/document.xml", part.format("document", _NAMESPACES, f"<w:body>{body}</w:body>"))
        archive.writestr("word/media/image1.png", photograph("").data)
