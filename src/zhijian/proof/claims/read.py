"""The figures of a document's text, each with what it measures, of whom and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zhijian.document import Case, Document, Heading, as_it_stands, plain_text
from zhijian.findings import Location
from zhijian.proof.claims.chapters import Chapters
from zhijian.proof.claims.kinds import kind_of
from zhijian.proof.claims.names import own_names
from zhijian.proof.claims.periods import own_period
from zhijian.proof.claims.restrictions import narrowing
from zhijian.proof.claims.said import Said
from zhijian.proof.claims.sentence import Paragraph
from zhijian.proof.shapes import Figure, figure_id
from zhijian.proof.walk import Place, runs_of, walk

_LONGEST_LEAD = 160  # characters before a figure that can narrow it


@dataclass(frozen=True, slots=True)
class Context:
    """What a report is about. period: its year; own: the names by which it calls its place or organisation."""

    period: str
    own: frozenset[str]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or list with its figures; ``said`` and ``figures`` go together one by one."""

    place: Place
    text: str
    said: tuple[Said, ...]
    figures: tuple[Figure, ...]


def context_of(document: Document) -> Context:
    """The report's own year and names."""
    text = "\n".join(plain_text(runs_of(place.block)) for place in walk(document))
    headings = " ".join(plain_text(block.runs) for block in document.blocks[:3] if isinstance(block, Heading))
    title = f"{document.title} {headings}"
    return Context(own_period(title, text), own_names(document.organisation, document.title, text))


def read_passages(document: Document) -> list[Passage]:
    """Every paragraph and list with figures, in order."""
    context = context_of(document)
    found = []
    chapters = Chapters(context.period)
    for place in walk(document):
        chapters.pass_by(place.block)
        runs = runs_of(place.block)
        if not runs or isinstance(place.block, Case):
            continue
        text = plain_text(runs)
        if not re.search(r"[\d０-９零一二两三四五六七八九十百千]", text):
            continue
        said = Paragraph(text, default=chapters.period, own=context.own, subject=_subject(place)).read()
        if said:
            figures = tuple(_figure(place, text, number, said) for number in range(len(said)))
            found.append(Passage(place, text, tuple(said), figures))
    return found


def read_figures(document: Document) -> list[Figure]:
    """Every figure in the paragraphs and lists of ``document``, in reading order."""
    return [figure for passage in read_passages(document) for figure in passage.figures]


def _subject(place: Place) -> str:
    return (place.organisation or place.case_title) if place.in_case else ""


def _figure(place: Place, text: str, number: int, every: Sequence[Said]) -> Figure:
    said = every[number]
    said.number = number
    span = (said.mention.start, said.mention.end)
    narrow = narrowing(text[max(0, span[0] - _LONGEST_LEAD) : span[0]], said.measure) or kind_of(said, every[:number])
    block = getattr(place.block, "location", None) or Location("", "")
    start, end = as_it_stands(runs_of(place.block), span)
    return Figure(
        id=figure_id(place.index, number),
        quantity=said.mention.quantity,
        text=text[slice(*span)],
        location=Location(block.container, f"{block.address}[{start}:{end}]"),
        measure=said.measure,
        role=said.role,
        subject=said.subject,
        period=said.period,
        against=said.against,
        direction=said.direction,
        level=said.level,
        section=place.section,
        in_case=place.in_case,
        of=said.of,
        planned=said.planned,
        words=said.mention.words,
        scope=(*said.scope, narrow) if narrow else said.scope,
        block=block,
        span=span,
    )
