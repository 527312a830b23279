"""Pictures of the sample document: two charts that vl-convert draws, one drawing, one bitmap."""

import struct
import zlib
from typing import Any

import vl_convert

from zhijian.document import Picture
from zhijian.typefaces import SANS, font_directory

_CONFIG = {"font": SANS, "axis": {"labelFontSize": 13, "titleFontSize": 13}, "legend": {"labelFontSize": 13}}


def _chart(spec: dict[str, Any], alt: str, width: int) -> Picture:
    whole = {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "config": _CONFIG, **spec}
    vl_convert.register_font_directory(str(font_directory()))
    svg = vl_convert.vegalite_to_svg(whole)
    return Picture(svg.encode(), "image/svg+xml", alt, chart=whole, width=width)


def line_chart() -> Picture:
    counts = {"在校生": (31208, 32415, 33577), "毕业生": (9012, 9414, 10726)}
    values = [
        {"学年": year, "类别": kind, "人数": count}
        for kind, row in counts.items()
        for year, count in zip(("2021—2022", "2022—2023", "2023—2024"), row, strict=True)
    ]
    axes = {
        "x": {"field": "学年", "type": "ordinal", "axis": {"labelAngle": 0}},
        "y": {"field": "人数", "type": "quantitative"},
    }
    colour = {"field": "类别", "type": "nominal", "scale": {"range": ["#0072b2", "#d55e00"]}}
    spec = {
        "data": {"values": values},
        "width": 520,
        "height": 240,
        "encoding": axes,
        "layer": [
            {"mark": {"type": "line", "point": True}, "encoding": {"color": colour}},
            {
                "mark": {"type": "text", "dy": -12, "fontSize": 12},
                "encoding": {"text": {"field": "人数"}, "color": colour},
            },
        ],
    }
    return _chart(spec, "折线图：在校生由31208人增至33577人，毕业生由9012人增至10726人。", 90)


def bar_chart() -> Picture:
    shares = {"电子与信息大类": 25, "文化艺术大类": 27, "装备制造大类": 16, "财经商贸大类": 14, "旅游大类": 11}
    spec = {
        "data": {"values": [{"大类": name, "布点数": count} for name, count in shares.items()]},
        "width": 260,
        "height": 200,
        "mark": {"type": "bar", "color": "#0072b2"},
        "encoding": {
            "y": {"field": "大类", "type": "nominal", "sort": "-x", "title": None},
            "x": {"field": "布点数", "type": "quantitative"},
        },
    }
    return _chart(spec, "条形图：文化艺术大类布点27个，最多。", 55)


def drawing() -> Picture:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="240" viewBox="0 0 300 240">'
        '<rect width="300" height="240" fill="#eef3f8"/><circle cx="150" cy="105" r="62" fill="#0072b2"/>'
        '<path d="M60 215 L150 120 L240 215 Z" fill="#e69f00"/></svg>'
    )
    return Picture(svg.encode(), "image/svg+xml", "示意图：圆与三角形", width=35)


def photograph(alt: str) -> Picture:
    """A small PNG: a gradient, drawn byte by byte."""
    width, height = 240, 130
    rows = b"".join(
        b"\0" + b"".join(bytes((40 + x // 2, 90 + y, 170 - x // 4)) for x in range(width)) for y in range(height)
    )

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    return Picture(data, "image/png", alt, width=60)
