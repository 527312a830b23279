"""Generated phrases: …人，比上年增加…人，增长…%. The words are chosen by the exact values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from zhijian.quantity import Rounding, round_to_mantissa
from zhijian.report.figures.measure import Measure
from zhijian.report.figures.request import FigureRequest, read_request
from zhijian.report.figures.valuation import Valuation
from zhijian.report.wording import wording

PLACEHOLDER = re.compile(r"\{(value|change|growth)\}")


def trend_parts(
    request: FigureRequest, now: Valuation, before: Valuation, measure: Measure, rounding: Rounding
) -> Iterator[str | FigureRequest]:
    """The phrase in its parts: words, and requests for the figures between them."""
    kind = {"%": "percentage", "个百分点": "percentage", ":1": "ratio"}.get(measure.unit.symbol, "amount")
    templates = wording("trend")[request.form][kind]
    how = _direction(now, before, measure, request.rounding or rounding)
    if how == "up" and before.value == 0 and "new" in templates:
        how = "new"
    asked = {"unit": request.unit, "decimals": request.decimals, "rounding": request.rounding, "period": request.period}
    for index, part in enumerate(PLACEHOLDER.split(templates[how])):
        if index % 2 == 0:
            if part:
                yield part
        elif part == "value":
            yield replace(read_request(request.text), source=request.text, **asked)  # type: ignore[arg-type]
        elif part == "change":
            difference = {
                **asked,
                "unit": measure.unit.difference if request.unit is None and kind == "percentage" else request.unit,
            }
            yield replace(read_request(f"change({request.text}) | abs"), **difference)  # type: ignore[arg-type]
        else:
            yield replace(
                read_request(f"growth({request.text}) | abs"), rounding=request.rounding, period=request.period
            )


def _direction(now: Valuation, before: Valuation, measure: Measure, rounding: Rounding) -> str:
    """up | down | same | almost, by the exact values; almost where no digit that is printed changes."""
    assert now.value is not None  # noqa: S101 - the caller has looked
    assert before.value is not None  # noqa: S101
    if now.value == before.value:
        return "same"
    decimals = max(now.decimals, before.decimals) if measure.decimals is None else measure.decimals
    decimals += measure.shift or 0
    if round_to_mantissa((now.value - before.value) / measure.unit.scale, decimals, rounding) == 0:
        return "almost"
    return "up" if now.value > before.value else "down"
