"""The part of the OOXML schema that our writer uses: which children an element may have, and in which order.

After ECMA-376 part 1 (transitional). A group in brackets may come in any order and number. Elements that are not
listed have no children. ``faults`` also looks at what the schema leaves to the prose: identifiers and relationships.
"""

import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

_RUN_LEVEL = "[bookmarkStart bookmarkEnd r hyperlink sdt]"
_BLOCK_LEVEL = "[bookmarkStart bookmarkEnd p tbl sdt]"
_BORDERS = "top left bottom right insideH insideV"

ORDER = {
    "document": "body",
    "body": f"{_BLOCK_LEVEL} sectPr",
    "ftr": _BLOCK_LEVEL,
    "hdr": _BLOCK_LEVEL,
    "p": f"pPr {_RUN_LEVEL}",
    "hyperlink": _RUN_LEVEL,
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs spacing ind jc outlineLvl "
    "rPr sectPr",
    "numPr": "ilvl numId",
    "pBdr": "top left bottom right",
    "tabs": "[tab]",
    "r": "rPr [t tab br noBreakHyphen fldChar instrText drawing]",
    "rPr": "rStyle rFonts b bCs i iCs color spacing w kern position sz szCs lang",
    "sdt": "sdtPr sdtContent",
    "sdtPr": "alias tag id lock text docPartObj",
    "docPartObj": "docPartGallery docPartCategory docPartUnique",
    "sdtContent": "[bookmarkStart bookmarkEnd p tbl sdt r hyperlink]",
    "sectPr": "[headerReference footerReference] type pgSz pgMar pgNumType cols titlePg docGrid",
    "tbl": "tblPr tblGrid [tr]",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "tblBorders": _BORDERS,
    "tblCellMar": "top left bottom right",
    "tblGrid": "[gridCol]",
    "tr": "trPr [tc]",
    "trPr": "[gridAfter cantSplit tblHeader]",
    "tc": "tcPr [p tbl]",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "drawing": "inline",
    "inline": "extent docPr cNvGraphicFramePr graphic",
    "cNvGraphicFramePr": "graphicFrameLocks",
    "graphic": "graphicData",
    "graphicData": "pic",
    "pic": "nvPicPr blipFill spPr",
    "nvPicPr": "cNvPr cNvPicPr",
    "blipFill": "blip stretch",
    "blip": "extLst",
    "extLst": "[ext]",
    "ext": "svgBlip",
    "stretch": "fillRect",
    "spPr": "xfrm prstGeom",
    "xfrm": "off ext",
    "prstGeom": "avLst",
    "styles": "docDefaults latentStyles [style]",
    "docDefaults": "rPrDefault pPrDefault",
    "rPrDefault": "rPr",
    "pPrDefault": "pPr",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr",
    "numbering": "[abstractNum] [num]",
    "abstractNum": "nsid multiLevelType [lvl]",
    "lvl": "start numFmt pStyle isLgl suff lvlText lvlJc pPr rPr",
    "num": "abstractNumId [lvlOverride]",
    "lvlOverride": "startOverride lvl",
    "fonts": "[font]",
    "font": "altName panose1 charset family pitch",
    "settings": "zoom bordersDoNotSurroundHeader bordersDoNotSurroundFooter defaultTabStop evenAndOddHeaders "
    "characterSpacingControl compat themeFontLang decimalSymbol listSeparator",
    "compat": "spaceForUL balanceSingleByteDoubleByteWidth doNotLeaveBackslashAlone ulTrailSpace doNotExpandShiftReturn "
    "adjustLineHeightInTable useFELayout [compatSetting]",
}
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_UNIQUE = {"bookmarkStart": ("id", "name"), "abstractNum": ("abstractNumId",), "num": ("numId",), "style": ("styleId",)}


def _read(order: str) -> tuple[dict[str, int], set[str]]:
    """(place in the order, names that may stand more than once) of an entry of ORDER."""
    places: dict[str, int] = {}
    many: set[str] = set()
    place, grouped = 0, False
    for word in order.split():
        grouped = grouped or word.startswith("[")
        name = word.strip("[]")
        places[name] = place
        if grouped:
            many.add(name)
        grouped = grouped and not word.endswith("]")
        if not grouped:
            place += 1
    return places, many


_ORDERS = {parent: _read(order) for parent, order in ORDER.items()}


def faults(path: Path) -> list[str]:
    """What is wrong with the DOCX, one line each."""
    found: list[str] = []
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        types = etree.fromstring(archive.read("[Content_Types].xml"))
        parts = {it.get("PartName", "").lstrip("/") for it in types if it.tag.endswith("Override")}
        suffixes = {it.get("Extension") for it in types if it.tag.endswith("Default")}
        found += [f"no such part: {name}" for name in parts - names]
        found += [f"no content type: {it}" for it in names if it not in parts and it.rpartition(".")[2] not in suffixes]
        roots = {name: etree.fromstring(archive.read(name)) for name in names if name.endswith((".xml", ".rels"))}
    for name in sorted(names):
        if name.endswith(".rels"):
            found += _missing_targets(name, roots[name], names)
        elif name.startswith("word/") and name.endswith(".xml"):
            related = roots.get(f"word/_rels/{posixpath.basename(name)}.rels")
            identities = {it.get("Id") for it in related} if related is not None else set()
            found += (f"{name}: {fault}" for fault in _in_part(roots[name], identities))
    return found


def _missing_targets(name: str, root: Any, names: set[str]) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    for it in root:
        target = posixpath.normpath(posixpath.join(folder, it.get("Target", "")))
        if target not in names:
            yield f"{name}: no such part: {target}"


def _in_part(root: Any, related: set[str | None]) -> Iterator[str]:
    seen: Counter[tuple[str, str, str]] = Counter()
    ended: Counter[str] = Counter()
    for element in root.iter():
        name = etree.QName(element).localname
        yield from _misplaced(element, name)
        for key, value in element.attrib.items():
            if key.startswith(_R) and value not in related:
                yield f"{name}: no relationship {value}"
        keys = [(f"{_W}{it}", name) for it in _UNIQUE.get(name, ())]
        keys += [("id", "drawing")] if name == "docPr" else []
        keys += [(f"{_W}val", "control")] if name == "id" and element.getparent().tag == f"{_W}sdtPr" else []
        for key, kind in keys:
            seen[kind, key, element.get(key, "")] += 1
        if name == "bookmarkEnd":
            ended[element.get(f"{_W}id", "")] += 1
        if name == "tc" and element[-1].tag != f"{_W}p":
            yield "tc: does not end with a paragraph"
    yield from (f"{kind}: {value!r} stands {count} times" for (kind, _key, value), count in seen.items() if count > 1)
    begun = {value for kind, key, value in seen if (kind, key) == ("bookmarkStart", f"{_W}id")}
    if begun != set(ended) or any(count > 1 for count in ended.values()):
        yield "bookmarks: beginnings and ends do not match"


def _misplaced(element: Any, name: str) -> Iterator[str]:
    ranks, many = _ORDERS.get(name, ({}, set()))
    if name == "ext" and element.getparent().tag.endswith("xfrm"):
        ranks = {}
    rank = -1
    before: set[str] = set()
    for child in element:
        tag = etree.QName(child).localname
        if tag not in ranks:
            yield f"{name}: {tag} has no place in it"
            continue
        if ranks[tag] < rank:
            yield f"{name}: {tag} comes too late"
        if tag in before and tag not in many:
            yield f"{name}: {tag} stands twice"
        before.add(tag)
        rank = max(rank, ranks[tag])
