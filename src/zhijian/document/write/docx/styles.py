"""The styles of the report, named as an office finds them in its style list, and the fonts that they ask for.

After GB/T 9704-2012: 小标宋 title, 黑体 / 楷体 / 仿宋 headings, 仿宋 三号 body on a pitch of 28 pt. A chapter title is
小二 and centred, since a report has pages of its own for each chapter. Tables are set in 五号, cases in 四号.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from zhijian.document.write.docx.markup import DECLARATION, ROOT, attribute
from zhijian.document.write.docx.measures import CASE_INSET, CASE_LINE, LINE, TEXT_WIDTH, TWO_CHARACTERS

FANGSONG, KAI, HEI, TITLE, SONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"
LATIN = "Times New Roman"
ACCENT, TINT, HEAD_FILL = "1F3D66", "F3F6FA", "E9EEF5"
DEEPEST = 6  # levels of headings

# What to take where an office's font is not installed; panose, family and pitch say what it looks like.
_FONTS = {
    FANGSONG: ("仿宋,FangSong,STFangsong,华文仿宋,Noto Serif CJK SC,Noto Serif SC", "02010609030101010101", "modern"),
    KAI: ("楷体,KaiTi,STKaiti,华文楷体,LXGW WenKai,Noto Serif CJK SC", "02010609030101010101", "modern"),
    HEI: ("SimHei,STHeiti,华文黑体,Noto Sans CJK SC,Noto Sans SC", "02010609060101010101", "modern"),
    TITLE: ("FZXiaoBiaoSong-B05S,小标宋,华文中宋,STZhongsong,Noto Serif CJK SC,宋体", "02010601030101010101", "auto"),
    SONG: ("SimSun,STSong,华文宋体,Noto Serif CJK SC,Noto Serif SC", "02010600030101010101", "auto"),
}


@dataclass(frozen=True)
class Style:
    """A paragraph style. size: in half-points; before, after: in twips; line: exact pitch, 0 for single spacing.

    first_line: indent of two characters, of the kind that measures names; inset: stands in on both sides.
    """

    id: str
    name: str
    based_on: str = "Normal"
    next: str = ""
    font: str = ""
    size: int = 0
    bold: bool = False
    colour: str = ""
    align: str = ""
    before: int | None = None
    after: int | None = None
    line: int | None = None
    first_line: str = ""
    keep_next: bool = False
    page_break: bool = False
    outline: int | None = None
    numbered: int | None = None  # level in the list of headings, -1 for none
    tabs: str = ""
    left: int = 0
    borders: str = ""
    fill: str = ""
    inset: int = 0
    shown: bool = True
    priority: int = 1


_UPPER = ("一级", "二级", "三级", "四级", "五级", "六级")
_DOTS = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/></w:tabs>'


def _headings() -> list[Style]:
    looks = [
        Style("", "", font=HEI, size=36, align="center", before=0, after=360, page_break=True),
        Style("", "", font=KAI, size=32, bold=True, before=240, after=120),
        Style("", "", font=FANGSONG, size=32, bold=True, before=160, after=80, first_line="body"),
        *[Style("", "", font=FANGSONG, size=32, before=80, after=80, first_line="body", shown=False)] * 3,
    ]
    found = []
    for level, look in enumerate(looks):
        own = replace(
            look,
            id=f"Heading{level + 1}",
            name=f"heading {level + 1}",
            next="BodyText",
            keep_next=True,
            outline=level,
            numbered=level,
            priority=9,
            line=0,
        )
        plain = Style(
            f"Heading{level + 1}Plain",
            f"{_UPPER[level]}标题（无编号）",
            based_on=own.id,
            next="BodyText",
            numbered=-1,
            outline=level,
            shown=level == 0,
            priority=9,
        )
        found += [own, plain]
    return found


_BODY = [
    Style("BodyText", "Body Text", line=LINE, first_line="body", align="both", priority=0),
    Style("Lead", "段首语", "BodyText", next="BodyText", line=LINE, align="both"),
    Style("Note", "表注", size=18, before=60, after=200, line=0),
    Style("ListBullet", "List Bullet", line=LINE, align="both", first_line="body"),
    Style("ListNumber", "List Number", line=LINE, align="both", first_line="body"),
    Style("Figure", "插图", align="center", before=120, after=60, line=0, keep_next=True),
    Style("Caption", "caption", font=HEI, size=24, align="center", line=0, priority=35),
    Style("FigureCaption", "图题", "Caption", next="BodyText", before=40, after=240),
    Style("TableCaption", "表题", "Caption", keep_next=True, before=240, after=80),
    Style("TableUnit", "表格单位", size=21, align="right", line=0, after=40, keep_next=True),
]
_CASE_HEAD = [
    Style(
        "CaseTitle",
        "案例标题",
        next="CaseBodyText",
        font=HEI,
        size=28,
        colour=ACCENT,
        before=240,
        after=40,
        keep_next=True,
    ),
    Style("CaseOrganisation", "案例单位", next="CaseBodyText", font=KAI, size=24, after=80, keep_next=True),
]
_OTHERS = [
    Style("TableText", "表格正文", size=21, align="center", line=0),
    Style("TableHead", "表头", font=HEI, size=21, align="center", line=0),
    Style("Title", "Title", font=TITLE, size=56, colour=ACCENT, align="center", before=2800, after=360, priority=10),
    Style("Subtitle", "Subtitle", font=KAI, size=36, align="center", after=0, priority=11),
    Style("CoverLine", "封面署名", size=32, align="center", after=160),
    Style("CoverNotice", "封面声明", font=KAI, size=24, align="center", before=480),
    Style("TOCHeading", "TOC Heading", font=HEI, size=36, align="center", after=360, keep_next=True, priority=39),
    Style("TOC1", "toc 1", font=HEI, size=28, before=120, after=60, tabs=_DOTS, priority=39),
    *[
        Style(f"TOC{level}", f"toc {level}", size=28, after=60, tabs=_DOTS, left=280 * (level - 1), priority=39)
        for level in range(2, DEEPEST + 1)
    ],
    Style("Header", "header", font=SONG, size=18, colour="565656", align="center", priority=99),
    Style("Footer", "footer", font=SONG, size=28, priority=99),
    # Paragraphs of no height: Word wants one after a table or a box, before a break of section, and where a page shall end.
    *[
        Style(name, label, size=2, line=line, shown=False)
        for name, label, line in (("Gap", "间隔", 200), ("PageBreak", "分页", 20), ("SectionEnd", "分节", 20))
    ],
]


# Styles that have a twin inside cases: the same, on the tint of a case and a little smaller.
IN_CASES = frozenset(style.id for style in _BODY if style.id != "Caption")


def _case_styles() -> list[Style]:
    # The four borders must be alike in all of them: Word then draws one box around neighbouring paragraphs.
    side = 'w:val="single" w:sz="4" w:color="' + TINT + '"'
    box = (
        f'<w:pBdr><w:top {side} w:space="8"/><w:left w:val="single" w:sz="24" w:space="9" w:color="{ACCENT}"/>'
        f'<w:bottom {side} w:space="8"/><w:right {side} w:space="9"/></w:pBdr>'
    )
    found = []
    for style in _BODY:
        if style.id not in IN_CASES:
            continue
        found.append(
            Style(
                f"Case{style.id}",
                f"案例{_CASE_NAMES.get(style.id, style.name)}",
                based_on=style.id,
                size=28 if style.line else 0,
                line=CASE_LINE if style.line else None,
                first_line="case" if style.first_line else "",
                borders=box,
                fill=TINT,
                inset=CASE_INSET,
            )
        )
    found += [replace(style, borders=box, fill=TINT, inset=CASE_INSET) for style in _CASE_HEAD]
    return found


_CASE_NAMES = {"BodyText": "正文", "ListBullet": "项目符号", "ListNumber": "编号列表"}

STYLES = (*_headings(), *_BODY, *_case_styles(), *_OTHERS)


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


def font_table_part() -> str:
    """word/fontTable.xml: what stands in for the office's fonts where they are missing."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{attribute(others)}"/><w:panose1 w:val="{panose}"/>'
        f'<w:charset w:val="86"/><w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, (others, panose, family) in _FONTS.items()
    )
    latin = (
        f'<w:font w:name="{LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
    )
    return f"{DECLARATION}<w:fonts {ROOT}>{fonts}{latin}</w:fonts>"
