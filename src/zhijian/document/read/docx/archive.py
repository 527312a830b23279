"""The parts of a DOCX file, opened with care: it may come from anywhere."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from zhijian.errors import UnreadableInput
from zhijian.messages import _

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_LARGEST_XML = 1 << 28  # bytes of one part; a report of a thousand pages has a tenth of that
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_LARGEST = 1 << 30  # bytes of all parts unpacked; a report with a hundred photographs has a tenth of that

# Word's "Strict Open XML" has names of its own for the same elements.
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)


@dataclass(frozen=True)
class Relation:
    """kind: the last part of its type (image, styles, customXml); target: name of the part, empty if it lies outside."""

    kind: str
    target: str


class Archive:
    """The parts by name. Raises UnreadableInput if the file is not a DOCX that can be opened."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError):
            raise UnreadableInput(
                _("{file} 不是 Word 文档（.docx），或文件已损坏。请用 Word 或 WPS 打开后重新保存。", file=path.name)
            ) from None
        if sum(entry.file_size for entry in self._zip.infolist()) > _LARGEST:
            raise UnreadableInput(_("{file}：解压后超过 1 GB，不像是正常的文档，未予读取。", file=path.name))
        self._names = frozenset(self._zip.namelist())
        self._relations: dict[str, dict[str, Relation]] = {}
        main = [it.target for it in self.relations("").values() if it.kind == "officeDocument"]
        self.document = main[0] if main and main[0] in self._names else "word/document.xml"
        if self.document not in self._names:
            raise UnreadableInput(_("{file} 中没有正文（word/document.xml），不是 Word 文档。", file=path.name))

    def close(self) -> None:
        self._zip.close()

    def data(self, name: str) -> bytes:
        """The bytes of a part, empty where there is none."""
        if name not in self._names:
            return b""
        try:
            return self._zip.read(name)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError):
            raise UnreadableInput(_("{file}：{part} 已损坏，无法读取。", file=self._name, part=name)) from None

    def entries(self) -> list[zipfile.ZipInfo]:
        """Every entry of the file, in order."""
        return self._zip.infolist()

    def xml(self, name: str) -> Any | None:
        """The root element of a part, None where there is none."""
        if name in self._names and self._zip.getinfo(name).file_size > _LARGEST_XML:
            raise UnreadableInput(
                _("{file}：{part} 解压后超过 256 MB，不像是正常的文档，未予读取。", file=self._name, part=name)
            )
        data = self.data(name)
        if not data:
            return None
        if b"purl.oclc.org/ooxml" in data:
            for strict, transitional in STRICT:
                data = data.replace(strict, transitional)
        # Entities and addresses outside the file are never followed.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            raise UnreadableInput(
                _("{file}：{part} 不是有效的 XML，文件已损坏。", file=self._name, part=name)
            ) from None

    def relations(self, owner: str) -> dict[str, Relation]:
        """What the part ``owner`` ("" for the package) refers to, by id."""
        if owner not in self._relations:
            folder, name = posixpath.split(owner)
            root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
            found = {}
            for it in root.iter(f"{_PACKAGE}Relationship") if root is not None else ():
                outside = it.get("TargetMode") == "External"
                target = it.get("Target", "")
                path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                found[it.get("Id", "")] = Relation(it.get("Type", "").rpartition("/")[2], "" if outside else path)
            self._relations[owner] = found
        return self._relations[owner]

    def related(self, kind: str) -> list[str]:
        """The parts of this kind that the main document refers to."""
        return [it.target for it in self.relations(self.document).values() if it.kind == kind and it.target]
