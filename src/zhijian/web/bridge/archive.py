"""A report folder as one ZIP file, out and in; what comes in is unpacked with care."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path, PurePosixPath
from typing import IO

from zhijian.errors import UnreadableInput
from zhijian.messages import _

MOST_PARTS, MOST_PART, MOST_TOGETHER = 5000, 200 * 2**20, 1000 * 2**20
MOST_RATIO, RATIO_FROM = 200, 2**20
PIECE = 2**20
UTF8_NAMES = 0x800
FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)


def pack(folder: Path, target: IO[bytes]) -> None:
    """Write every file of the folder into a ZIP, under the folder's name. The same files give the same bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
                entry = zipfile.ZipInfo(name, FIRST_MOMENT)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o640 << 16
                with path.open("rb") as file, archive.open(entry, "w") as part:
                    while piece := file.read(PIECE):
                        part.write(piece)


def unpack(source: IO[bytes], place: Path) -> Path:
    """Unpack a ZIP into the empty folder ``place``; returns the folder that holds report.toml.

    Names of archives from Chinese Windows are read as GBK. Raises UnreadableInput, before anything is written, for what
    is no ZIP, is locked, leads outside, holds links, or would grow beyond the limits.
    """
    try:
        archive = zipfile.ZipFile(source)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise UnreadableInput(_("上传的不是 ZIP 文件，或没有传完。请把报告文件夹压缩成 ZIP 再上传。")) from None
    with archive:
        parts = [(part, _name(part)) for part in archive.infolist() if not part.is_dir()]
        faults = _faults([part for part, _path in parts], [path for _part, path in parts])
        if faults:
            raise UnreadableInput("\n".join(faults))
        for part, path in parts:
            _write(archive, part, place / path)
    return _folder(place)


def _write(archive: zipfile.ZipFile, part: zipfile.ZipInfo, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    left = part.file_size
    try:
        with archive.open(part) as source, target.open("wb") as file:
            while piece := source.read(PIECE):
                left -= len(piece)
                if left < 0:
                    raise zipfile.BadZipFile
                file.write(piece)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError):
        raise UnreadableInput(_("压缩包中的“{name}”读不出来，文件可能已损坏。", name=target.name)) from None


def _name(part: zipfile.ZipInfo) -> PurePosixPath:
    name = part.filename
    if not part.flag_bits & UTF8_NAMES:
        try:
            name = name.encode("cp437").decode("gb18030")
        except UnicodeError:
            name = part.filename
    return PurePosixPath(name.replace("\\", "/"))


def _faults(parts: list[zipfile.ZipInfo], paths: list[PurePosixPath]) -> list[str]:
    faults = []
    if len(parts) > MOST_PARTS:
        faults.append(_("压缩包中有 {found} 个文件，最多 {most} 个。", found=len(parts), most=MOST_PARTS))
    total = sum(part.file_size for part in parts)
    if total > MOST_TOGETHER:
        faults.append(
            _("压缩包解开后有 {found} MB，最多 {most} MB。", found=total // 2**20, most=MOST_TOGETHER // 2**20)
        )
    for part, path in zip(parts, paths, strict=True):
        mode = part.external_attr >> 16
        if path.is_absolute() or ".." in path.parts or ":" in str(path) or not path.parts or "\0" in part.filename:
            faults.append(_("压缩包中的“{name}”指向文件夹之外。", name=part.filename))
        elif mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
            faults.append(_("压缩包中的“{name}”不是普通文件。", name=path))
        elif part.flag_bits & 1:
            faults.append(_("压缩包加了密码，请去掉密码后重新压缩。"))
        elif part.file_size > MOST_PART or _swells(part):
            faults.append(_("压缩包中的“{name}”解开后过大。", name=path))
    if len(set(map(str, paths))) < len(paths) or len({part.header_offset for part in parts}) < len(parts):
        faults.append(_("压缩包中有重名或互相重叠的文件。"))
    return list(dict.fromkeys(faults))


def _swells(part: zipfile.ZipInfo) -> bool:
    return part.file_size > RATIO_FROM and part.file_size > MOST_RATIO * max(part.compress_size, 1)


def _folder(place: Path) -> Path:
    """The folder with report.toml: the place itself, or the only folder in it."""
    inside = [path for path in place.iterdir() if path.name != "__MACOSX"]
    if (place / "report.toml").exists() or len(inside) != 1 or not inside[0].is_dir():
        return place
    return inside[0]
