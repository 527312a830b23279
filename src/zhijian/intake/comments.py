"""Comments on cells, as reviewers and schools exchange them. They live in comments.csv."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from zhijian.intake.csv_table import read_table, write_table

COLUMNS = ("organisation", "period", "indicator", "slice", "author", "time", "text")


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote to a cell. time: ISO 8601, empty where unknown. author: an office, not a person's data."""

    organisation: str
    period: str
    indicator: str
    text: str
    author: str = ""
    time: str = ""
    slice: str = ""


def read_comments(path: Path) -> tuple[Comment, ...]:
    """The comments in ``path`` in file order; none where there is no file. Raises UnreadableInput with every faulty line."""
    if not path.is_file():
        return ()
    rows = read_table(path, COLUMNS, needed=("organisation", "period", "indicator", "text"))
    return tuple(Comment(**row) for row in rows)


def write_comments(path: Path, comments: Iterable[Comment]) -> None:
    """Write the comments so that ``read_comments`` gives them back."""
    write_table(path, COLUMNS, ([getattr(comment, c) for c in COLUMNS] for comment in comments))
