"""Word comments in a copy of a DOCX that anybody wrote; every other part of the file stays as it is, byte for byte."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from zhijian.document.read.docx.archive import STRICT, Archive, R, W
from zhijian.document.read.docx.origins import Origins
from zhijian.errors import UnreadableInput
from zhijian.findings import Location
from zhijian.messages import _

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_KIND = "comments"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_CONTENT_TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Comment:
    """location: as a reader of the file names it, of a block, a cell or characters; None: the beginning of the text.

    text: its lines become paragraphs.
    """

    location: Location | None
    text: str


def write_comments(source: Path, target: Path, comments: Sequence[Comment], *, author: str, initials: str) -> int:
    """Write a copy of ``source`` with the comments; returns how many stand where they belong.

    A comment whose place is not found stands at the beginning of the text. Runs are divided where a comment begins or
    ends within them and keep their looks. Raises UnreadableInput where ``source`` is no DOCX.
    """
    archive = Archive(source)
    try:
        origins = Origins(archive, source.name)
        part, changed = _comments_part(archive, source.name)
        placed = 0
        first = _next_id(part)
        for number, comment in enumerate(comments, start=first):
            found = comment.location is not None and _mark(origins, comment.location, number)
            if found or _mark_beginning(origins, number):
                placed += bool(found)
                part.append(_comment(comment.text, number, author, initials))
        strict = b"purl.oclc.org/ooxml" in archive.data(archive.document)
        changed |= {archive.document: _written(origins.root, strict=strict)}
        name = next(iter(archive.related(_KIND)), "") or _part_name(archive)
        changed[name] = _written(part, strict=strict)
        _copy(archive, target, changed)
    finally:
        archive.close()
    return placed


# ── marks in the text ───────────────────────────────────────────────────────────────────────────────


def _mark(origins: Origins, location: Location, number: int) -> bool:
    """Set the marks of a comment around what the location means; whether it was found."""
    slices = origins.at(location)
    if not slices:
        return False
    (first, start, _until), (last, _from, end) = slices[0], slices[-1]
    beginning, splittable = _unit(first)
    if splittable:
        _begin_run(first, start)
        end -= start if last is first else 0
    ending, splittable = _unit(last)
    if splittable:
        _end_run(last, end)
    _set_marks(beginning, ending, number)
    return True


def _mark_beginning(origins: Origins, number: int) -> bool:
    """Set the marks around the first words of the text; whether there are any."""
    run = next((r for r in origins.root.iter(f"{W}r") if r.find(f"{W}t") is not None), None)
    if run is None:
        return False
    beginning, _splittable = _unit(run.find(f"{W}t"))
    _set_marks(beginning, beginning, number)
    return True


def _set_marks(beginning: Any, ending: Any, number: int) -> None:
    beginning.addprevious(_element("commentRangeStart", id=number))
    end = _element("commentRangeEnd", id=number)
    ending.addnext(end)
    reference = _element("r")
    reference.append(_element("commentReference", id=number))
    # Outside links and revisions, so that the comment is no part of them.
    after = end
    while after.getparent().tag in (f"{W}hyperlink", f"{W}ins", f"{W}moveTo", f"{W}fldSimple", f"{W}smartTag"):
        after = after.getparent()
    after.addnext(reference)


def _unit(element: Any) -> tuple[Any, bool]:
    """What can be marked around an element of text: its run, and that it can be divided; else what holds it whole.

    In a text box no comment may stand: the run that holds the box is marked. A formula and ruby are marked whole.
    """
    boxes = list(element.iterancestors(f"{W}txbxContent"))
    inner = boxes[-1] if boxes else element
    runs = list(inner.iterancestors(f"{W}r"))
    if runs:
        return runs[-1], not boxes and runs[-1] is element.getparent()
    unit = inner
    while unit.getparent().tag not in (f"{W}p", f"{W}hyperlink", f"{W}ins", f"{W}sdtContent"):
        unit = unit.getparent()
    return unit, False


def _begin_run(element: Any, at: int) -> None:
    """Divide the run so that it begins with the character ``at`` of ``element``."""
    run = element.getparent()
    before = [it for it in element.itersiblings(preceding=True) if it.tag != f"{W}rPr"][::-1]
    if not before and not at:
        return
    other = _like(run)
    other.extend(before)
    if at:
        other.append(_cut(element, at, len(element.text)))
    run.addprevious(other)


def _end_run(element: Any, at: int) -> None:
    """Divide the run so that it ends with the character before ``at`` of ``element``."""
    run = element.getparent()
    after = list(element.itersiblings())
    rest = element.tag == f"{W}t" and at < len(element.text or "")
    if not after and not rest:
        return
    other = _like(run)
    if rest:
        other.append(_cut(element, 0, at, keep_start=True))
    other.extend(after)
    run.addnext(other)


def _cut(element: Any, start: int, end: int, *, keep_start: bool = False) -> Any:
    """Keep the characters start:end of a w:t; returns a w:t with those before them, or after them."""
    text = element.text
    other = deepcopy(element)
    other.tail = None
    other.text = text[end:] if keep_start else text[:start]
    element.text = text[start:end]
    for it in (element, other):
        it.set(_XML_SPACE, "preserve")
    return other


def _like(run: Any) -> Any:
    """An empty run with the looks of another."""
    other = etree.Element(run.tag, run.attrib, nsmap=run.nsmap)
    properties = run.find(f"{W}rPr")
    if properties is not None:
        other.append(deepcopy(properties))
    return other


# ── the parts of the file ───────────────────────────────────────────────────────────────────────────


def _comments_part(archive: Archive, file: str) -> tuple[Any, dict[str, bytes]]:
    """The root of the part that holds comments, and the parts that change because there was none."""
    names = archive.related(_KIND)
    root = archive.xml(names[0]) if names else None
    if root is not None:
        return root, {}
    name = _part_name(archive)
    types = archive.xml(_CONTENT_TYPES)
    if types is None:
        raise UnreadableInput(
            _("{file} 中缺少 {part}，请用 Word 或 WPS 打开后重新保存。", file=file, part=_CONTENT_TYPES)
        )
    etree.SubElement(types, f"{_TYPES}Override", PartName=f"/{name}", ContentType=_CONTENT)
    folder, document = posixpath.split(archive.document)
    place = posixpath.join(folder, "_rels", f"{document}.rels")
    relations = archive.xml(place)
    if relations is None:
        relations = etree.Element(f"{_RELATIONS}Relationships", nsmap={None: _RELATIONS[1:-1]})
    known = {it.get("Id") for it in relations}
    identity = next(f"rIdZj{n}" for n in range(1, len(known) + 2) if f"rIdZj{n}" not in known)
    strict = b"purl.oclc.org/ooxml" in archive.data(archive.document)
    base = STRICT[1][0].decode() if strict else R[1:-1]
    etree.SubElement(
        relations,
        f"{_RELATIONS}Relationship",
        Id=identity,
        Type=f"{base}/{_KIND}",
        Target=posixpath.relpath(name, folder or "."),
    )
    root = etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
    return root, {_CONTENT_TYPES: _written(types), place: _written(relations)}


def _part_name(archive: Archive) -> str:
    """A name for the part of comments that no part has."""
    folder = posixpath.dirname(archive.document)
    taken = {entry.filename for entry in archive.entries()}
    names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in range(len(taken) + 1))
    return next(name for name in names if name not in taken)


def _next_id(part: Any) -> int:
    identities = [it.get(f"{W}id", "") for it in part]
    return max((int(identity) + 1 for identity in identities if identity.isdigit()), default=0)


def _comment(text: str, number: int, author: str, initials: str) -> Any:
    comment = _element("comment", id=number, author=author, initials=initials)
    for at, line in enumerate(text.split("\n")):
        paragraph, run, words = _element("p"), _element("r"), _element("t")
        words.text = "".join(c for c in line if c >= " " or c == "\t")
        words.set(_XML_SPACE, "preserve")
        if not at:
            sign = _element("r")
            sign.append(_element("annotationRef"))
            paragraph.append(sign)
        run.append(words)
        paragraph.append(run)
        comment.append(paragraph)
    return comment


def _element(name: str, **values: object) -> Any:
    element = etree.Element(f"{W}{name}", nsmap={"w": W[1:-1]})
    for key, value in values.items():
        element.set(f"{W}{key}", str(value))
    return element


def _written(root: Any, *, strict: bool = False) -> bytes:
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    if strict:
        for own, transitional in STRICT:
            data = data.replace(transitional, own)
    return data


def _copy(archive: Archive, target: Path, changed: dict[str, bytes]) -> None:
    """Every entry as it is, but for those that changed; new ones at the end."""
    left = dict(changed)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for entry in archive.entries():
            data = left.pop(entry.filename, None)
            copy.writestr(entry, archive.data(entry.filename) if data is None else data, entry.compress_type)
        for name, data in left.items():
            copy.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
