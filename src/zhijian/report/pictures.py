"""Pictures of the report folder: SVG, PNG and JPEG files, checked before they enter the document."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

from zhijian.document import Picture
from zhijian.messages import _
from zhijian.report.markdown.drafts import DraftPicture
from zhijian.report.problems import Problems

MEDIA_TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
SIGNATURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}


def read_picture(folder: Path, draft: DraftPicture, problems: Problems, *, width: int = 90) -> Picture | None:
    """The picture with its bytes; None and a problem (ZJ412) where it is missing, outside the folder or no picture."""

    def fault(what: str) -> None:
        problems.add("ZJ412", draft.place, what=what)

    if not draft.alt:
        fault(_("图片“{file}”没有替代文字（alt），看不到图的读者需要它", file=draft.file))
    if not draft.file:
        fault(_("没有写图片文件（file）"))
        return None
    path = (folder / draft.file).resolve()
    if not path.is_relative_to(folder.resolve()):
        fault(_("图片“{file}”不在报告文件夹内", file=draft.file))
        return None
    media_type = MEDIA_TYPES.get(path.suffix.lower())
    if media_type is None:
        fault(_("图片“{file}”的格式不支持，请存为 SVG、PNG 或 JPEG", file=draft.file))
        return None
    if not path.is_file():
        fault(_("没有找到图片文件“{file}”", file=draft.file))
        return None
    data = path.read_bytes()
    if not _is_a(media_type, data):
        fault(_("图片“{file}”已损坏，或内容与扩展名不符", file=draft.file))
        return None
    return Picture(data, media_type, draft.alt, width=width)


def _is_a(media_type: str, data: bytes) -> bool:
    if media_type in SIGNATURES:
        return data.startswith(SIGNATURES[media_type])
    if b"<!ENTITY" in data or b"<script" in data.lower():
        return False
    try:
        root = ET.fromstring(data)  # noqa: S314 - entity declarations are refused above
    except ET.ParseError:
        return False
    return root.tag.rpartition("}")[2] == "svg"
