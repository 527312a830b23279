"""The words of vocabulary.yaml, as patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def _lists() -> Mapping[str, list[str]]:
    loaded: Mapping[str, list[str]] = yaml.safe_load(
        files(__package__).joinpath("vocabulary.yaml").read_text(encoding="utf-8")
    )
    return loaded


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of one list, longest first."""
    return tuple(sorted(_lists()[name], key=len, reverse=True))


@cache
def either(*names: str) -> str:
    """A pattern that matches any word of the lists, the longest that fits."""
    every = sorted({word for name in names for word in words(name)}, key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, every)) + ")"


@cache
def guards(name: str) -> Mapping[str, str]:
    """A mapping from words to the characters beside them that make something else of them."""
    entries: Mapping[str, str] = _lists()[name]  # type: ignore[assignment]
    return entries


@cache
def guarded(name: str) -> str:
    """A pattern that matches any word of a mapping, unless one of the characters beside it follows."""
    return "(?:" + "|".join(f"{word}(?![{rest}])" if rest else word for word, rest in guards(name).items()) + ")"


@cache
def symbols(name: str) -> Mapping[str, str]:
    """A mapping from words to units, the longest word first."""
    entries: Mapping[str, str] = _lists()[name]  # type: ignore[assignment]
    return {word: entries[word] for word in sorted(entries, key=len, reverse=True)}


@cache
def levels(name: str) -> Mapping[str, int]:
    """A mapping from words to levels."""
    found: Mapping[str, int] = _lists()[name]  # type: ignore[assignment]
    return found


@cache
def blends() -> tuple[tuple[str, frozenset[str]], ...]:
    """Words in which two others are blended, with those: 进出口 of 进口 and 出口."""
    entries: Mapping[str, list[str]] = _lists()["blends"]  # type: ignore[assignment]
    return tuple((blend, frozenset(of)) for blend, of in entries.items())


@cache
def partitions() -> tuple[frozenset[str], ...]:
    """Sets of words that leave nothing out."""
    return tuple(frozenset(group) for group in _lists()["partitions"])


@cache
def axes() -> tuple[frozenset[str], ...]:
    """Sets of words that tell apart by one thing each: by title, by degree, by age."""
    return tuple(frozenset(group) for group in _lists()["axes"])


@cache
def partitions_of() -> tuple[tuple[str, frozenset[str]], ...]:
    """(pattern of a whole, words) for sets of words that leave nothing out of that whole, and perhaps of no other."""
    entries: list[Mapping[str, Any]] = _lists()["partitions_of"]  # type: ignore[assignment]
    return tuple((entry["whole"], frozenset(entry["parts"])) for entry in entries)
