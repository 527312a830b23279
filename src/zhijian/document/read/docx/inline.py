"""The inside of a paragraph: runs with their marks, fields, bookmarks, pictures, page breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from zhijian.document.blocks import BoundFigure, Reference, Run, Text
from zhijian.document.compare import merged
from zhijian.document.read.docx.archive import W
from zhijian.document.read.docx.characters import characters
from zhijian.document.read.docx.sources import Sources
from zhijian.document.read.docx.styles import Styles, is_on

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_NUMBER_STYLE = "图表编号"
_REFERENCE = re.compile(r'\s*(?:REF|HYPERLINK\s+\\l)\s+"?([^"\s]+)', re.IGNORECASE)
_CONTENTS = re.compile(r"\s*TOC\b")
_GONE = frozenset({f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}sdtEndPr"})


@dataclass
class Piece:
    """A run and whether it is (part of) the number of a block."""

    run: Run
    number: bool = False


@dataclass
class Field:
    """A field that has begun. start: the piece of its paragraph with which its result begins."""

    code: str = ""
    result: bool = False
    start: int = 0


@dataclass
class Inline:
    """What a paragraph holds. bookmarks: (id, name) of those that begin in it; ended: ids of those that end.

    breaks: before how many pieces a page ends. sequence: it has a SEQ field. contents: it is part of a TOC field.
    characters: the elements that stand for the characters of ``text``, in order, with these.
    """

    pieces: list[Piece] = field(default_factory=list)
    bookmarks: list[tuple[str, str]] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    drawings: list[Any] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    sequence: bool = False
    contents: str = ""
    characters: list[tuple[Any, str]] = field(default_factory=list)

    @property
    def runs(self) -> tuple[Run, ...]:
        return merged(piece.run for piece in self.pieces)

    @property
    def text(self) -> str:
        return "".join(piece.run.text for piece in self.pieces)

    @property
    def number(self) -> str:
        """The characters that are marked as the number of a block."""
        return "".join(piece.run.text for piece in self.pieces if piece.number)

    def rest(self, separator: str) -> tuple[Run, ...]:
        """The runs without the number and the ``separator`` after it."""
        runs = list(merged(piece.run for piece in self.pieces if not piece.number))
        if self.number and runs and isinstance(first := runs[0], Text) and first.text.startswith(separator):
            runs[0] = Text(first.text.removeprefix(separator), first.bold, first.emphasis)
        return merged(runs)


class InlineReader:
    """Reads paragraphs one after another; fields may reach from one into the next."""

    def __init__(self, styles: Styles, sources: Sources) -> None:
        self._styles = styles
        self._sources = sources
        self._fields: list[Field] = []

    def read(self, paragraph: Any) -> Inline:
        found = Inline()
        for open_field in self._fields:
            open_field.start = 0
        self._note_contents(found)
        self._children(paragraph, found)
        return found

    def _note_contents(self, found: Inline) -> None:
        for open_field in self._fields:
            if _CONTENTS.match(open_field.code):
                found.contents = open_field.code

    def _children(self, parent: Any, found: Inline) -> None:
        for child in parent:
            if isinstance(child.tag, str) and child.tag not in _GONE:
                self._child(child, found)

    def _child(self, child: Any, found: Inline) -> None:
        tag = child.tag
        if tag == f"{W}r":
            self._run(child, found)
        elif tag == f"{W}hyperlink":
            self._hyperlink(child, found)
        elif tag == f"{W}sdt":
            self._control(child, found)
        elif tag == f"{W}fldSimple":
            self._fields.append(Field(child.get(f"{W}instr", ""), result=True, start=len(found.pieces)))
            found.sequence |= _is_sequence(self._fields[-1].code)
            self._children(child, found)
            self._end_field(found)
        elif tag == f"{W}bookmarkStart":
            found.bookmarks.append((child.get(f"{W}id", ""), child.get(f"{W}name", "")))
        elif tag == f"{W}bookmarkEnd":
            found.ended.append(child.get(f"{W}id", ""))
        elif tag in (f"{_MATH}oMath", f"{_MATH}oMathPara"):
            text = "".join(it.text or "" for it in child.iter(f"{_MATH}t"))
            self._add(found, (child, text))
        elif tag == f"{_COMPATIBILITY}AlternateContent":
            self._alternative(child, found)
        else:
            self._children(child, found)

    def _hyperlink(self, link: Any, found: Inline) -> None:
        start = len(found.pieces)
        self._children(link, found)
        anchor = link.get(f"{W}anchor")
        if anchor and not found.contents:
            _make_reference(found, start, anchor)

    def _control(self, control: Any, found: Inline) -> None:
        content = control.find(f"{W}sdtContent")
        start = len(found.pieces)
        if content is not None:
            self._children(content, found)
        tag = _value(control, "tag")
        if not tag.startswith("zj:"):
            return
        pieces = found.pieces[start:]
        source = self._sources.figure(tag, _value(control, "id"), _value(control, "alias"))
        text = "".join(piece.run.text for piece in pieces)
        bold = bool(pieces) and all(isinstance(it.run, Text) and it.run.bold for it in pieces)
        bound = BoundFigure(text, source.anchor, source.expression, source.indicator, bold=bold)
        found.pieces[start:] = [Piece(bound)]

    def _alternative(self, child: Any, found: Inline) -> None:
        """The newest form of something that a file keeps in several; text boxes exist in no other way."""
        chosen = child.find(f"{_COMPATIBILITY}Choice")
        self._children(chosen if chosen is not None else child, found)

    def _run(self, run: Any, found: Inline) -> None:
        properties = run.find(f"{W}rPr")
        marks = (False, False, False)
        if properties is not None:
            if is_on(properties.find(f"{W}vanish")):
                return
            marks = self._marks(properties)
        for child in run:
            text = characters(child)
            if text:
                self._add(found, (child, text), *marks)
            elif isinstance(child.tag, str) and child.tag not in _GONE:
                self._run_child(child, found)

    def _run_child(self, child: Any, found: Inline) -> None:
        """What stands in a run and is no character."""
        tag = child.tag
        if tag == f"{W}br" and child.get(f"{W}type") == "page":
            found.breaks.append(len(found.pieces))
        elif tag == f"{W}fldChar":
            self._field_mark(child.get(f"{W}fldCharType", ""), found)
        elif tag == f"{W}instrText" and self._fields:
            self._fields[-1].code += child.text or ""
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            self._drawing(child, found)
        elif tag == f"{_COMPATIBILITY}AlternateContent":
            chosen = child.find(f"{_COMPATIBILITY}Choice")
            for it in chosen if chosen is not None else ():
                self._drawing(it, found)
        elif tag == f"{W}ruby":
            base = child.find(f"{W}rubyBase")
            self._children(base if base is not None else (), found)

    def _drawing(self, element: Any, found: Inline) -> None:
        boxes = list(element.iter(f"{W}txbxContent"))
        if boxes:
            found.boxes += boxes
        else:
            found.drawings.append(element)

    def _marks(self, properties: Any) -> tuple[bool, bool, bool]:
        """Bold, emphasis, part of a number."""
        style = properties.find(f"{W}rStyle")
        name = style.get(f"{W}val", "") if style is not None else ""
        bold = is_on(properties.find(f"{W}b"))
        if bold is None and name:
            bold = is_on(self._styles.property(name, "b", "rPr"))
        italic = is_on(properties.find(f"{W}i"))
        fonts = properties.find(f"{W}rFonts")
        kai = fonts is not None and "楷体" in fonts.get(f"{W}eastAsia", "")
        label = self._styles.name(name) if name else ""
        return bool(bold), bool(italic) or kai or label == "emphasis", label == _NUMBER_STYLE

    def _field_mark(self, kind: str, found: Inline) -> None:
        if kind == "begin":
            self._fields.append(Field(start=len(found.pieces)))
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
            self._fields[-1].start = len(found.pieces)
            found.sequence |= _is_sequence(self._fields[-1].code)
            self._note_contents(found)
        elif kind == "end" and self._fields:
            self._end_field(found)

    def _end_field(self, found: Inline) -> None:
        ended = self._fields.pop()
        target = _REFERENCE.match(ended.code)
        if target and ended.result and not found.contents:
            _make_reference(found, ended.start, target[1])

    def _add(
        self, found: Inline, said: tuple[Any, str], bold: bool = False, emphasis: bool = False, number: bool = False
    ) -> None:
        # Between begin and separate stands the code of a field, not text.
        if said[1] and all(it.result for it in self._fields):
            found.pieces.append(Piece(Text(said[1], bold, emphasis), number))
            found.characters.append(said)


def _make_reference(found: Inline, start: int, target: str) -> None:
    pieces = found.pieces[start:]
    if any(not isinstance(piece.run, Text) for piece in pieces):
        return
    found.pieces[start:] = [Piece(Reference("".join(piece.run.text for piece in pieces), target))]


def _is_sequence(code: str) -> bool:
    return code.lstrip().upper().startswith("SEQ ")


def _value(control: Any, name: str) -> str:
    found = control.find(f"{W}sdtPr/{W}{name}")
    return str(found.get(f"{W}val", "")) if found is not None else ""
