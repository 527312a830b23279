"""DOCX, PDF and HTML of the demo city are read back: they say the same, character for character, figure for figure."""

import json
from pathlib import Path

import pytest

from zhijian.document import BoundFigure, Case, Document, ListBlock, Paragraph, Table
from zhijian.document.compare import canonical, figures_of, text_of
from zhijian.document.read import read_document

EDITIONS = ("internal", "public")
FORMATS = ("docx", "html", "pdf")


@pytest.fixture(scope="module")
def reports(city: Path) -> dict[str, dict[str, Document]]:
    """Edition → format → the document that was read."""
    return {e: {f: read_document(city / "build" / e / f"report.{f}") for f in FORMATS} for e in EDITIONS}


@pytest.mark.parametrize("edition", EDITIONS)
def test_all_three_have_the_same_text(reports: dict[str, dict[str, Document]], edition: str) -> None:
    docx, html, pdf = (text_of(reports[edition][f]) for f in FORMATS)
    assert sum(map(len, docx)) > 15_000
    assert docx == html
    assert "".join(docx) == "".join(pdf)


@pytest.mark.parametrize("edition", EDITIONS)
def test_all_three_have_the_same_figures(reports: dict[str, dict[str, Document]], edition: str) -> None:
    docx, html, pdf = (figures_of(reports[edition][f]) for f in FORMATS)
    assert len(docx) > 1_000
    assert docx == html == pdf


@pytest.mark.parametrize("edition", EDITIONS)
def test_word_and_web_hold_the_same_document(reports: dict[str, dict[str, Document]], edition: str) -> None:
    assert canonical(reports[edition]["docx"]) == canonical(reports[edition]["html"])


def figures(document: Document) -> dict[str, str]:
    """Anchor → text of every bound figure."""
    runs = []
    waiting = list(document.blocks)
    while waiting:
        match waiting.pop():
            case Paragraph(runs=own):
                runs += own
            case ListBlock(items=items):
                runs += [run for item in items for run in item]
            case Table(rows=rows):
                runs += [run for row in rows for cell in row for run in cell.runs]
            case Case(blocks=blocks):
                waiting += blocks
    return {run.anchor: run.text for run in runs if isinstance(run, BoundFigure)}


def test_every_bound_figure_is_printed_at_its_anchor(city: Path, reports: dict[str, dict[str, Document]]) -> None:
    lineage = json.loads((city / "build/internal/lineage.json").read_text("utf-8"))
    bound = {figure["anchor"]: figure["text"] for figure in lineage["figures"]}
    printed = figures(reports["internal"]["html"])
    assert len(printed) > 700
    assert {anchor: bound.get(anchor) for anchor in printed} == printed


def test_the_published_totals_stand_in_every_format(reports: dict[str, dict[str, Document]]) -> None:
    for document in reports["public"].values():
        assert {"33577", "10726", "1903"} <= set(figures_of(document))
