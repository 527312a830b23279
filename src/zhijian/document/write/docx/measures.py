"""Measures of the page and of type, in twentieths of a point (twips) unless said otherwise.

GB/T 9704-2012: A4, upper margin 37 mm, inner 28 mm, the type area 156 mm × 225 mm; body text 仿宋 三号 (16 pt),
22 lines of 28 characters, which a line pitch of 28 pt gives.
"""

from __future__ import annotations


def millimetres(length: float) -> int:
    """A length in millimetres, in twips."""
    return round(length * 1440 / 25.4)


PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
MARGIN_TOP, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT = (millimetres(it) for it in (37, 35, 28, 26))
TEXT_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT

LINE = 560  # 28 pt
CASE_LINE = 480  # 24 pt
CASE_INSET = 240  # a case stands in this far from both margins
CASE_WIDTH = TEXT_WIDTH - 2 * CASE_INSET

# Indent of two characters, by what the characters are: 三号, 四号, 五号.
TWO_CHARACTERS = {"body": 640, "case": 560, "table": 420}

# The signature at the foot of the cover: one frame, so that a long title above does not push it off the page.
COVER_FOOT = (
    f'<w:framePr w:w="{TEXT_WIDTH}" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="center" '
    'w:yAlign="bottom"/>'
)

EMU = 635  # English metric units per twip
PICTURE_GAP = 120  # between pictures side by side
TALLEST_PICTURE = millimetres(190)
