"""Written reasons: for outliers and gaps, and for findings that were accepted. They live in reasons.csv."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from zhijian.intake.csv_table import read_table, write_table

KINDS = ("outlier", "gap", "accepted")
COLUMNS = ("organisation", "period", "indicator", "kind", "text")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a value is as it is.

    kind: outlier (an unusual value), gap (no value), accepted (a finding was looked at and stands).
    indicator: an indicator's id, with its slice in brackets where it speaks of one; for ``accepted`` the
    finding's subject may stand here.
    """

    organisation: str
    period: str
    indicator: str
    text: str
    kind: str


def read_reasons(path: Path) -> tuple[Reason, ...]:
    """The reasons in ``path`` in file order; none where there is no file.

    UTF-8 or GBK, columns organisation, period, indicator, kind, text. Raises UnreadableInput with every faulty line.
    """
    if not path.is_file():
        return ()
    return tuple(
        Reason(row["organisation"], row["period"], row["indicator"], row["text"], row["kind"])
        for row in read_table(
            path, COLUMNS, choices={"kind": KINDS}, needed=("organisation", "period", "indicator", "text")
        )
    )


def write_reasons(path: Path, reasons: Iterable[Reason]) -> None:
    """Write the reasons so that ``read_reasons`` gives them back."""
    write_table(path, COLUMNS, ([getattr(reason, c) for c in COLUMNS] for reason in reasons))


def note_of(reasons: Sequence[Reason], current: str) -> str:
    """The text of a cell 说明: this year's reasons first and plainly, then each other year's led by ``2023年：``."""
    lines = [r.text for r in reasons if r.period == current]
    lines += [f"{r.period}年：{r.text}" for r in reasons if r.period != current]
    return "\n".join(lines)
