"""WordprocessingML as text: escaping, paragraphs, runs. Children stand in the order that the schema demands."""

from __future__ import annotations

import re

from zhijian.document.write.docx.measures import TWO_CHARACTERS

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile("(\r\n|[\n\r\t])")
# Signs that both Western and Chinese typefaces have (“”—…·°①): only the hint makes Word take them from the Chinese one.
_AMBIGUOUS = re.compile("[\u00a0-\u2e7f]")

_TEXT = '<w:t xml:space="preserve">'

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
ROOT = f'xmlns:w="{W}" xmlns:r="{R}"'


def escaped(text: str) -> str:
    """``text`` between tags; characters that XML cannot hold are left out."""
    return _ILLEGAL.sub("", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """``text`` inside double quotes, line ends and tabs kept."""
    text = escaped(text).replace('"', "&quot;").replace("\t", "&#9;")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "&#10;")


def run(text: str, *, style: str = "", bold: bool = False, whole: bool = False) -> str:
    """``text`` as one run; line ends and tabs become their elements. whole: a line does not end at a hyphen."""
    characters = _characters(text)
    if whole:
        characters = characters.replace("-", f"</w:t><w:noBreakHyphen/>{_TEXT}").replace(f"{_TEXT}</w:t>", "")
    return f"<w:r>{run_properties(text, style=style, bold=bold)}{characters}</w:r>"


def run_properties(text: str = "", *, style: str = "", bold: bool = False) -> str:
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    if _AMBIGUOUS.search(text):
        properties += '<w:rFonts w:hint="eastAsia"/>'
    if bold:
        properties += "<w:b/>"
    return f"<w:rPr>{properties}</w:rPr>" if properties else ""


def _characters(text: str) -> str:
    parts = []
    for part in _BREAKS.split(text):
        if part == "\t":
            parts.append("<w:tab/>")
        elif part in ("\n", "\r", "\r\n"):
            parts.append("<w:br/>")
        elif part:
            parts.append(f"{_TEXT}{escaped(part)}</w:t>")
    return "".join(parts)


def paragraph(
    style: str,
    content: str = "",
    *,
    keep_next: bool = False,
    page_break: bool = False,
    frame: str = "",
    numbering: int | None = None,
    indent: int = 0,
    align: str = "",
    section: str = "",
) -> str:
    """A paragraph. numbering: id of its list, 0 for none where the style has one. indent: levels of 其中."""
    properties = f'<w:pStyle w:val="{style}"/>'
    if keep_next:
        properties += "<w:keepNext/>"
    if page_break:
        properties += "<w:pageBreakBefore/>"
    properties += frame
    if numbering is not None:
        properties += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbering}"/></w:numPr>'
    if indent:
        properties += f'<w:ind w:left="{indent * TWO_CHARACTERS["table"]}" w:leftChars="{indent * 200}"/>'
    if align:
        properties += f'<w:jc w:val="{align}"/>'
    return f"<w:p><w:pPr>{properties}{section}</w:pPr>{content}</w:p>"


def field(code: str, result: str, *, style: str = "") -> str:
    """A field with its result as it stands; ``code`` as typed between the braces in Word."""
    properties = run_properties(code, style=style)
    return (
        f'<w:r>{properties}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{properties}<w:instrText xml:space="preserve"> {escaped(code)} </w:instrText></w:r>'
        f'<w:r>{properties}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"{run(result, style=style, whole=True)}"
        f'<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>'
    )
