"""Pictures: drawings as vector with a bitmap for programs that do not know SVG, alternative text, sizes."""

from __future__ import annotations

from zhijian.document.blocks import Picture
from zhijian.document.write.docx.markup import PIC, A, attribute
from zhijian.document.write.docx.measures import EMU, PICTURE_GAP, TALLEST_PICTURE
from zhijian.document.write.docx.package import Package
from zhijian.document.write.docx.sizes import picture_size

_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SVG_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


class Pictures:
    """Writes pictures and adds their files to the package, each once."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._count = 0

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
        alt, name = attribute(picture.alt), f"图片 {self._count}"
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
        preview = self._package.preview(picture.data)
        return (
            f'<a:blip r:embed="{preview}"><a:extLst><a:ext uri="{_SVG_EXTENSION}">'
            f'<asvg:svgBlip xmlns:asvg="{_SVG_NAMESPACE}" r:embed="{data}"/></a:ext></a:extLst></a:blip>'
        )
