"""How large a picture is, from the first bytes of its file."""

from __future__ import annotations

import re
import struct

from zhijian.document.blocks import Picture

_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # JPEG segments that state the size
_NUMBER = r"-?\d+(?:\.\d+)?(?:e-?\d+)?"
_SIDE = re.compile(rf"""\s(width|height)\s*=\s*["']\s*({_NUMBER})\s*(?:px|pt|mm|cm|in)?\s*["']""")
_UNKNOWN = 4.0, 3.0


def picture_size(picture: Picture) -> tuple[float, float]:
    """Width and height, in whatever unit; 4:3 where the file does not tell."""
    sizes = {"image/svg+xml": svg_size, "image/png": _png_size, "image/jpeg": _jpeg_size}
    across, down = sizes.get(picture.media_type, lambda _data: _UNKNOWN)(picture.data)
    return (across, down) if across > 0 and down > 0 else _UNKNOWN


def svg_size(data: bytes) -> tuple[float, float]:
    """Width and height of a drawing, from its size or its view box; 4:3 where it has neither."""
    found = re.search(rb"<svg\b[^>]*>", data)
    head = found[0].decode("utf-8", "replace") if found else ""
    stated = {name: float(number) for name, number in _SIDE.findall(head)}
    sides = [stated[name] for name in ("width", "height") if name in stated]
    if len(sides) < 2:
        box = re.search(r"""\sviewBox\s*=\s*["']([^"']*)["']""", head)
        sides = [float(it) for it in re.findall(_NUMBER, box[1])][2:] if box else []
    return (sides[0], sides[1]) if len(sides) == 2 and min(sides) > 0 else _UNKNOWN


def _png_size(data: bytes) -> tuple[float, float]:
    return struct.unpack(">II", data[16:24]) if data[12:16] == b"IHDR" and len(data) >= 24 else (0, 0)


def _jpeg_size(data: bytes) -> tuple[float, float]:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        if data[at + 1] in _FRAMES:
            down, across = struct.unpack(">HH", data[at + 5 : at + 9])
            return across, down
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return 0, 0
