"""A report as it is written: its figures printed from exact values, and the relations that follow from what they state."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from benchmarks.proof.printed import UNITS, Edits, Printed, Turn, rounded, shown
from benchmarks.proof.relations import Relation
from zhijian.document import BoundFigure, Case, Cell, Cover, Document, Heading, Paragraph, Run, Table, Text

Piece = str | Printed | Turn
Key = tuple[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """One measure of one subject: exact values in base units by year. decimals: with which it is printed."""

    name: str
    unit: str
    values: dict[int, Fraction]
    decimals: int = 0
    subject: str = ""

    def key(self, year: int) -> Key:
        return f"{self.subject}/{self.name}/{id(self)}", year

    def digits(self, year: int, unit: str = "", decimals: int | None = None) -> str:
        return rounded(self.values[year] / UNITS[unit or self.unit][0], self.decimals if decimals is None else decimals)


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure that states a value, or what follows from values: op over keys, with the word of direction."""

    figure: Printed
    op: str
    keys: tuple[Key, ...]
    item: int
    turn: Turn | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """kind: heading | prose | table | case | end. number, caption: of a heading, table or case. level, unit_note,
    header_rows: where they apply. cells: spans as (pieces, columns, rows)."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    number: Turn | None = None
    level: int = 1
    rows: tuple[tuple[tuple[tuple[Piece, ...], int, int], ...], ...] = ()
    header_rows: int = 1
    unit_note: str = ""


@dataclass
class Draft:
    """manner: which kind of report; catalogue: whether the official tables are to be recognised in it."""

    manner: str
    seed: int
    title: str
    organisation: str
    year: int
    catalogue: bool = False
    items: list[Item] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    sums: list[tuple[Series, tuple[Series, ...], bool]] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.draw = random.Random(f"{self.manner}/{self.seed}")
        self._count = 0
        self._here: list[tuple[Printed | Turn, str, tuple[Key, ...], Turn | None]] = []
        self._numbers = [0, 0, 0]

    # ── values ──────────────────────────────────────────────────────────────────────────────────────────

    def series(
        self, name: str, unit: str, about: float, *, decimals: int | None = None, years: int = 2, swing: float = 0.12
    ) -> Series:
        """A measure that moves by up to ``swing`` a year. Of counts the values are whole; never the same twice."""
        scale, counted = UNITS[unit]
        places = (0 if counted else 2 if decimals is None else decimals) if decimals is None else decimals
        value = Fraction(round(about * self.draw.uniform(0.75, 1.3) * 1000), 1000) * scale
        values: dict[int, Fraction] = {}
        for back in range(years):
            exact = Fraction(round(value)) if counted else Fraction(round(value * 10**6), 10**6)
            if values and exact == values[self.year - back + 1]:
                exact += scale
            values[self.year - back] = exact
            step = self.draw.uniform(0.012, swing) * self.draw.choice((-1, 1, 1, 1))
            value = exact / Fraction(round((1 + step) * 10**4), 10**4)
        return Series(name, unit, values, places)

    def split(self, whole: Series, names: Sequence[str], *, exactly: bool = True) -> list[Series]:
        """Parts of the whole; together all of it, or if not ``exactly``, less."""
        weights = [self.draw.uniform(0.4, 1.6) for _ in names] + ([] if exactly else [self.draw.uniform(0.8, 2)])
        parts: list[dict[int, Fraction]] = [{} for _ in weights]
        for year in whole.values:
            counted = UNITS[whole.unit][1]
            shares = [w * self.draw.uniform(0.94, 1.06) for w in weights]
            left = whole.values[year]
            for at, share in enumerate(shares):
                cut = whole.values[year] * Fraction(round(10**6 * share / sum(shares)), 10**6)
                cut = Fraction(max(1, round(cut))) if counted else cut
                if cut == parts[at].get(year + 1):
                    cut += 1  # so that it went up or down
                parts[at][year] = left if at == len(shares) - 1 else cut
                left -= parts[at][year]
        made = [Series(name, whole.unit, parts[at], whole.decimals) for at, name in enumerate(names)]
        self.sums.append((whole, tuple(made), exactly))
        return made

    def total(self, name: str, parts: Sequence[Series]) -> Series:
        """The sum of the parts as a measure; it went up or down, so that words can say so."""
        years = list(parts[0].values)
        values = {year: sum((p.values[year] for p in parts), Fraction(0)) for year in years}
        for later, year in pairwise(years):
            if values[later] == values[year]:
                largest = max(parts, key=lambda part: part.values[year])
                largest.values[year] += 1
                values[year] += 1
        made = Series(name, parts[0].unit, values, parts[0].decimals)
        self.sums.append((made, tuple(parts), True))
        return made

    # ── figures ─────────────────────────────────────────────────────────────────────────────────────────

    def print(
        self,
        series: Series,
        back: int = 0,
        *,
        unit: str = "",
        decimals: int | None = None,
        bare: bool = False,
        hedge: str = "",
    ) -> Printed:
        """The value of the measure so many years back."""
        year = self.year - back
        last = series.digits(year - 1, unit, decimals) if year - 1 in series.values else ""
        return self._printed(
            series.digits(year, unit, decimals),
            unit or series.unit,
            "value",
            (series.key(year),),
            bare=bare,
            hedge=hedge,
            last=last,
        )

    def change(
        self, series: Series, turn: Turn | None, back: int = 0, *, unit: str = "", bare: bool = False
    ) -> Printed:
        year = self.year - back
        difference = series.values[year] - series.values[year - 1]
        unit = unit or ("个百分点" if series.unit == "%" else series.unit)
        digits = rounded(abs(difference) / UNITS[unit][0] if turn else difference / UNITS[unit][0], series.decimals)
        return self._printed(digits, unit, "change", (series.key(year), series.key(year - 1)), turn=turn, bare=bare)

    def growth(
        self, series: Series, turn: Turn | None, back: int = 0, *, decimals: int = 1, bare: bool = False
    ) -> Printed:
        year = self.year - back
        rate = series.values[year] / series.values[year - 1] - 1
        digits = rounded(100 * (abs(rate) if turn else rate), decimals)
        return self._printed(digits, "%", "growth", (series.key(year), series.key(year - 1)), turn=turn, bare=bare)

    def share(self, part: Series, whole: Series, back: int = 0, *, decimals: int = 1, bare: bool = False) -> Printed:
        year = self.year - back
        digits = rounded(100 * part.values[year] / whole.values[year], decimals)
        last = ""
        if year - 1 in part.values and year - 1 in whole.values:
            last = rounded(100 * part.values[year - 1] / whole.values[year - 1], decimals)
        return self._printed(digits, "%", "share", (part.key(year), whole.key(year)), bare=bare, last=last)

    def ratio(
        self, above: Series, below: Series, unit: str, decimals: int, back: int = 0, *, bare: bool = False
    ) -> Printed:
        """above over below, in ``unit``."""
        year = self.year - back
        digits = rounded(above.values[year] / below.values[year] / UNITS[unit][0], decimals)
        last = ""
        if year - 1 in above.values and year - 1 in below.values:
            last = rounded(above.values[year - 1] / below.values[year - 1] / UNITS[unit][0], decimals)
        return self._printed(digits, unit, "ratio", (above.key(year), below.key(year)), bare=bare, last=last)

    def loose(self, number: str, unit: str = "", *, last: str = "", hedge: str = "") -> Printed:
        """A figure that nothing else in the report speaks of."""
        return self._printed(number, unit, "loose", (), last=last, hedge=hedge)

    def turn(self, series: Series, up: str, down: str, back: int = 0) -> Turn:
        """The word for which way the measure went."""
        year = self.year - back
        rose = series.values[year] > series.values[year - 1]
        self._count += 1
        made = Turn(self._count, up if rose else down, 1 if rose else -1, down if rose else up)
        self._here.append((made, "turn", (series.key(year), series.key(year - 1)), None))
        return made

    def _printed(
        self,
        digits: str,
        unit: str,
        op: str,
        keys: tuple[Key, ...],
        *,
        turn: Turn | None = None,
        bare: bool = False,
        last: str = "",
        hedge: str = "",
    ) -> Printed:
        self._count += 1
        figure = Printed(self._count, digits, "" if bare else unit, unit, hedge, last)
        self._here.append((figure, op, keys, turn))
        return figure

    # ── text ────────────────────────────────────────────────────────────────────────────────────────────

    def say(self, *pieces: object) -> None:
        """A paragraph of texts, figures, words and lists of these."""
        self._add(Item("prose", tuple(_flat(pieces))))

    def head(self, level: int, text: str) -> None:
        self._numbers[level - 1] += 1
        self._numbers[level:] = [0] * (3 - level)
        number = ".".join(str(n) for n in self._numbers[:level])
        self._add(Item("heading", (text,), self._numbered(number), level))

    def table(
        self, number: str, caption: str, rows: Sequence[Sequence[object]], *, header_rows: int = 1, unit_note: str = ""
    ) -> None:
        """A cell is a piece, a list of pieces, or (pieces, columns, rows) where it spans."""
        made = tuple(tuple(_cell(cell) for cell in row) for row in rows)
        self._add(
            Item("table", (caption,), self._numbered(number), rows=made, header_rows=header_rows, unit_note=unit_note)
        )

    def case(self, number: str, title: str) -> None:
        self._add(Item("case", (title,), self._numbered(number)))

    def end_case(self) -> None:
        self.items.append(Item("end"))

    def _numbered(self, number: str) -> Turn | None:
        if not number:
            return None
        self._count += 1
        return Turn(self._count, number, 0)

    def _add(self, item: Item) -> None:
        """Figures that were printed for the item but left out of it are forgotten."""
        used = {id(piece) for piece in _pieces(item)}
        self.items.append(item)
        for piece, op, keys, turn in self._here:
            if id(piece) not in used:
                continue
            if isinstance(piece, Turn):
                self.turns.append(piece)
                self.stated.append(Stated(Printed(piece.id, "0"), "turn", keys, len(self.items) - 1, piece))
            elif turn is None or id(turn) in used:
                self.stated.append(Stated(piece, op, keys, len(self.items) - 1, turn))
        self._here = []

    # ── the whole ───────────────────────────────────────────────────────────────────────────────────────

    @property
    def figures(self) -> list[Printed]:
        return [stated.figure for stated in self.stated if stated.op != "turn"]

    @property
    def numbers(self) -> list[Turn]:
        """The printed numbers of headings, tables and cases."""
        return [item.number for item in self.items if item.number is not None]

    def document(self, edits: Edits) -> Document:
        """The report with what ``edits`` prints instead. Figures and words of direction are runs of their own, known by
        ``anchor_of``; so are headings, tables and cases that have a number."""
        out: list[object] = [Cover(self.title)]
        inside: list[object] | None = None
        opened: Item | None = None

        def close() -> None:
            nonlocal inside, opened
            if opened is not None and inside is not None:
                number = shown(opened.number, edits) if opened.number else ""
                anchor = anchor_of(opened.number) if opened.number else f"case-{len(out)}"
                out.append(Case(_text(opened.pieces, edits), anchor, tuple(inside), number))  # type: ignore[arg-type]
            inside = opened = None

        for at, item in enumerate(self.items):
            number = shown(item.number, edits) if item.number else ""
            anchor = anchor_of(item.number) if item.number else f"a-{at}"
            target = out if inside is None else inside
            match item.kind:
                case "heading":
                    close()
                    out.append(Heading(item.level, _runs(item.pieces, edits), anchor, number))
                case "prose":
                    target.append(Paragraph(_runs(item.pieces, edits)))
                case "table":
                    target.append(_table(item, number, anchor, edits))
                case "case":
                    close()
                    inside, opened = [], item
                case _:
                    close()
        close()
        return Document(self.title, tuple(out), self.organisation, f"{self.year + 1}-03-20")  # type: ignore[arg-type]


def _table(item: Item, number: str, anchor: str, edits: Edits) -> Table:
    rows = tuple(
        tuple(Cell(_runs(pieces, edits), columns, rows, header=at < item.header_rows) for pieces, columns, rows in row)
        for at, row in enumerate(item.rows)
    )
    return Table(rows, anchor, number, _text(item.pieces, edits), item.header_rows, unit_note=item.unit_note)


def anchor_of(piece: Printed | Turn) -> str:
    """By which a printed piece is found again in the document."""
    return f"z-{piece.id}"


def _runs(pieces: Iterable[Piece], edits: Edits) -> tuple[Run, ...]:
    return tuple(
        Text(piece) if isinstance(piece, str) else BoundFigure(shown(piece, edits), anchor_of(piece), "")
        for piece in pieces
        if piece != ""
    )


def _text(pieces: Iterable[Piece], edits: Edits) -> str:
    return "".join(piece if isinstance(piece, str) else shown(piece, edits) for piece in pieces)


def _flat(pieces: Iterable[object]) -> Iterable[Piece]:
    for piece in pieces:
        if isinstance(piece, str | Printed | Turn):
            yield piece
        else:
            yield from _flat(piece)  # type: ignore[arg-type]


def _cell(cell: object) -> tuple[tuple[Piece, ...], int, int]:
    if isinstance(cell, tuple) and len(cell) == 3 and isinstance(cell[1], int):
        return tuple(_flat([cell[0]])), cell[1], cell[2]
    return tuple(_flat([cell])), 1, 1


def _pieces(item: Item) -> Iterable[Piece]:
    yield from item.pieces
    if item.number:
        yield item.number
    for row in item.rows:
        for pieces, _columns, _rows in row:
            yield from pieces
