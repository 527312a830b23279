"""Drawings from the sprite."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString


def icon(name: str) -> SafeString:
    """A drawing; the words beside it say the same, so screen readers pass it over."""
    return _drawn(name, settings.STATIC_URL)


@lru_cache(maxsize=256)
def _drawn(name: str, base: str) -> SafeString:  # noqa: ARG001 - where the sprite lies is part of the drawing
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("zhijian/icons.svg"),
        name,
    )
