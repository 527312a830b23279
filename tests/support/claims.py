"""The compact notation in which the case files say what is read of a line.

    text ⇒ figures ‖ relations

Figures, with ``; `` between them: the printed figure, ``=`` and what it measures, then what is not plain:

    30215人=在校生          a value            1120人=在校生 Δ+      a change (Δ-: downwards, Δ: not said)
    3.8%=在校生 %+          a growth           16.0%=教师 占专任教师  a share, of what
    16.3:1=生师比 ∶         a ratio            28.6平方米=… 均       an amount per head
    第3名=总分 #            a rank             39年=办学 ?           nothing that could be compared
    九成(90%)=…       the number as it is read, where it is not plain from the print
    97.35%=就业率 →     said to equal the value of the period compared with (↑ above it, ↓ below it)
    @2023 another period than 2024; <2022 compared with another year than the one before
    [临江区] said of; {累计} scope; /学校 part of a list of that; ! planned

Relations: over the printed figures, as the expression language prints them, ``; `` between them.
"""

from __future__ import annotations

from zhijian.document import Document, Paragraph, Text
from zhijian.expressions import to_text
from zhijian.findings import Location
from zhijian.proof.claims import read_passages, read_relations
from zhijian.proof.claims.mentions import plain
from zhijian.proof.claims.periods import previous
from zhijian.proof.shapes import Figure, by_id, figure_of
from zhijian.quantity import Quantity, QuantityError, format_number, parse_quantity

_MARKS = {"value": "", "ratio": " ∶", "per_head": " 均", "ordinal": " #", "other": " ?"}
_SIGN = {1: "+", -1: "-", 0: ""}


def document_of(text: str) -> Document:
    """A report of 2024 with one paragraph."""
    return Document("云岭市2024年度报告", (Paragraph((Text(text),), location=Location("case.txt", "#h0/p1")),))


def rendered(text: str) -> str:
    """What is read of ``text``, in the notation."""
    passages = read_passages(document_of(text))
    figures = [figure for passage in passages for figure in passage.figures]
    ids = by_id(figures)
    said = [to_text(r.that, lambda v: ids[figure_of(v)].text).replace(" ", "") for r in read_relations(passages)]
    return "; ".join(map(_figure, figures)) + (" ‖ " + "; ".join(said) if said else "")


def _as_read(figure: Figure) -> str:
    """The number and unit, where the printed text alone would not be read so."""
    quantity = figure.quantity
    try:
        printed: Quantity | None = parse_quantity(plain(figure.text))
    except QuantityError:
        printed = None
    if printed is not None and (printed.value, printed.unit) == (quantity.value, quantity.unit):
        return ""
    return f"({format_number(quantity.mantissa, quantity.decimals)}{quantity.unit})"


def _figure(figure: Figure) -> str:
    words = f"{figure.text}{_as_read(figure)}={figure.measure}"
    if figure.role in {"change", "growth"}:
        words += f" {'Δ' if figure.role == 'change' else '%'}{_SIGN[figure.direction]}"
    elif figure.role == "share":
        words += f" 占{figure.of}"
    else:
        words += _MARKS[figure.role] + (f" /{figure.of}" if figure.of else "")
    if figure.role not in {"change", "growth"} and figure.against and (figure.direction or figure.level):
        words += {1: " ↑", -1: " ↓", 0: " →"}[figure.direction]
    if figure.period != "2024":
        words += f" @{figure.period}"
    if figure.against and figure.against != previous(figure.period):
        words += f" <{figure.against}"
    words += f" [{figure.subject}]" if figure.subject else ""
    words += "".join(f" {{{scope}}}" for scope in figure.scope)
    return words + (" !" if figure.planned else "")
