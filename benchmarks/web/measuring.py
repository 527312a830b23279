"""The measurements of one database, one after the other."""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

from benchmarks.web.city import Filled, fill
from benchmarks.web.clerks import Acknowledged, Night, Work, night, part
from benchmarks.web.http import FORM, Tab
from benchmarks.web.server import Server, running, seconds_of_postgresql

CLERKS = {"sqlite": 100, "postgresql": 400}
PAUSE = 5.0
BOARDS, SUBMITS = 20, 10
KILLED_CLERKS, KILLED_PAUSE = 40, 0.5


def measure(home: Path, vendor: str, schools: int, seconds: int, kills: int) -> None:
    """Prints everything that is measured on this database. home: the installation's folder."""
    django.setup()
    load = f"load of the machine before: {os.getloadavg()[0]:.1f} of {os.cpu_count()} cores"
    print(f"\n== {vendor}: {schools} schools; {load} ==")
    begun = time.perf_counter()
    filled = fill(schools)
    print(f"filled in {time.perf_counter() - begun:.0f} s ({time.process_time():.0f} s of processor)", flush=True)
    work = Work(filled, seed=2024)
    with running(home) as server:
        _board(server, filled)
        # Those who hand in do not save at random before: what they state has to be free of errors.
        _night(server, work, vendor, min(CLERKS[vendor], schools - SUBMITS), seconds)
        _submit(server, filled)
    _kills(home, work, kills)
    _backup(home, work)
    print(f"{vendor}: all measured in {time.perf_counter() - begun:.0f} s", flush=True)


def _night(server: Server, work: Work, vendor: str, count: int, seconds: int) -> None:
    clocks: dict[str, Callable[[], float]] = {"server": server.seconds, "this script": time.process_time}
    if vendor == "postgresql":
        clocks["PostgreSQL"] = seconds_of_postgresql
    before = {name: clock() for name, clock in clocks.items()}
    begun = time.perf_counter()
    found = asyncio.run(night(server.port, work, count, pause=PAUSE, seconds=seconds))
    wall = time.perf_counter() - begun
    used = {name: clock() - before[name] for name, clock in clocks.items()}
    saves = max(len(found.acknowledged), 1)
    print(f"deadline night: {count} clerks, a cell each every {PAUSE:.0f} s, for {seconds} s")
    print(f"  saves/s {found.per_second:.1f}; {found.told()}")
    print("  processor per save: " + ", ".join(f"{name} {used[name] / saves * 1000:.1f} ms" for name in used))
    print("  of one core: " + ", ".join(f"{name} {used[name] / wall:.0%}" for name in used))
    lost = missing(found.acknowledged)
    load = os.getloadavg()[0]
    print(f"  acknowledged {saves}, missing in the database {len(lost)}; load after {load:.1f}", flush=True)


def missing(acknowledged: list[Acknowledged]) -> list[Acknowledged]:
    """Saves that were acknowledged and are not in the history of their cell."""
    from zhijian.web.collection.models import CellVersion

    there = set(
        CellVersion.objects.filter(cell__period="2024", cell__slice="", version__gt=1).values_list(
            "cell__submission__organisation__code", "cell__indicator", "version", "text"
        )
    )
    return [each for each in acknowledged if each not in there]


def _board(server: Server, filled: Filled) -> None:
    async def look() -> tuple[list[float], int]:
        tab = Tab(server.port, filled.reviewer)
        taken, size = [], 0
        for number in range(BOARDS + 4):
            begun = time.perf_counter()
            answer = await tab.ask("GET", f"/rounds/{filled.round_id}/board/")
            if answer.status != 200:
                raise SystemExit(f"the board answered {answer.status}")
            size = len(answer.body)
            if number > 3:  # each worker's first answers make what it keeps
                taken.append(time.perf_counter() - begun)
        tab.close()
        return taken, size

    before = server.seconds()
    taken, size = asyncio.run(look())
    each = (server.seconds() - before) / (BOARDS + 4) * 1000
    print(
        f"board of {len(filled.clerks)} schools: p50 {part(taken, 0.5):.0f}, p95 {part(taken, 0.95):.0f} ms; "
        f"processor {each:.0f} ms; {size // 1024} KiB",
        flush=True,
    )


