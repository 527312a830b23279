"""The fonts of an office, and what stands in for them where they are not installed."""

from __future__ import annotations

from zhijian.document.write.docx.markup import DECLARATION, ROOT, attribute

FANGSONG, KAI, HEI, TITLE, SONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"
LATIN = "Times New Roman"

# What to take where an office's font is not installed; panose, family and pitch say what it looks like.
_FONTS = {
    FANGSONG: ("仿宋,FangSong,STFangsong,华文仿宋,Noto Serif CJK SC,Noto Serif SC", "02010609030101010101", "modern"),
    KAI: ("楷体,KaiTi,STKaiti,华文楷体,LXGW WenKai,Noto Serif CJK SC", "02010609030101010101", "modern"),
    HEI: ("SimHei,STHeiti,华文黑体,Noto Sans CJK SC,Noto Sans SC", "02010609060101010101", "modern"),
    TITLE: ("FZXiaoBiaoSong-B05S,小标宋,华文中宋,STZhongsong,Noto Serif CJK SC,宋体", "02010601030101010101", "auto"),
    SONG: ("SimSun,STSong,华文宋体,Noto Serif CJK SC,Noto Serif SC", "02010600030101010101", "auto"),
}


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
