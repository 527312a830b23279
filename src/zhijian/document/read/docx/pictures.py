"""Pictures of a paragraph, with their alternative text and their share of the text width."""

from __future__ import annotations

from typing import Any

from zhijian.document.blocks import Picture
from zhijian.document.read.docx.archive import Archive, R, W
from zhijian.document.read.docx.sources import PictureSource

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}"
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_EMU_PER_TWIP = 635
_DRAWN = ("/chart", "/diagram")  # what Word draws itself, of which a file holds no picture
_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "emf": "image/emf",
    "wmf": "image/wmf",
}


def pictures_of(drawings: list[Any], archive: Archive, width: int, gap: int) -> list[Picture]:
    """The pictures in order; shapes without one are passed over. width: of the text, gap: between two, in twips.

    A chart of Word's own has no bytes and no media type.
    """
    found = [picture for drawing in drawings if (picture := _picture(drawing, archive)) is not None]
    free = (width - gap * (len(found) - 1)) * _EMU_PER_TWIP
    return [
        Picture(data, kind, alt, width=max(1, min(round(wide * 100 / free), 100)) if wide else 90)
        for data, kind, alt, wide in found
    ]


def extents_of(drawings: list[Any]) -> list[int]:
    """How wide the drawings are (EMU)."""
    return [_extent(drawing) for drawing in drawings]


def with_source(picture: Picture, extent: int, source: PictureSource) -> Picture:
    """The picture with the specification it was drawn from, and the width that was asked for, if it was left alone."""
    width = source.width if extent == source.extent else picture.width
    return Picture(picture.data, picture.media_type, picture.alt, source.chart, width)


def _picture(drawing: Any, archive: Archive) -> tuple[bytes, str, str, int] | None:
    properties = next(drawing.iter(f"{_WP}docPr"), None)
    alt = properties.get("descr", "") if properties is not None else ""
    relations = archive.relations(archive.document)
    ids = [it.get(f"{R}embed") for it in drawing.iter(f"{_SVG}svgBlip")]
    ids += [it.get(f"{R}embed") for it in drawing.iter(f"{_A}blip")]
    if drawing.tag in (f"{W}pict", f"{W}object"):
        shape = next((it for it in drawing.iter(f"{_VML}shape") if it.get("alt")), None)
        alt = shape.get("alt", "") if shape is not None else ""
        ids += [it.get(f"{R}id") for it in drawing.iter(f"{_VML}imagedata")]
    for it in ids:
        relation = relations.get(it or "")
        if relation is not None and relation.target:
            suffix = relation.target.rpartition(".")[2].lower()
            return archive.data(relation.target), _TYPES.get(suffix, ""), alt, _extent(drawing)
    kinds = [it.get("uri", "") for it in drawing.iter(f"{_A}graphicData")]
    if ids or any(kind.endswith(_DRAWN) for kind in kinds):
        return b"", "", alt, _extent(drawing)
    return None


def _extent(drawing: Any) -> int:
    extent = next(drawing.iter(f"{_WP}extent"), None)
    return int(extent.get("cx", "0")) if extent is not None else 0
