"""The demo city's report as a draft: its bound figures say by their expressions what each of them states."""

from __future__ import annotations

import re
import struct
import tempfile
import zlib
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.proof.draft import Draft, Key, Series, Stated, anchor_of
from benchmarks.proof.printed import Edits, Printed, Turn, shown
from zhijian.catalogue import Catalogue
from zhijian.compilation.composing import composed
from zhijian.compilation.folder import read_folder
from zhijian.compilation.steps import Steps
from zhijian.demo import write_demo
from zhijian.document import (
    Block,
    BoundFigure,
    Case,
    Document,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Picture,
    Run,
    Table,
    Text,
)
from zhijian.expressions import Binary, Node, Variable
from zhijian.facts import FactSet
from zhijian.report import prepare_charts
from zhijian.rollup import roll_up

_NUMBER = re.compile(r"(-?[\d,]+(?:\.\d+)?)(.*)", re.DOTALL)
_PLAIN = re.compile(r"[a-z][a-z0-9_.]*(?:\[[^\]]+\])?(?:@[a-z0-9-]+)?")
_OF_TWO = re.compile(r"(share)\((.+), (.+)\)")
_OF_ONE = re.compile(r"(change|growth|previous)\((.+)\)")
_WORDS = {"增加": "减少", "增长": "下降", "提高": "下降", "上升": "下降"} | {
    "减少": "增加",
    "下降": "增长",
    "降低": "提高",
}
_UP = {"增加", "增长", "提高", "上升"}


def city(seed: int) -> Draft:
    """The report of the demo city that the seed makes; the six official tables are in it."""
    prepare_charts()
    with tempfile.TemporaryDirectory() as place:
        folder_path = Path(place) / "city"
        write_demo(folder_path, seed=seed)
        folder = read_folder(folder_path, Steps())
        computed = roll_up(folder.facts, folder.catalogue, folder.tree, recorded=folder.recorded)
        composition = composed(folder, FactSet.concat([folder.facts, computed]), "internal")
    draft = CityDraft(
        "city", seed, composition.document.title, composition.document.organisation, int(folder.settings.period)
    )
    draft.catalogue, draft.source = True, composition.document
    told = {figure.anchor: figure for figure in composition.figures}
    draft.read({a: (f.expression, f.organisation, int(f.period), f.unit) for a, f in told.items()}, folder.catalogue)
    return draft


