"""Characters that a PDF gives instead of those that were meant.

Fonts draw ⼈ (Kangxi radical 9) and 人 with one glyph, and the text of many PDFs names the radical. Only such
look-alikes are replaced. Full NFKC would also turn full-width punctuation and digits into half-width ones, and
those are part of the text.
"""

from __future__ import annotations

from unicodedata import normalize

_KANGXI = range(0x2F00, 0x2FD6)
_COMPATIBILITY = range(0xF900, 0xFB00)
_LIGATURES = range(0xFB00, 0xFB07)
# Of the supplement NFKC knows two characters; these are the whole characters among the others.
# Source: Unicode Character Database, EquivalentUnifiedIdeograph.txt.
_SUPPLEMENT = dict(
    zip(
        "⺒⺓⺝⺟⺠⺧⺩⺬⺮⺼⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻪⻬⻮⻰⻳",
        "巳幺月母民牛王示竹肉虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟麦黄黾齐齿龙龟",
        strict=True,
    )
)
_TABLE = str.maketrans(
    {chr(code): normalize("NFKC", chr(code)) for block in (_KANGXI, _COMPATIBILITY, _LIGATURES) for code in block}
    | _SUPPLEMENT
    | {"\u00ad": "", "\u200b": ""}
    | {"\x02": "-", "\ufffe": "-"}  # how pdfium gives a hyphen at the end of a line
)


def meant(text: str) -> str:
    """``text`` with radicals, compatibility ideographs and Latin ligatures as the characters that they stand for."""
    return text.translate(_TABLE)
