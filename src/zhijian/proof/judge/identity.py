"""By what a finding is known again in the next draft: by what its figures measure and where, not by their values."""

from __future__ import annotations

from collections.abc import Iterable

from zhijian.proof.shapes import Figure

_MOST = 6  # figures that are named; of more, how many there are


def subject_of(code: str, figures: Iterable[Figure]) -> str:
    """proof/ZJ501/2.4.4·专任教师/表6·专任教师总数·2024年: the same in every language."""
    names = list(dict.fromkeys(_name(figure) for figure in figures))
    counted = [f"+{len(names) - _MOST}"] if len(names) > _MOST else []
    return "/".join(["proof", code, *names[:_MOST], *counted])


def _name(figure: Figure) -> str:
    where = (figure.table, figure.row, figure.column) if figure.table else (figure.section,)
    measure = "" if figure.table else figure.measure or figure.role
    return "·".join(part for part in (*where, figure.subject, measure, figure.period) if part)
