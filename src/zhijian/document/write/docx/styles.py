"""word/styles.xml: the looks of paragraphs, and the few styles of characters and tables."""

from __future__ import annotations

from zhijian.document.write.docx.fonts import FANGSONG, HEI, KAI, LATIN
from zhijian.document.write.docx.looks import ACCENT, STYLES, Style
from zhijian.document.write.docx.markup import DECLARATION, ROOT
from zhijian.document.write.docx.measures import TWO_CHARACTERS


def _paragraph_properties(style: Style) -> str:
    parts = []
    if style.keep_next:
        parts.append("<w:keepNext/>")
    if style.outline is not None:
        parts.append("<w:keepLines/>")
    if style.page_break:
        parts.append("<w:pageBreakBefore/>")
    if style.numbered is not None:
        level = (
            f'<w:ilvl w:val="{style.numbered}"/><w:numId w:val="1"/>' if style.numbered >= 0 else '<w:numId w:val="0"/>'
        )
        parts.append(f"<w:numPr>{level}</w:numPr>")
    parts.append(style.borders)
    if style.fill:
        parts.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{style.fill}"/>')
    parts.append(style.tabs)
    spacing = {"before": style.before, "after": style.after}
    attributes = "".join(f' w:{side}="{value}"' for side, value in spacing.items() if value is not None)
    if style.line is not None:
        attributes += f' w:line="{style.line or 240}" w:lineRule="{"exact" if style.line else "auto"}"'
    if attributes:
        parts.append(f"<w:spacing{attributes}/>")
    parts.append(_indent(style))
    if style.align:
        parts.append(f'<w:jc w:val="{style.align}"/>')
    if style.outline is not None:
        parts.append(f'<w:outlineLvl w:val="{style.outline}"/>')
    return "".join(parts)


def _indent(style: Style) -> str:
    attributes = ""
    if style.left or style.inset:
        attributes += f' w:left="{style.left or style.inset}"'
    if style.inset:
        attributes += f' w:right="{style.inset}"'
    if style.first_line:
        attributes += f' w:firstLineChars="200" w:firstLine="{TWO_CHARACTERS[style.first_line]}"'
    elif style.based_on == "BodyText":
        attributes += ' w:firstLineChars="0" w:firstLine="0"'
    return f"<w:ind{attributes}/>" if attributes else ""


def _character_properties(style: Style) -> str:
    # 黑体 sets digits and Latin letters too, or a number would stand out thin before its title.
    latin = f'w:ascii="{style.font}" w:hAnsi="{style.font}" ' if style.font == HEI else ""
    parts = [f'<w:rFonts {latin}w:eastAsia="{style.font}"/>'] if style.font else []
    if style.bold:
        parts.append("<w:b/>")
    if style.colour:
        parts.append(f'<w:color w:val="{style.colour}"/>')
    if style.size:
        parts.append(f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/>')
    return f"<w:rPr>{''.join(parts)}</w:rPr>" if parts else ""


def _style(style: Style) -> str:
    custom = "" if style.name.isascii() else ' w:customStyle="1"'
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    shown = "<w:qFormat/>" if style.shown else "<w:semiHidden/>"
    properties = _paragraph_properties(style)
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based_on}"/>{following}<w:uiPriority w:val="{style.priority}"/>{shown}'
        f"{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{_character_properties(style)}</w:style>"
    )


_FIXED = f"""\
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{FANGSONG}" w:cs="{LATIN}"/>\
<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>\
<w:pPrDefault/></w:docDefaults>\
<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" w:defQFormat="0" \
w:count="376"/>\
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:uiPriority w:val="0"/><w:qFormat/>\
</w:style>\
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>\
<w:uiPriority w:val="1"/><w:semiHidden/></w:style>\
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>\
<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>\
<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>\
</w:style>\
<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/>\
<w:semiHidden/></w:style>"""

_CHARACTERS = f"""\
<w:style w:type="character" w:styleId="Emphasis"><w:name w:val="Emphasis"/><w:uiPriority w:val="20"/><w:qFormat/>\
<w:rPr><w:rFonts w:eastAsia="{KAI}"/></w:rPr></w:style>\
<w:style w:type="character" w:customStyle="1" w:styleId="BlockNumber"><w:name w:val="图表编号"/><w:uiPriority w:val="36"/>\
</w:style>\
<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="年报表格"/><w:basedOn w:val="TableNormal"/>\
<w:uiPriority w:val="39"/><w:qFormat/><w:tblPr><w:jc w:val="center"/><w:tblBorders>\
<w:top w:val="single" w:sz="12" w:space="0" w:color="{ACCENT}"/><w:left w:val="single" w:sz="4" w:space="0" w:color="7D8794"/>\
<w:bottom w:val="single" w:sz="12" w:space="0" w:color="{ACCENT}"/>\
<w:right w:val="single" w:sz="4" w:space="0" w:color="7D8794"/>\
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="7D8794"/>\
<w:insideV w:val="single" w:sz="4" w:space="0" w:color="7D8794"/></w:tblBorders><w:tblCellMar>\
<w:top w:w="60" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="60" w:type="dxa"/>\
<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"""


def styles_part() -> str:
    """word/styles.xml"""
    return f"{DECLARATION}<w:styles {ROOT}>{_FIXED}{''.join(_style(style) for style in STYLES)}{_CHARACTERS}</w:styles>"
