"""How the workbook looks: one place for its colours, borders and number formats."""

from __future__ import annotations

from typing import Any

from zhijian.catalogue import Indicator
from zhijian.intake.layout import Kind

FONT = "宋体"
HEAVY_FONT = "黑体"
INK, RULE, FAINT = "#1F2933", "#8A94A3", "#5B6573"
HEAD = "#1F4E79"
BAND = "#E8EEF5"
FILL = {
    Kind.entry: "#FFF9DB",  # the school fills in
    Kind.optional: "#EAF3FB",  # records or answers yield it
    Kind.derived: "#E9F5EC",  # a formula
    Kind.total: "#E9F5EC",
    Kind.closed: "#E3E5E8",  # 仅高职填报
}


class Styles:
    """Formats of one workbook, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def get(self, **properties: object) -> Any:
        base: dict[str, object] = {"font_name": FONT, "font_size": 10.5, "font_color": INK, "valign": "vcenter"}
        merged = {**base, **properties}
        key = tuple(sorted(merged.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(merged)
        return self._made[key]

    def boxed(self, **properties: object) -> Any:
        return self.get(border=1, border_color=RULE, text_wrap=True, **properties)

    def title(self) -> Any:
        return self.get(font_name=HEAVY_FONT, font_size=16, align="center", font_color=HEAD)

    def line(self, **properties: object) -> Any:
        return self.get(**{"font_size": 9.5, "font_color": FAINT, **properties})

    def header(self) -> Any:
        return self.boxed(font_name=HEAVY_FONT, align="center", bg_color=HEAD, font_color="#FFFFFF")

    def section(self) -> Any:
        return self.boxed(font_name=HEAVY_FONT, align="left", indent=1, bg_color=BAND, font_color=HEAD)

    def label(self, indent: int) -> Any:
        return self.boxed(align="left", indent=indent + 1)

    def middle(self) -> Any:
        return self.boxed(align="center")

    def figure(self, kind: Kind, number_format: str, *, last_year: bool) -> Any:
        """A cell for a figure; open to entry only where the school may fill it in."""
        quiet = last_year or kind in (Kind.derived, Kind.total, Kind.closed)
        return self.boxed(
            align="center",
            bg_color=FILL[kind],
            num_format=number_format,
            font_color=FAINT if quiet else INK,
            locked=kind not in (Kind.entry, Kind.optional),
        )

    def text_entry(self, kind: Kind) -> Any:
        """The cell under 说明; text, so that Excel does not turn it into a number or a date."""
        closed = kind is Kind.closed
        return self.boxed(
            align="left", font_size=9.5, locked=closed, num_format="@", bg_color=FILL[kind] if closed else "#FFFFFF"
        )


def number_format(indicator: Indicator, decimals: int | None = None) -> str:
    """The format that shows ``decimals`` (the indicator's own by default); ratios are shown as 17.6:1."""
    shown = indicator.decimals if decimals is None else decimals
    if shown is None:
        shown = 0 if indicator.unit.count else None
    if shown is None:
        return "General"
    digits = "0" + ("." + "0" * shown if shown > 0 else "")
    return digits + '":1"' if indicator.unit.symbol == ":1" else digits
