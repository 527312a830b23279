"""Blocks in the making: what takes several paragraphs to become a block, and the case that is open."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from zhijian.document.blocks import Block, Case, Cover, Figure, Heading, ListBlock, Paragraph, Picture, Run, Table
from zhijian.findings import Location


@dataclass
class Caption:
    """number and words of a caption whose block has not come yet; runs: the paragraph as it stands.

    element: the number of its paragraph.
    """

    runs: tuple[Run, ...]
    number: str = ""
    words: str = ""
    element: int = -1


@dataclass
class _List:
    key: str
    ordered: bool
    items: list[tuple[Run, ...]] = field(default_factory=list)
    elements: list[int] = field(default_factory=list)


@dataclass
class _OpenCase:
    mark: str
    case: Case
    element: int
    blocks: list[Block] = field(default_factory=list)


def origin(*elements: int) -> Location:
    """Where a block comes from, until it is known where it stands: the numbers of its elements."""
    return Location("", f"#{','.join(str(element) for element in elements)}")


class Gathering:
    """Collects blocks in order. At most one of list, cover, figure and caption is in the making at a time.

    element: the number of the paragraph or table that is being read; blocks keep it as their location, until the
    reader fills in the true one.
    """

    def __init__(self) -> None:
        self.element = -1
        self.blocks: list[Block] = []
        self.cases: list[_OpenCase] = []
        self.figure: Figure | None = None
        self.caption: Caption | None = None
        self.unit: Caption | None = None
        self.cover: Cover | None = None
        self._list: _List | None = None

    @property
    def target(self) -> list[Block]:
        """Where the next block goes: into the open case or the document."""
        return self.cases[-1].blocks if self.cases else self.blocks

    def add(self, block: Block) -> None:
        """A whole block; whatever was in the making is whole too."""
        self.flush()
        if isinstance(block, Heading | Paragraph | Table | Figure) and block.location is None:
            block = replace(block, location=origin(self.element))
        self.target.append(block)

    def flush(self) -> None:
        """Finishes what is in the making; a caption that no table followed was a paragraph."""
        if self._list is not None:
            origins = origin(*self._list.elements)
            self.target.append(ListBlock(tuple(self._list.items), self._list.ordered, location=origins))
        if self.cover is not None:
            self.target.append(self.cover)
        if self.figure is not None:
            self.target.append(self.figure)
        waiting = (it for it in (self.caption, self.unit) if it is not None)
        self.target.extend(Paragraph(it.runs, location=origin(it.element)) for it in waiting)
        self._list = self.cover = self.figure = self.caption = self.unit = None

    def list_item(self, key: str, ordered: bool, runs: tuple[Run, ...]) -> None:
        if self._list is None or self._list.key != key:
            self.flush()
            self._list = _List(key, ordered)
        self._list.items.append(runs)
        self._list.elements.append(self.element)

    def more_pictures(self, pictures: list[Picture]) -> None:
        """Pictures that belong to the figure in the making."""
        if self.figure is not None:
            self.figure = Figure((*self.figure.pictures, *pictures), self.figure.anchor)

    def begin_case(self, mark: str, case: Case) -> None:
        """mark: the id of the bookmark that spans it, empty where there is none."""
        self.flush()
        self.cases.append(_OpenCase(mark, case, self.element))

    def end_case(self) -> None:
        self.flush()
        if self.cases:
            it = self.cases.pop()
            case = it.case
            self.target.append(
                Case(case.title, case.anchor, tuple(it.blocks), case.number, case.organisation, origin(it.element))
            )

    def name_organisation(self, organisation: str) -> None:
        """Of the case that has just begun."""
        if self.cases:
            it = self.cases[-1]
            it.case = Case(it.case.title, it.case.anchor, (), it.case.number, organisation)
