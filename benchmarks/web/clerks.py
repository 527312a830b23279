"""Clerks who each correct one cell after another, and remember what the server said was saved."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from dataclasses import dataclass, field

from benchmarks.web.city import Filled, Seat
from benchmarks.web.http import Tab

Acknowledged = tuple[str, str, int, str]  # organisation, indicator, version, text


@dataclass
class Night:
    """seconds: how long each acknowledged save took. acknowledged: what is to be there afterwards. other: answers that
    were no acknowledgement, by what they said."""

    seconds: list[float] = field(default_factory=list)
    acknowledged: list[Acknowledged] = field(default_factory=list)
    other: Counter[str] = field(default_factory=Counter)
    begun: float = 0.0
    ended: float = 0.0

    @property
    def per_second(self) -> float:
        return len(self.seconds) / (self.ended - self.begun)

    def told(self) -> str:
        """How long the saves took, in words."""
        shares = ", ".join(f"p{share} {part(self.seconds, share / 100):.0f}" for share in (50, 95, 99))
        return f"{shares}, most {part(self.seconds, 1):.0f} ms; not saved {dict(self.other) or 'none'}"


class Work:
    """What all clerks share: the cells as they know them, and the time to stop."""

    def __init__(self, filled: Filled, seed: int) -> None:
        self.filled = filled
        self.draw = random.Random(seed)
        self.cells = {code: dict(cells) for code, cells in filled.cells.items()}
        self.indicators = {code: sorted(cells) for code, cells in filled.cells.items()}
        self.stop = asyncio.Event()


async def night(port: int, work: Work, clerks: int, *, pause: float, seconds: float) -> Night:
    """``clerks`` of them save for so long, one cell each every ``pause`` seconds. Saves of the first pause are not timed."""
    work.stop = asyncio.Event()
    found = Night(begun=time.perf_counter() + pause)
    seats = work.filled.clerks[:clerks]
    tasks = [asyncio.create_task(_clerk(port, work, seat, pause, found)) for seat in seats]
    await asyncio.sleep(pause + seconds)
    found.ended = time.perf_counter()
    work.stop.set()
    await asyncio.gather(*tasks)
    return found


async def _clerk(port: int, work: Work, seat: Seat, pause: float, found: Night) -> None:
    tab = Tab(port, seat)
    path = f"/rounds/{work.filled.round_id}/{seat.code}/cells/"
    cells, indicators = work.cells[seat.code], work.indicators[seat.code]
    due = time.perf_counter() + work.draw.random() * pause
    while True:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        if work.stop.is_set():
            break
        indicator = work.draw.choice(indicators)
        version, text = cells[indicator]
        wanted = str(int(text) + 1)
        begun = time.perf_counter()
        answer = await tab.ask("PUT", path, {"cells": [{"indicator": indicator, "text": wanted, "version": version}]})
        taken = time.perf_counter() - begun
        due = max(due + pause, time.perf_counter())
        if answer.status != 200:
            found.other[f"HTTP {answer.status}" if answer.status else "no answer"] += 1
            await asyncio.sleep(min(pause, 0.2))
            continue
        result = answer.json["results"][0]
        if result["state"] == "saved":
            cells[indicator] = (result["version"], wanted)
            found.acknowledged.append((seat.code, indicator, result["version"], wanted))
            if begun >= found.begun:
                found.seconds.append(taken)
        else:
            # Saved by a request whose answer was lost with the server: the clerk sees it and goes on from there.
            found.other[result["state"]] += 1
            if result["state"] == "conflict" and result["text"].isdigit():
                cells[indicator] = (result["version"], result["text"])
    tab.close()


def part(seconds: list[float], share: float) -> float:
    """That quantile, in milliseconds."""
    ordered = sorted(seconds)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000 if ordered else float("nan")
