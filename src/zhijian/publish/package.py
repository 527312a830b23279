"""The package for submission: files with a manifest of their SHA-256, and its verification."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from zhijian.findings import Finding, Location, finding

MANIFEST = "manifest.json"
FORMAT = "zhijian-package-1"
MOST_BYTES = 2 * 1024**3
"""Uncompressed size above which a package is not opened (a report with pictures stays far below)."""

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
    """What is wrong with a package: every file that differs, lacks, or stands outside the manifest."""
    place = path.name

    def unusable(found: str, expected: str, inner: str = "") -> list[Finding]:
        return [finding("ZJ704", Location(place, f"#{inner}" if inner else ""), found=found, expected=expected)]

    try:
        package = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile):
        return unusable("不是有效的 ZIP 文件，或文件已损坏", "zhijian build 生成的 package.zip")
    with package:
        names = [info.filename for info in package.infolist() if not info.is_dir()]
        if sum(info.file_size for info in package.infolist()) > MOST_BYTES:
            return unusable("解压后超过 2 GB，为安全起见未予打开", "2 GB 以内的数据包")
        if MANIFEST not in names:
            return unusable("没有清单 manifest.json", "带清单的数据包")
        try:
            manifest = json.loads(package.read(MANIFEST))
            listed = {str(entry["path"]): str(entry["sha256"]) for entry in manifest["files"]}
            version = manifest["format"]
        except (ValueError, KeyError, TypeError, zipfile.BadZipFile):
            return unusable("清单无法读取", "zhijian build 写下的清单", MANIFEST)
        if version != FORMAT:
            return unusable(f"清单格式为“{version}”", f"“{FORMAT}”", MANIFEST)
        problems: list[Finding] = []
        for name, expected in listed.items():
            where = Location(place, f"#{name}")
            if name not in names:
                problems.append(finding("ZJ702", where))
                continue
            try:
                found = hashlib.sha256(package.read(name)).hexdigest()
            except (zipfile.BadZipFile, OSError, EOFError, RuntimeError):
                problems.append(finding("ZJ704", where, found="文件已损坏，无法解压", expected="完整的文件"))
                continue
            if found != expected:
                problems.append(finding("ZJ701", where, expected=expected[:12], found=found[:12]))
        extra = sorted(set(names) - set(listed) - {MANIFEST})
        return problems + [finding("ZJ703", Location(place, f"#{name}")) for name in extra]
