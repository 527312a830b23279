"""Colours that the colour-blind tell apart, and that differ in lightness, so that a grey print does too.

Taken from Okabe and Ito's set (2008), darkened or lightened where two of them would print as one grey.
"""

from __future__ import annotations

SINGLE = "#0072B2"
PERIODS = ("#C9DDEA", "#7DB6D9", "#005A8D")  # earlier years lighter, the latest darkest
SERIES = ("#005A8D", "#F2B134", "#2E8B6B", "#CFE3F2", "#A8480F", "#B9B4D9")
INK = "#222222"
FAINT = "#BBBBBB"


def colours(count: int, *, by_period: bool) -> tuple[str, ...]:
    """One colour per series, in order."""
    if count == 1:
        return (SINGLE,)
    if by_period and count <= len(PERIODS):
        return PERIODS[-count:]
    return tuple(SERIES[i % len(SERIES)] for i in range(count))


def lightness(colour: str) -> float:
    """CIE L* of a colour (0 black, 100 white): what a grey print shows."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 116 * luminance ** (1 / 3) - 16 if luminance > 0.008856 else 903.3 * luminance


def text_on(colour: str) -> str:
    """Black or white, whichever reads better on ``colour``."""
    return "#FFFFFF" if lightness(colour) < 60 else INK
