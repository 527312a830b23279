"""Bitmaps of drawings, for programs that do not know SVG; drawn by the engine that draws them in the PDF."""

from __future__ import annotations

import tempfile
from pathlib import Path

import typst

from zhijian.document.write.docx.sizes import svg_size
from zhijian.document.write.typst_faces import typst_faces

_WIDTH = 1200  # dots across: some 200 to the inch where a drawing is as wide as the text
_REMEMBERED = 200
_known: dict[bytes, bytes] = {}  # of this process: the editions of a report share most of their drawings


class NotDrawings(ValueError):
    """What was said to be SVG and cannot be drawn."""

    def __init__(self, drawings: list[bytes]) -> None:
        self.drawings = drawings
        super().__init__(f"{len(drawings)} of the drawings are not SVG")


def previews(drawings: list[bytes]) -> list[bytes]:
    """Each drawing as PNG. Raises NotDrawings if some of them are not SVG."""
    fresh = [svg for svg in dict.fromkeys(drawings) if svg not in _known]
    if fresh:
        if len(_known) + len(fresh) > _REMEMBERED:
            _known.clear()
            fresh = list(dict.fromkeys(drawings))
        _known.update(zip(fresh, _drawn(fresh), strict=True))
    return [_known[svg] for svg in drawings]


def _drawn(drawings: list[bytes]) -> list[bytes]:
    with tempfile.TemporaryDirectory(prefix="zhijian-") as folder:
        pages = []
        for at, svg in enumerate(drawings):
            (Path(folder) / f"{at}.svg").write_bytes(svg)
            across, down = svg_size(svg)
            high = max(1, round(_WIDTH * down / across))
            pages.append(f'#page(width: {_WIDTH}pt, height: {high}pt, image("{at}.svg", width: 100%, height: 100%))')
        main = Path(folder) / "main.typ"
        main.write_text("#set page(margin: 0pt, fill: none)\n" + "\n".join(pages), encoding="utf-8")
        try:
            compiler = typst.Compiler(main, font_paths=typst_faces())
            found = compiler.compile(format="png", ppi=72.0)
        except typst.TypstError as error:
            broken = [svg for at, svg in enumerate(drawings) if not _drawable(Path(folder) / f"{at}.svg")]
            if not broken:
                raise
            raise NotDrawings(broken) from error
    return found if isinstance(found, list) else [found] if found is not None else []


def _drawable(picture: Path) -> bool:
    alone = picture.with_suffix(".typ")
    alone.write_text(f'#image("{picture.name}")', encoding="utf-8")
    try:
        typst.compile(alone, format="svg")
    except typst.TypstError:
        return False
    return True
