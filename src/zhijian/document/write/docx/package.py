"""The parts of a DOCX and how they hang together; the same parts give the same bytes."""

from __future__ import annotations

import zipfile
from hashlib import sha256
from pathlib import Path

from zhijian.document.write.docx.markup import DECLARATION, attribute
from zhijian.document.write.docx.previews import previews

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SUFFIXES = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpeg"}
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP file can name


class Package:
    """Collects parts, each with its type, and the relationships between them."""

    def __init__(self) -> None:
        self._parts: dict[str, bytes] = {}
        self._overrides: dict[str, str] = {}
        self._defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
        self._relationships: dict[str, list[tuple[str, str]]] = {}
        self._media: dict[str, str] = {}
        self._previews: dict[str, bytes] = {}

    def part(self, name: str, content: str, media_type: str = "") -> None:
        """A part of XML; media_type: where it is not that of any XML file."""
        self._parts[name] = content.encode("utf-8")
        if media_type:
            self._overrides[name] = media_type

    def relate(self, owner: str, kind: str, target: str) -> str:
        """The id under which the part ``owner`` ("" for the package itself) knows ``target``."""
        relations = self._relationships.setdefault(owner, [])
        if (kind, target) not in relations:
            relations.append((kind, target))
        return f"rId{relations.index((kind, target)) + 1}"

    def media(self, data: bytes, media_type: str) -> str:
        """The id under which the document knows a picture; the same bytes are stored once."""
        key = sha256(data).hexdigest() + media_type
        if key not in self._media:
            suffix = SUFFIXES[media_type]
            name = f"media/image{len(self._media) + 1}.{suffix}"
            self._parts[f"word/{name}"] = data
            self._defaults[suffix] = media_type
            self._media[key] = self.relate("word/document.xml", f"{OFFICE}/image", name)
        return self._media[key]

    def preview(self, svg: bytes) -> str:
        """The id of a drawing as a bitmap, which is made when the package is written."""
        key = sha256(svg).hexdigest() + "preview"
        if key not in self._media:
            name = f"media/image{len(self._media) + 1}.png"
            self._defaults["png"] = "image/png"
            self._previews[f"word/{name}"] = svg
            self._media[key] = self.relate("word/document.xml", f"{OFFICE}/image", name)
        return self._media[key]

    def write(self, path: Path) -> None:
        """The file, in one step: a reader never sees half of it. Raises NotDrawings."""
        drawn = previews(list(self._previews.values()))
        self._parts |= dict(zip(self._previews, drawn, strict=True))
        parts = {"[Content_Types].xml": self._content_types()}
        parts |= {_relationships_name(owner): self._relations(owner) for owner in self._relationships}
        parts |= self._parts
        fresh = path.with_name(path.name + ".new")
        try:
            with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                for name, data in parts.items():
                    entry = zipfile.ZipInfo(name, _EARLIEST)
                    entry.compress_type = (
                        zipfile.ZIP_STORED if name.endswith((".png", ".jpeg")) else zipfile.ZIP_DEFLATED
                    )
                    archive.writestr(entry, data)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)

    def _content_types(self) -> bytes:
        defaults = "".join(f'<Default Extension="{it}" ContentType="{kind}"/>' for it, kind in self._defaults.items())
        overrides = "".join(
            f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in self._overrides.items()
        )
        return f'{DECLARATION}<Types xmlns="{_TYPES}">{defaults}{overrides}</Types>'.encode()

    def _relations(self, owner: str) -> bytes:
        relations = "".join(
            f'<Relationship Id="rId{at}" Type="{kind}" Target="{attribute(target)}"/>'
            for at, (kind, target) in enumerate(self._relationships[owner], 1)
        )
        return f'{DECLARATION}<Relationships xmlns="{_RELATIONSHIPS}">{relations}</Relationships>'.encode()


def _relationships_name(owner: str) -> str:
    folder, _slash, name = owner.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")
