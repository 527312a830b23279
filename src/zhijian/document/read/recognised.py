"""What a file is, by its content and not by its name alone; and what to do with one that cannot be read."""

from __future__ import annotations

import zipfile
from pathlib import Path

from zhijian.errors import UnreadableInput
from zhijian.messages import _

_LARGEST = 512 * 1024**2  # bytes; a report with hundreds of photographs has a tenth of that
_HEAD = 1024
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_KINDS = {".docx": "docx", ".pdf": "pdf", ".html": "html", ".htm": "html", ".txt": "txt"}


def recognise(path: Path) -> None:
    """Raises UnreadableInput, with what to do, where ``path`` is no file that a reader could read by its suffix."""
    suffix = path.suffix.lower()
    if path.is_dir():
        raise UnreadableInput(_("{path} 是文件夹，不是报告文件。", path=path))
    if not path.is_file():
        raise UnreadableInput(_("找不到文件：{path}。", path=path))
    if suffix not in _KINDS:
        raise UnreadableInput(f"{path.name}：{_advice(suffix)}")
    size = path.stat().st_size
    if not size:
        raise UnreadableInput(_("{file} 是空文件，请核对是否保存或下载完整。", file=path.name))
    if size > _LARGEST:
        raise UnreadableInput(_("{file} 超过 512 MB，不像是一份报告，未予读取。", file=path.name))
    found = _found(path)
    if found and found != _KINDS[suffix]:
        raise UnreadableInput(_misnamed(path, suffix, found))


def _found(path: Path) -> str:
    """The kind that the content shows; empty where it shows none, as text does."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(_OLE):
        return "locked" if _ENCRYPTED in path.read_bytes() else "doc"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_IMAGES):
        return "image"
    if head.startswith(b"PK"):
        return _in_zip(path)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" if start.startswith((b"<!doctype html", b"<html")) else ""


def _in_zip(path: Path) -> str:
    """The kind of a file that is a zip; empty where it is damaged, which its reader tells."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return ""
    folders = {name.partition("/")[0] for name in names}
    known = {"word": "docx", "xl": "xlsx", "ppt": "pptx"}
    found = next((kind for folder, kind in known.items() if folder in folders), "")
    return found or ("odt" if "content.xml" in names else "docx" if "_rels" in folders else "zip")


def _misnamed(path: Path, suffix: str, found: str) -> str:
    if found == "locked":
        return _("{file} 设有打开密码。请用 Word 或 WPS 打开，取消密码、另存为 .docx 后再试。", file=path.name)
    right = next((ending for ending, kind in _KINDS.items() if kind == found), "")
    if right:
        return _(
            "{file} 的扩展名是 {suffix}，内容却是 {found}。请把扩展名改为 {right} 后再试。",
            file=path.name,
            suffix=suffix,
            found=found.upper(),
            right=right,
        )
    return _(
        "{file} 的扩展名是 {suffix}，内容却不是。{advice}",
        file=path.name,
        suffix=suffix,
        advice=_advice({"image": ".png"}.get(found, f".{found}")),
    )


def _advice(suffix: str) -> str:
    """What to do with a file of this kind."""
    match suffix:
        case ".doc" | ".dot" | ".wps" | ".wpt" | ".docm" | ".dotx" | ".odt" | ".rtf":
            return _(
                "这是 {kind} 格式的文字文档。请用 Word 或 WPS 打开，另存为“Word 文档（.docx）”后再试。", kind=suffix
            )
        case ".ofd" | ".ceb" | ".caj":
            return _("这是 {kind} 格式的版式文件。请用其阅读软件导出为 PDF 后再试。", kind=suffix)
        case ".png" | ".jpg" | ".jpeg" | ".tif" | ".tiff" | ".bmp" | ".gif":
            return _("这是图片，其中的文字无法读取。请提供 Word 文档，或由文字处理软件导出的 PDF。")
        case ".xlsx" | ".xls" | ".et" | ".xlsm":
            return _("这是工作簿。学校填报的工作簿请用 zhijian check 核查。")
        case ".ppt" | ".pptx" | ".dps":
            return _("这是演示文稿。请导出为 PDF 后再试。")
        case ".zip" | ".rar" | ".7z":
            return _("这是压缩包。请解压后再试。")
        case _:
            return _("不支持的文件格式，可读取 {formats}。", formats="、".join(_KINDS))
