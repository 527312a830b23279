"""A report folder as the bridge reads it: what the library reads, and the files that belong to the application alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from zhijian.compilation import ReportFolder, Steps, read_folder
from zhijian.errors import UnreadableInput
from zhijian.findings import Severity
from zhijian.intake import Reason, read_reasons
from zhijian.intake.csv_table import read_table
from zhijian.messages import _
from zhijian.web.bridge.contents import Key
from zhijian.web.bridge.layout import ENDINGS, OF_PERSONS, carried
from zhijian.web.bridge.outgoing import ATTACHMENTS, SOURCES, UNREADABLE

MOST_FILES, MOST_FILE, MOST_PATH = 2000, 20 * 2**20, 200


@dataclass(frozen=True)
class CarriedFile:
    """A file that goes along with the round. path: within the folder."""

    path: str
    file: Path
    size: int
    sha256: str


@dataclass(frozen=True)
class AttachedFile:
    """A file beside a cell, or with an empty indicator beside the whole submission."""

    key: Key
    name: str
    media_type: str
    sha256: str
    time: str
    file: Path


@dataclass(frozen=True)
class Incoming:
    """faults: why the folder cannot be taken in, all at once. persons: files of records of persons, which stay outside.
    reasons: each once. sources: of a cell and its value, where that came from before it was in a workbook."""

    read: ReportFolder
    reasons: tuple[Reason, ...]
    unreadable: dict[Key, str]
    sources: dict[tuple[Key, str], str]
    attachments: tuple[AttachedFile, ...]
    files: tuple[CarriedFile, ...]
    persons: int
    faults: tuple[str, ...]


def read_incoming(folder: Path, steps: Steps | None = None) -> Incoming:
    """The folder. Raises UnreadableInput where it is no report folder at all."""
    read = read_folder(folder, steps or Steps())
    files = tuple(_files(folder))
    attachments = tuple(_attachments(folder))
    faults = [found.message for found in read.findings if found.severity is Severity.error]
    if "/" in read.settings.catalogue:
        faults.append(_("指标目录“{name}”是报告文件夹自带的；系统只用自己的指标目录。", name=read.settings.catalogue))
    return Incoming(
        read=read,
        reasons=tuple(_reasons(read)),
        unreadable={_key(row): row["text"] for row in _rows(folder / "unreadable.csv", UNREADABLE)},
        sources={(_key(row), row["value"]): row["source"] for row in _rows(folder / "sources.csv", SOURCES)},
        attachments=attachments,
        files=files,
        persons=sum(path.is_file() for name in OF_PERSONS for path in (folder / name).rglob("*")),
        faults=(*faults, *_faults_of(files), *_faults_of_attachments(attachments)),
    )


def _rows(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    return read_table(path, columns) if path.is_file() else []


def _key(row: dict[str, str]) -> Key:
    return (row["organisation"], row["period"], row["indicator"], row["slice"])


def _reasons(read: ReportFolder) -> Iterator[Reason]:
    """Those of reasons.csv, and of workbooks what is not the same once more."""
    filed = read_reasons(read.path / "reasons.csv")
    texts: dict[tuple[str, str, str], list[str]] = {}
    for reason in filed:
        if reason.kind != "accepted":
            texts.setdefault((reason.organisation, reason.period, reason.indicator), []).append(reason.text)
        yield reason
    for reason in read.reasons[len(filed) :]:
        known = texts.get((reason.organisation, reason.period, reason.indicator), [])
        if _plain(reason.text) not in {_plain(text) for text in (*known, "\n".join(known))}:
            yield reason


def _plain(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines()).strip()


def _files(folder: Path) -> Iterator[CarriedFile]:
    for within, path in carried(folder):
        yield CarriedFile(within, path, path.stat().st_size, _sha256(path))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _faults_of(files: tuple[CarriedFile, ...]) -> Iterator[str]:
    if len(files) > MOST_FILES:
        yield _("文件夹中有 {found} 个文件，最多 {most} 个。", found=len(files), most=MOST_FILES)
    for file in files:
        if not file.path.lower().endswith(ENDINGS):
            yield _(
                "{path}：这种文件不能随批次保存，请移走。可以保存的有 {endings}。",
                path=file.path,
                endings="、".join(ENDINGS),
            )
        if file.size > MOST_FILE:
            yield _(
                "{path}：文件有 {found} MB，最多 {most} MB。",
                path=file.path,
                found=file.size // 2**20 + 1,
                most=MOST_FILE // 2**20,
            )
        if len(file.path) > MOST_PATH:
            yield _("{path}：路径过长，最多 {most} 个字符。", path=file.path, most=MOST_PATH)


def _attachments(folder: Path) -> Iterator[AttachedFile]:
    for row in _rows(folder / "attachments.csv", ATTACHMENTS):
        within = PurePosixPath(row["file"])
        file = folder / within
        if within.is_absolute() or within.parts[:1] != ("attachments",) or ".." in within.parts or not file.is_file():
            raise UnreadableInput(_("attachments.csv：文件夹中没有 {path}。", path=row["file"]))
        yield AttachedFile(_key(row), row["name"], row["media_type"], row["sha256"], row["time"], file)


def _faults_of_attachments(attachments: tuple[AttachedFile, ...]) -> Iterator[str]:
    for each in attachments:
        if _sha256(each.file) != each.sha256:
            yield _("附件“{name}”的内容与 attachments.csv 中的校验值不符。", name=each.name)
