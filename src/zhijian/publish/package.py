"""The package for submission: files with a manifest of their SHA-256, and its verification."""

from __future__ import annotations

import hashlib
import json
import lzma
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from zhijian.findings import Finding, Location, finding
from zhijian.messages import _

MANIFEST = "manifest.json"
FORMAT = "zhijian-package-1"
MOST_BYTES = 2 * 1024**3
"""Uncompressed size above which a package is not opened (a report with pictures stays far below)."""

LARGEST_MANIFEST = 16 * 1024**2
UNREADABLE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, RuntimeError, NotImplementedError)
"""What zipfile raises for damaged, encrypted and oddly compressed files."""

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can state: the same content gives the same bytes


def write_package(path: Path, contents: Mapping[str, bytes | Path], about: Mapping[str, Any]) -> None:
    """Write ``contents`` (name in the package → bytes or a file) with a manifest.

    about: what the manifest says beside the files (title, organisation, period, catalogue, …).
    """
    entries: list[dict[str, Any]] = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, content in sorted(contents.items()):
            data = content.read_bytes() if isinstance(content, Path) else content
            entries.append({"path": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()})
            _add(package, name, data)
        manifest = {"format": FORMAT, **about, "files": entries}
        _add(package, MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode())


def _add(package: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.external_attr = 0o644 << 16
    stored = name.endswith((".docx", ".xlsx", ".parquet", ".png", ".jpg"))  # compressed already
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    package.writestr(info, data)


def check_package(path: Path) -> list[Finding]:
    """What is wrong with a package: every file that differs, lacks, or stands outside the manifest.

    Files are read piece by piece, so that a large one needs no memory.
    """
    try:
        package = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile):
        return [_unusable(path, _("不是有效的 ZIP 文件，或文件已损坏"), _("zhijian build 生成的 package.zip"))]
    with package:
        infos = [info for info in package.infolist() if not info.is_dir()]
        names = Counter(info.filename for info in infos)
        if sum(info.file_size for info in infos) > MOST_BYTES:
            return [_unusable(path, _("解压后超过 2 GB，为安全起见未予打开"), _("2 GB 以内的数据包"))]
        if MANIFEST not in names:
            return [_unusable(path, _("没有清单 manifest.json"), _("带清单的数据包"))]
        twice = [name for name, times in names.items() if times > 1]
        if twice:  # two programs might open different ones
            return [_unusable(path, _("有两个同名的文件"), _("每个文件各有其名的数据包"), name) for name in twice]
        try:
            with package.open(MANIFEST) as file:
                manifest = json.loads(file.read(LARGEST_MANIFEST))
            listed = {str(entry["path"]): str(entry["sha256"]) for entry in manifest["files"]}
            version = manifest["format"]
        except (*UNREADABLE, ValueError, KeyError, TypeError, RecursionError):
            return [_unusable(path, _("清单无法读取"), _("zhijian build 写下的清单"), MANIFEST)]
        if version != FORMAT:
            return [_unusable(path, _("清单格式为“{format}”", format=version), f"“{FORMAT}”", MANIFEST)]
        problems = [found for name, sha256 in listed.items() if (found := _difference(path, package, name, sha256))]
    extra = sorted(set(names) - set(listed) - {MANIFEST})
    return problems + [finding("ZJ703", Location(path.name, f"#{name}")) for name in extra]


def _difference(path: Path, package: zipfile.ZipFile, name: str, expected: str) -> Finding | None:
    """What is wrong with one file that the manifest lists, if anything is."""
    where = Location(path.name, f"#{name}")
    if name not in package.namelist():
        return finding("ZJ702", where)
    try:
        with package.open(name) as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # typeshed wants readinto
    except UNREADABLE:
        return _unusable(path, _("文件已损坏或加了密码，无法解压"), _("完整的文件"), name)
    return None if found == expected else finding("ZJ701", where, expected=expected[:12], found=found[:12])


def _unusable(path: Path, found: str, expected: str, inner: str = "") -> Finding:
    return finding("ZJ704", Location(path.name, f"#{inner}" if inner else ""), found=found, expected=expected)
