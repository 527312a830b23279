"""The words of what the report generates from figures, from wording.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def wording(part: str) -> Mapping[str, Any]:
    """A part of wording.yaml: trend, rank, marks, decimals, chart or tables."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = files("zhijian.report").joinpath("wording.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.load(text, loader)  # noqa: S506 - a safe loader
    part_of: Mapping[str, Any] = loaded[part]
    return part_of