def _submit(server: Server, filled: Filled) -> None:
    async def hand_in() -> tuple[list[float], list[int]]:
        taken, statuses = [], []
        for seat in filled.clerks[-SUBMITS:]:
            tab = Tab(server.port, seat)
            begun = time.perf_counter()
            answer = await tab.ask("POST", f"/rounds/{filled.round_id}/{seat.code}/steps/submit/", "", FORM)
            taken.append(time.perf_counter() - begun)
            statuses.append(answer.status)
            tab.close()
        return taken, statuses

    from zhijian.web.rounds.models import Submission

    taken, statuses = asyncio.run(hand_in())
    codes = [seat.code for seat in filled.clerks[-SUBMITS:]]
    through = (
        Submission.objects.filter(round_id=filled.round_id, organisation__code__in=codes).exclude(state="draft").count()
    )
    print(
        f"submitting with all rules: p50 {part(taken, 0.5):.0f} ms, most {part(taken, 1):.0f} ms; "
        f"{through} of {len(codes)} handed in, statuses {sorted(set(statuses))}",
        flush=True,
    )


def _kills(home: Path, work: Work, kills: int) -> None:
    draw = random.Random(9)
    acknowledged: list[Acknowledged] = []
    unanswered = 0
    for _number in range(kills):
        with running(home) as server:
            found = asyncio.run(_until_killed(server, work, draw.uniform(0.8, 2.2)))
        acknowledged += found.acknowledged
        unanswered += found.other["no answer"]
    lost = missing(acknowledged)
    print(
        f"kill -9 under load, {kills} times: {len(acknowledged)} saves acknowledged, {unanswered} requests without an answer, "
        f"{len(lost)} acknowledged saves lost",
        flush=True,
    )
    if lost:
        raise SystemExit(f"lost: {lost[:5]}")


async def _until_killed(server: Server, work: Work, seconds: float) -> Night:
    saving = asyncio.create_task(_killed_night(server, work, seconds + 0.3))
    await asyncio.sleep(seconds)
    server.kill()
    return await saving


async def _killed_night(server: Server, work: Work, seconds: float) -> Night:
    """A night of few clerks who save often."""
    count = min(KILLED_CLERKS, len(work.filled.clerks) - SUBMITS)
    return await night(server.port, work, count, pause=KILLED_PAUSE, seconds=max(seconds - KILLED_PAUSE, 0.0))


def _backup(home: Path, work: Work) -> None:
    """A backup while clerks save, compared with itself."""
    place = home / "backups"

    async def both(server: Server) -> tuple[Night, float]:
        saving = asyncio.create_task(_killed_night(server, work, 10))
        await asyncio.sleep(2)
        begun = time.perf_counter()
        command = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "zhijian.web.manage", "backup", str(place), stdout=subprocess.DEVNULL
        )
        if await command.wait():
            raise SystemExit("the backup failed")
        taken = time.perf_counter() - begun
        return await saving, taken

    with running(home) as server:
        found, taken = asyncio.run(both(server))
    size = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
    checked = subprocess.run(
        [sys.executable, "-m", "zhijian.web.manage", "restore", "--check", str(next(place.iterdir()))],
        check=False,
        stdout=subprocess.DEVNULL,
    )
    if checked.returncode not in (0, 3):
        raise SystemExit("the backup could not be checked")
    sound = "DAMAGED" if checked.returncode else "sound"
    print(f"backup under load: {taken:.1f} s, {size / 2**20:.1f} MiB, {sound}; saves meanwhile: {found.told()}")
