"""Pictures: drawings as vector with a bitmap for programs that do not know SVG, alternative text, sizes."""

from __future__ import annotations

import re
import struct
from functools import cache

from zhijian.document.blocks import Picture
from zhijian.document.write.docx.markup import PIC, A, attribute
from zhijian.document.write.docx.measures import EMU, PICTURE_GAP, TALLEST_PICTURE
from zhijian.document.write.docx.package import Package
from zhijian.errors import BuildStopped
from zhijian.messages import _

_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SVG_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # JPEG segments that state the size
_NUMBER = r"\s*([\d.]+(?:e-?\d+)?)\s*"


class Pictures:
    """Writes pictures and adds their files to the package, each once."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._count = 0
        self._previews: dict[bytes, bytes] = {}
        self.extents: dict[int, list[int]] = {}

    def row(self, pictures: tuple[Picture, ...], width: int) -> tuple[str, list[int]]:
        """The pictures side by side in ``width`` twips, and how wide each came out (EMU)."""
        free = width - PICTURE_GAP * (len(pictures) - 1)
        drawn = [self._drawing(it, free) for it in pictures]
        gap = f'<w:r><w:rPr><w:spacing w:val="{PICTURE_GAP - 60}"/><w:sz w:val="12"/></w:rPr><w:t xml:space="preserve"> </w:t></w:r>'
        return gap.join(markup for markup, _wide in drawn), [wide for _markup, wide in drawn]

    def _drawing(self, picture: Picture, free: int) -> tuple[str, int]:
        self._count += 1
        across, down = picture_size(picture)
        wide = free * picture.width * EMU // 100
        high = round(wide * down / across)
        if high > TALLEST_PICTURE * EMU:
            wide, high = round(wide * TALLEST_PICTURE * EMU / high), TALLEST_PICTURE * EMU
        wide, high = max(wide, 1), max(high, 1)
        alt, name = attribute(picture.alt), f"{_('图片')} {self._count}"
        size = f'cx="{wide}" cy="{high}"'
        return (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
            f'<wp:docPr id="{self._count}" name="{name}" descr="{alt}"/><wp:cNvGraphicFramePr>'
            f'<a:graphicFrameLocks xmlns:a="{A}" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
            f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{PIC}"><pic:pic xmlns:pic="{PIC}"><pic:nvPicPr>'
            f'<pic:cNvPr id="{self._count}" name="{name}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f"<pic:blipFill>{self._blip(picture)}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            f"</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        ), wide

    def _blip(self, picture: Picture) -> str:
        data = self._package.media(picture.data, picture.media_type)
        if picture.media_type != "image/svg+xml":
            return f'<a:blip r:embed="{data}"/>'
        if picture.data not in self._previews:
            self._previews[picture.data] = rendered(picture.data)
        preview = self._package.media(self._previews[picture.data], "image/png")
        return (
            f'<a:blip r:embed="{preview}"><a:extLst><a:ext uri="{_SVG_EXTENSION}">'
            f'<asvg:svgBlip xmlns:asvg="{_SVG_NAMESPACE}" r:embed="{data}"/></a:ext></a:extLst></a:blip>'
        )


@cache
def _fonts_registered() -> None:
    import vl_convert

    from zhijian.typefaces import font_directory

    vl_convert.register_font_directory(str(font_directory()))


def rendered(svg: bytes) -> bytes:
    """The drawing as PNG, two dots to each of its units. Raises BuildStopped if it is not SVG."""
    import vl_convert

    _fonts_registered()
    try:
        image: bytes = vl_convert.svg_to_png(svg.decode("utf-8"), scale=2)
    except ValueError as error:
        raise BuildStopped(_("插图不是可用的 SVG 图形：{reason}。请检查该图片文件。", reason=error)) from None
    return image


def picture_size(picture: Picture) -> tuple[float, float]:
    """Width and height, in whatever unit; 4:3 where the file does not tell."""
    sizes = {"image/svg+xml": _svg_size, "image/png": _png_size, "image/jpeg": _jpeg_size}
    across, down = sizes.get(picture.media_type, lambda _data: (0, 0))(picture.data)
    return (across, down) if across > 0 and down > 0 else (4, 3)


def _svg_size(data: bytes) -> tuple[float, float]:
    found = re.search(rb"<svg\b[^>]*>", data)
    head = found[0].decode("utf-8", "replace") if found else ""
    sides = [
        re.search(rf"""\s{side}\s*=\s*["']{_NUMBER}(?:px|pt|mm|cm|in)?\s*["']""", head) for side in ("width", "height")
    ]
    if all(sides):
        return (float(sides[0][1]), float(sides[1][1])) if sides[0] and sides[1] else (0, 0)
    box = re.search(r"""\sviewBox\s*=\s*["']([^"']*)["']""", head)
    numbers = re.findall(r"-?[\d.]+(?:e-?\d+)?", box[1]) if box else []
    return (float(numbers[2]), float(numbers[3])) if len(numbers) == 4 else (0, 0)


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
