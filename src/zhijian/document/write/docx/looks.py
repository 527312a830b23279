"""How each kind of paragraph looks: the styles of the report, named as an office finds them in its style list.

After GB/T 9704-2012: 小标宋 title, 黑体 / 楷体 / 仿宋 headings, 仿宋 三号 body on a pitch of 28 pt. A chapter title is
小二 and centred, since a report has pages of its own for each chapter. Tables are set in 五号, cases in 四号.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from zhijian.document.write.docx.fonts import FANGSONG, HEI, KAI, SONG, TITLE
from zhijian.document.write.docx.measures import CASE_INSET, CASE_LINE, LINE, TEXT_WIDTH

ACCENT, TINT, HEAD_FILL = "1F3D66", "F3F6FA", "E9EEF5"
DEEPEST = 6  # levels of headings


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
