"""Anchors of blocks, from the bookmarks that stand at them."""

from __future__ import annotations

from collections import Counter

from zhijian.document.read.docx.sources import Sources


class Anchors:
    """by_bookmark: what references by the name of a bookmark point to."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._waiting: list[str] = []
        self._counts: Counter[str] = Counter()
        self.by_bookmark = dict(sources.anchors)

    def note(self, bookmark: str) -> None:
        """A bookmark before or in the block that comes next."""
        self._waiting.append(bookmark)

    def forget(self) -> None:
        """The block that came has no anchor."""
        self._waiting.clear()

    def take(self, kind: str) -> tuple[str, str]:
        """(anchor, bookmark) of the block that the noted bookmarks belong to.

        In a file of ours the anchor it was written with; elsewhere the first bookmark, or a name made of ``kind``
        and a count.
        """
        waiting, self._waiting = self._waiting, []
        if self._sources.own:
            known = [name for name in waiting if name in self._sources.anchors]
            return (self._sources.anchors[known[0]], known[0]) if known else ("", "")
        self._counts[kind] += 1
        anchor = next((name for name in waiting if name != "_GoBack"), f"{kind}-{self._counts[kind]}")
        self.by_bookmark |= dict.fromkeys(waiting, anchor)
        return anchor, anchor
