"""Drawing: Vega-Lite specs → SVG with our typefaces, the same bytes each time.

vl-convert runs one JavaScript engine: its start takes 0.3 s, a chart 0.03 s, and threads do not speed it up. The
start is therefore begun on a thread of its own, which leaves Python free for most of the time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, lru_cache
from typing import Any

from zhijian.typefaces import font_directory

VEGA_LITE = "5.21"


@cache
def _engine() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="charts")


def prepare_charts() -> None:
    """Begin loading the engine and the fonts in the background, so that the first chart need not wait for them."""
    _started()


@cache
def _started() -> Future[None]:
    return _engine().submit(_warm_up)


def _warm_up() -> None:
    import vl_convert

    vl_convert.register_font_directory(str(font_directory()))
    vl_convert.vegalite_to_svg({"data": {"values": [{}]}, "mark": "point"}, vl_version=VEGA_LITE)


def draw(spec: Mapping[str, Any]) -> Future[bytes]:
    """The SVG of a chart, being drawn in the background; a spec drawn before is not drawn again."""
    prepare_charts()
    return _engine().submit(_svg, json.dumps(spec, ensure_ascii=False, sort_keys=True))


@lru_cache(maxsize=256)
def _svg(spec: str) -> bytes:
    import vl_convert

    _started().result()
    svg: str = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])
    return svg.encode()
