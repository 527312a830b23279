"""From a file to its cells: what it is, whether it is safe to open, and why not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from zhijian.findings import Finding, Location, finding
from zhijian.intake import limits
from zhijian.intake.grid import Book
from zhijian.intake.xls import Broken, Locked, read_xls
from zhijian.intake.xlsx import Malformed, TooManyCells, Unsafe, read_xlsx
from zhijian.messages import _

CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of .xls, .et and encrypted .xlsx (MS-CFB)
ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
OTHER_TABLES = (".et", ".ett", ".ods", ".xlsb", ".numbers", ".csv", ".tsv")


def open_book(path: Path, container: str, wanted: Callable[[str], bool]) -> tuple[Book | None, list[Finding]]:
    """The file's cells, or None and every reason why it is not opened. Raises nothing for a bad file."""
    here = Location(container)
    try:
        size = path.stat().st_size
        if size > limits.MOST_BYTES:
            found = _("文件大小 {size} MB", size=size // limits.MEBIBYTE)
            return None, [
                finding(
                    "ZJ108",
                    here,
                    found=found,
                    expected=_("不超过 {most} MB", most=limits.MOST_BYTES // limits.MEBIBYTE),
                )
            ]
        data = path.read_bytes()
    except OSError as error:
        return None, [finding("ZJ103", here, found=error.strerror or str(error))]
    if not data:
        return None, [finding("ZJ101", here)]
    if path.suffix.lower() in OTHER_TABLES:
        return None, [finding("ZJ105", here, found=path.suffix.lower())]
    if data.startswith(CFB):
        return _open_cfb(data, here, wanted)
    if data.startswith((ZIP, EMPTY_ZIP)):
        return _open_zip(data, here, wanted)
    return None, [finding("ZJ102", here, found=_looks_like(data))]


def unsafe_archive(data: bytes, container: str) -> list[Finding]:
    """Why a spreadsheet that is a zip archive is better not opened: a bomb, macros, links outside, a password. Nothing is
    inflated for it; whatever is no zip archive is passed over."""
    here = Location(container)
    if not data.startswith((ZIP, EMPTY_ZIP)):
        return []
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return [finding("ZJ103", here, found=_("压缩目录读不出来，文件可能没有传完"))]
    with archive:
        return _refused(archive, here)


def _open_cfb(data: bytes, here: Location, wanted: Callable[[str], bool]) -> tuple[Book | None, list[Finding]]:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return None, [finding("ZJ104", here)]
    macros = "_VBA_PROJECT".encode("utf-16-le") in data
    if macros:
        return None, [finding("ZJ106", here, found="VBA")]
    if "WordDocument".encode("utf-16-le") in data:
        return None, [finding("ZJ102", here, found=_("Word 文档"))]
    try:
        return read_xls(data, wanted), []
    except Locked:
        return None, [finding("ZJ104", here)]
    except Broken:
        return None, [finding("ZJ103", here, found=_("文件内部结构不完整"))]


def _open_zip(data: bytes, here: Location, wanted: Callable[[str], bool]) -> tuple[Book | None, list[Finding]]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None, [finding("ZJ103", here, found=_("压缩目录读不出来，文件可能没有传完"))]
    with archive:
        found = _refused(archive, here)
        if found:
            return None, found
        try:
            return read_xlsx(archive, wanted), []
        except Malformed as error:
            return None, [finding("ZJ103", here, found=error.part)]
        except Unsafe as error:
            return None, [finding("ZJ109", here, found=str(error))]
        except TooManyCells:
            expected = _("每张工作表不超过 {most} 个单元格", most=limits.MOST_CELLS)
            return None, [finding("ZJ108", here, found=_("单元格过多"), expected=expected)]


def _refused(archive: zipfile.ZipFile, here: Location) -> list[Finding]:
    """Everything in the zip directory that speaks against opening the file; nothing is inflated for it."""
    parts = archive.infolist()
    names = {part.filename.lower() for part in parts}
    bomb = _bomb(parts)
    if bomb:
        return [finding("ZJ108", here, found=bomb[0], expected=bomb[1])]
    if any(part.flag_bits & 1 for part in parts):
        return [finding("ZJ104", here)]
    if "mimetype" in names and "content.xml" in names:
        return [finding("ZJ105", here, found=".ods")]
    if "xl/workbook.bin" in names:
        return [finding("ZJ105", here, found=".xlsb")]
    if "word/document.xml" in names:
        return [finding("ZJ102", here, found=_("Word 文档"))]
    if "ppt/presentation.xml" in names:
        return [finding("ZJ102", here, found=_("演示文稿"))]
    if "[content_types].xml" not in names:
        return [finding("ZJ102", here, found=_("ZIP 压缩包"))]
    problems = []
    active = sorted(
        name
        for name in names
        if name.endswith(("vbaproject.bin", "vbadata.xml"))
        or name.startswith(("xl/macrosheets/", "xl/activex/", "xl/embeddings/", "xl/dialogsheets/"))
    )
    if active:
        problems.append(finding("ZJ106", here, found=active[0]))
    outside = sorted(
        n for n in names if n.startswith(("xl/externallinks/", "xl/querytables/")) or n == "xl/connections.xml"
    )
    if outside:
        problems.append(finding("ZJ107", here, found=outside[0]))
    return problems


def _bomb(parts: list[zipfile.ZipInfo]) -> tuple[str, str] | None:
    """(found, expected) where the parts would inflate beyond the limits."""
    mebibyte = limits.MEBIBYTE
    if len(parts) > limits.MOST_PARTS:
        return _("{count} 个部件", count=len(parts)), _("不超过 {count} 个", count=limits.MOST_PARTS)
    total = sum(part.file_size for part in parts)
    if total > limits.MOST_INFLATED:
        return (
            _("解压后 {size} MB", size=total // mebibyte),
            _("不超过 {most} MB", most=limits.MOST_INFLATED // mebibyte),
        )
    for part in parts:
        if part.file_size > limits.MOST_PART:
            return (
                _("部件 {part} 解压后 {size} MB", part=part.filename, size=part.file_size // mebibyte),
                _("不超过 {most} MB", most=limits.MOST_PART // mebibyte),
            )
        if part.file_size > limits.RATIO_FROM and part.file_size > limits.MOST_RATIO * max(part.compress_size, 1):
            return (
                _(
                    "部件 {part} 解压后是压缩前的 {ratio} 倍",
                    part=part.filename,
                    ratio=part.file_size // max(part.compress_size, 1),
                ),
                _("不超过 {ratio} 倍", ratio=limits.MOST_RATIO),
            )
    if len({part.header_offset for part in parts}) < len(parts):
        return _("部件互相重叠"), _("每个部件各有其内容")
    return None


def _looks_like(data: bytes) -> str:
    """What a file that is no workbook seems to be, in words."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t")
    if head.startswith(b"%PDF"):
        return _("PDF 文件")
    if head.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        return _("压缩包")
    if head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM")):
        return _("图片")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return _("XML 表格 2003")
    if (
        head.lower().startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta"))
        or b"<table" in head.lower()
    ):
        return _("网页（HTML）")
    if b"\x00" not in head:
        return _("纯文本（如 CSV）")
    return _("无法识别的内容")
