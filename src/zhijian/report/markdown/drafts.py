"""Drafts: the blocks of a chapter as written, before figures, numbers and references are filled in."""

from __future__ import annotations

from dataclasses import dataclass

from zhijian.report.places import Place

# ── runs ────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class DraftText:
    text: str
    place: Place
    bold: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class FigureSlot:
    """``{{ source }}``: a figure to be bound."""

    source: str
    place: Place
    bold: bool = False


@dataclass(frozen=True, slots=True)
class ReferenceSlot:
    """``[@target]``: a reference to be resolved."""

    target: str
    place: Place


DraftRun = DraftText | FigureSlot | ReferenceSlot
DraftRuns = tuple[DraftRun, ...]

# ── blocks ──────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class DraftHeading:
    """numbered: false for ``{-}``. id: what ``{#id}`` names it, for references."""

    level: int
    runs: DraftRuns
    place: Place
    numbered: bool = True
    id: str = ""


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    runs: DraftRuns
    place: Place


@dataclass(frozen=True, slots=True)
class DraftList:
    items: tuple[DraftRuns, ...]
    ordered: bool
    place: Place


@dataclass(frozen=True, slots=True)
class DraftTable:
    """A table written with pipes. rows: the first is the header. aligns: left | center | right, one per column."""

    rows: tuple[tuple[DraftRuns, ...], ...]
    aligns: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class DraftPicture:
    """file: relative to the report folder."""

    file: str
    alt: str
    place: Place


@dataclass(frozen=True, slots=True)
class DraftFigure:
    """Pictures side by side under one caption."""

    id: str
    pictures: tuple[DraftPicture, ...]
    caption: str
    place: Place


@dataclass(frozen=True, slots=True)
class DraftChart:
    """caption: empty takes the definition's title."""

    id: str
    caption: str
    place: Place


@dataclass(frozen=True, slots=True)
class DraftTableInsert:
    """A table by its definition, or, with ``written``, the one that stands in the chapter itself."""

    id: str
    caption: str
    place: Place
    written: DraftTable | None = None


@dataclass(frozen=True, slots=True)
class DraftOfficialTables:
    """``::: tables``: the six official tables stand here."""

    place: Place


@dataclass(frozen=True, slots=True)
class DraftCaseInsert:
    """``::: case case-01``: the case stands here."""

    id: str
    place: Place


@dataclass(frozen=True, slots=True)
class DraftCase:
    """A case file. chapter: the section it belongs to by number (2.1) or {#id}, empty when the text places it."""

    id: str
    title: str
    school: str
    chapter: str
    blocks: tuple[DraftBlock, ...]
    place: Place


DraftBlock = (
    DraftHeading
    | DraftParagraph
    | DraftList
    | DraftTable
    | DraftFigure
    | DraftChart
    | DraftTableInsert
    | DraftOfficialTables
    | DraftCaseInsert
    | DraftCase
)