@dataclass
class CityDraft(Draft):
    """source: the document as composed; its figures by anchor, and words of direction by the figure behind them."""

    source: Document = field(default_factory=lambda: Document("", ()))

    def read(self, told: dict[str, tuple[str, str, int, str]], catalogue: Catalogue) -> None:
        self._by_anchor: dict[str, Printed] = {}
        self._words: dict[str, Turn] = {}
        self._numbered_blocks: dict[str, Turn] = {}
        self._told = told
        for at, block in enumerate(_every(self.source.blocks)):
            number = getattr(block, "number", "")
            if number and isinstance(block, Heading | Table | Case):
                self._count += 1
                self._numbered_blocks[block.anchor] = Turn(self._count, number, 0)
            for runs in _runs_of(block):
                for before, run in zip((None, *runs), runs, strict=False):
                    if isinstance(run, BoundFigure) and run.anchor in told:
                        self._figure(run, before, at)
        self._sums_of(catalogue)

    def _figure(self, run: BoundFigure, before: Run | None, at: int) -> None:
        expression, organisation, period, unit = self._told[run.anchor]
        found = _NUMBER.fullmatch(run.text)
        if found is None:
            return
        source = expression.partition(" | ")[0].strip()
        op, keys = _meaning(source, organisation, period)
        self._count += 1
        behind = found[2]
        figure = Printed(self._count, found[1], behind, measured=unit)
        self._by_anchor[run.anchor] = figure
        word = None
        if op in {"change", "growth"} and isinstance(before, Text):
            said = next((w for w in _WORDS if before.text.endswith(w)), "")
            if said:
                self._count += 1
                word = Turn(self._count, said, 1 if said in _UP else -1, _WORDS[said])
                self._words[run.anchor] = word
                self.turns.append(word)
                self.stated.append(Stated(Printed(word.id, "0"), "turn", keys, at, word))
        if op in {"change", "growth"} and word is None:
            op = "loose"
        self.stated.append(Stated(figure, op, keys, at, word))

    def _sums_of(self, catalogue: Catalogue) -> None:
        """The catalogue's sums over what the official tables print, and its formulas of one part over another."""
        organisations = {key[0].rpartition("@")[2] for stated in self.stated for key in stated.keys}
        years = (self.year, self.year - 1)
        for rule in catalogue.rules:
            if rule.kind != "parts" or len(rule.that.terms) != 2 or rule.that.operators not in (("==",), ("<=",)):
                continue
            left, right = (_added(term) for term in rule.that.terms)
            if left and right and len(right) == 1:
                for organisation in organisations:
                    whole, *parts = (_as_series(v, organisation, years) for v in (right[0], *left))
                    self.sums.append((whole, tuple(parts), rule.that.operators == ("==",)))
        for stated in list(self.stated):
            source = stated.keys[0][0].rpartition("@")[0] if stated.op == "value" else ""
            if source in catalogue and catalogue[source].formula is not None:
                node = catalogue[source].formula
                if (
                    isinstance(node, Binary)
                    and node.operator == "/"
                    and isinstance(node.left, Variable)
                    and isinstance(node.right, Variable)
                ):
                    organisation, year = stated.keys[0][0].rpartition("@")[2], stated.keys[0][1]
                    keys = tuple((f"{v.indicator}@{organisation}", year) for v in (node.left, node.right))
                    self.stated.append(Stated(stated.figure, "ratio", keys, stated.item))

    @property
    def numbers(self) -> list[Turn]:
        return list(self._numbered_blocks.values())

    def document(self, edits: Edits) -> Document:
        return replace(self.source, blocks=tuple(self._edited(block, edits) for block in self.source.blocks))

    def _edited(self, block: Block, edits: Edits) -> Block:
        number = self._numbered_blocks.get(getattr(block, "anchor", ""))
        if number is not None:
            block = replace(block, number=shown(number, edits), anchor=anchor_of(number))  # type: ignore[call-arg]
        match block:
            case Heading() | Paragraph():
                return replace(block, runs=self._runs(block.runs, edits))
            case ListBlock(items):
                return replace(block, items=tuple(self._runs(item, edits) for item in items))
            case Table(rows):
                return replace(
                    block, rows=tuple(tuple(replace(c, runs=self._runs(c.runs, edits)) for c in row) for row in rows)
                )
            case Case(blocks=inside):
                return replace(block, blocks=tuple(self._edited(each, edits) for each in inside))
            case Figure():
                return replace(block, pictures=(Picture(_DOT, "image/png", "图", width=10),))
            case _:
                return block

    def _runs(self, runs: tuple[Run, ...], edits: Edits) -> tuple[Run, ...]:
        out: list[Run] = []
        for run in runs:
            figure = self._by_anchor.get(run.anchor) if isinstance(run, BoundFigure) else None
            if figure is None:
                out.append(Text(run.text))
                continue
            word = self._words.get(run.anchor)  # type: ignore[union-attr]
            if word is not None:
                out[-1] = Text(out[-1].text.removesuffix(word.text))
                out.append(BoundFigure(shown(word, edits), anchor_of(word), ""))
            out.append(BoundFigure(shown(figure, edits), anchor_of(figure), ""))
        return tuple(out)


def _meaning(source: str, organisation: str, period: int) -> tuple[str, tuple[Key, ...]]:
    """What an expression states, over keys; a value of its own where it is none of the plain forms."""
    if found := _OF_ONE.fullmatch(source):
        now, before = _key(found[2], organisation, period), _key(found[2], organisation, period - 1)
        return ("value", (before,)) if found[1] == "previous" else (found[1], (now, before))
    if (found := _OF_TWO.fullmatch(source)) and _PLAIN.fullmatch(found[2]) and _PLAIN.fullmatch(found[3]):
        return "share", (_key(found[2], organisation, period), _key(found[3], organisation, period))
    above, slash, below = source.partition(" / ")
    if slash and _PLAIN.fullmatch(above) and _PLAIN.fullmatch(below):
        return "ratio", (_key(above, organisation, period), _key(below, organisation, period))
    return "value", (_key(source, organisation, period),)


def _key(source: str, organisation: str, period: int) -> Key:
    return (source if "@" in source else f"{source}@{organisation}"), period


def _added(node: Node) -> list[str]:
    """The indicators of a sum of indicators; empty for anything else."""
    if isinstance(node, Variable):
        return [node.indicator]
    if isinstance(node, Binary) and node.operator == "+":
        left, right = _added(node.left), _added(node.right)
        return [*left, *right] if left and right else []
    return []


class _Keyed(Series):
    """A series that only has its keys."""

    def key(self, year: int) -> Key:
        return self.name, year


def _as_series(indicator: str, organisation: str, years: tuple[int, ...]) -> Series:
    return _Keyed(f"{indicator}@{organisation}", "", dict.fromkeys(years, 0))  # type: ignore[arg-type]


def _every(blocks: tuple[Block, ...]) -> list[Block]:
    out: list[Block] = []
    for block in blocks:
        out.append(block)
        if isinstance(block, Case):
            out += _every(block.blocks)
    return out


def _runs_of(block: Block) -> list[tuple[Run, ...]]:
    match block:
        case Heading(runs=runs) | Paragraph(runs=runs):
            return [runs]
        case ListBlock(items):
            return list(items)
        case Table(rows):
            return [cell.runs for row in rows for cell in row]
        case _:
            return []


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0\xff\xff\xff"))
        + chunk(b"IEND", b"")
    )


_DOT = _png()
