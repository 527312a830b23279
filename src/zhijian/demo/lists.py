"""Programmes, textbooks and mentors of the demo as rows of their record tables."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from zhijian.demo.cast import School
from zhijian.demo.figures import Figures
from zhijian.demo.partners import Engagement, Textbook
from zhijian.demo.programmes import Point


def programme_rows(figures: Figures, schools: Sequence[School], points: Sequence[Point], year: int) -> pl.DataFrame:
    """The points that ran or closed in a year, in groups, some of them linked with colleges."""
    rows: list[tuple[str, str, str, str, str, str]] = []
    for school in schools:
        groups = max(figures.of("programme_groups.count", year)[school.number], 1)
        tracks = figures.of("programmes.tracks", year)[school.number]
        own = [p for p in points if p.school == school.number and (p.running(year) or p.closed == year)]
        running = 0
        for point in own:
            status = "withdrawn" if point.closed == year else "added" if point.opened == year else "running"
            track = "yes" if status != "withdrawn" and running < tracks else "no"
            running += status != "withdrawn"
            rows.append((school.id, point.programme, point.direction, f"G{running % groups + 1:02d}", status, track))
    return pl.DataFrame(rows, schema=["school", "programme", "direction", "group", "status", "track"], orient="row")


def textbook_rows(schools: Sequence[School], books: Sequence[Textbook]) -> pl.DataFrame:
    """One row per textbook and school that compiled it."""
    rows = [
        {
            "school": schools[school].id,
            "isbn": book.number,
            "title": book.title,
            "form": "combined" if book.new_form else "paper",
            "national_planned": _answer(book.national_planned),
            "with_enterprises": _answer(book.with_enterprises),
            "connected": _answer(book.new_form),
            "newly_selected": book.selected,
        }
        for book in books
        for school in book.schools
    ]
    return pl.DataFrame(sorted(rows, key=lambda row: (row["school"], row["isbn"])))


def mentor_rows(schools: Sequence[School], engagements: Sequence[Engagement]) -> pl.DataFrame:
    """One row per mentor and school."""
    return pl.DataFrame(
        [
            {
                "school": schools[e.school].id,
                "mentor_no": e.mentor,
                "master": _answer(e.master),
                "lessons": str(e.lessons),
                "pay": str(e.pay),
            }
            for e in engagements
        ]
    )


def _answer(condition: bool) -> str:
    return "yes" if condition else "no"
