"""The program that draws interactive charts: Vega, Vega-Lite and Vega-Embed in one script, taken from vl-convert.

It is carried inside the report, compressed (a third of its size); the browser unpacks it when the first chart comes
into view, and a browser that cannot keeps the drawing that stands there anyway.
"""

from __future__ import annotations

import zlib
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from zhijian.document.blocks import Block
from zhijian.document.write.pictures import figures_in


def has_chart(blocks: Iterable[Block]) -> bool:
    """Whether any picture carries a Vega-Lite specification."""
    return any(picture.chart is not None for figure in figures_in(blocks) for picture in figure.pictures)


PROGRAM = Path(__file__).parent / "program"
"""Where set-up lays the packed script down, one file per version of vl-convert; not in version control."""


@cache
def packed_program() -> str:
    """The script, zlib-compressed, in Base64: as set-up prepared it, else made now, which takes a second."""
    prepared = _prepared()
    return prepared.read_text("ascii") if prepared.exists() else _packed()


def prepare_program() -> Path:
    """Pack the script for ``packed_program`` to find; returns where it lies."""
    prepared = _prepared()
    prepared.parent.mkdir(exist_ok=True)
    if not prepared.exists():
        prepared.write_text(_packed(), "ascii")
    return prepared


def _prepared() -> Path:
    return PROGRAM / f"vega-of-vl-convert-{version('vl-convert-python')}.txt"


def _packed() -> str:
    import vl_convert

    script: str = vl_convert.javascript_bundle("window.vegaEmbed=vegaEmbed;")
    return b64encode(zlib.compress(script.encode(), 9)).decode("ascii")
