"""The steps of long work: announced as they begin, timed as they end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """A finished step and how long it took, in seconds of wall time."""

    name: str
    seconds: float


class Steps:
    """Announces each step through ``on_start(name)`` and its inner progress through ``on_progress(done, total)``."""

    def __init__(
        self,
        on_start: Callable[[str], None] | None = None,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self.finished: list[Step] = []
        self._on_start = on_start
        self._on_progress = on_progress

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        if self._on_start:
            self._on_start(name)
        begun = time.perf_counter()
        yield
        self.finished.append(Step(name, time.perf_counter() - begun))

    def progress(self, done: int, total: int) -> None:
        """How far the current step is."""
        if self._on_progress:
            self._on_progress(done, total)
