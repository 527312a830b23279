"""What a backup says of itself, and whether that is so."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from zhijian.errors import UnreadableInput
from zhijian.messages import _

NAME = "manifest.json"
FORMAT = "zhijian-backup-1"
UPLOADS = "uploads"


@dataclass(frozen=True)
class Manifest:
    """database: sqlite or postgresql. rows: table → how many. files: path within the backup → SHA-256.

    made_at: ISO, when the snapshot was taken. trail: ends of the audit trail's chains (name, length, hash).
    """

    database: str
    made_at: str
    version: str
    rows: dict[str, int]
    trail: list[tuple[str, int, str]]
    files: dict[str, str]

    def write(self, folder: Path) -> str:
        """Write it into the backup; returns its own SHA-256, which can be kept elsewhere."""
        text = json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / NAME).write_text(text + "\n", "utf-8")
        return digest_of(folder / NAME)


def checked_manifest(folder: Path) -> Manifest:
    """The manifest of the backup, after every file was compared with it. Raises UnreadableInput with every difference."""
    try:
        data: dict[str, Any] = json.loads((folder / NAME).read_text("utf-8"))
        if data.pop("format") != FORMAT:
            raise ValueError(FORMAT)
        manifest = Manifest(**{**data, "trail": [tuple(end) for end in data["trail"]]})
    except FileNotFoundError:
        raise UnreadableInput(_("{path} 中没有 {name}：这不是备份，或备份没有做完。", path=folder, name=NAME)) from None
    except (ValueError, KeyError, TypeError):
        raise UnreadableInput(_("{path} 不是职鉴的备份清单。", path=folder / NAME)) from None
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} - {NAME}
    faults = [_("缺少文件 {path}。", path=path) for path in sorted(set(manifest.files) - there)]
    faults += [_("多出文件 {path}。", path=path) for path in sorted(there - set(manifest.files))]
    faults += [
        _("{path} 与清单中的 SHA-256 不符，文件已损坏或被改动。", path=path)
        for path in sorted(there & set(manifest.files))
        if digest_of(folder / path) != manifest.files[path]
    ]
    if faults:
        raise UnreadableInput("\n".join(faults))
    return manifest


def digest_of(path: Path) -> str:
    """SHA-256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
