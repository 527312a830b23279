"""How often a program may call: counted in each worker, so that counting costs no write."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from threading import Lock

MINUTE = 60


class TooOften(Exception):
    """More calls than are allowed in a minute."""


@dataclass
class Counter:
    """Calls by key in the current minute. Forgets everybody when the minute is over."""

    minute: int = 0
    calls: dict[str, int] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def count(self, key: str, most: int, now: float | None = None) -> None:
        """Counts a call. Raises TooOften where there were ``most`` in this minute."""
        minute = int((time.time() if now is None else now) // MINUTE)
        with self.lock:
            if minute != self.minute:
                self.minute, self.calls = minute, {}
            self.calls[key] = self.calls.get(key, 0) + 1
            if self.calls[key] > most:
                raise TooOften


COUNTER = Counter()
