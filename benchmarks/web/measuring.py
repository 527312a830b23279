"""The measurements of one database, one after the other."""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import django

from benchmarks.web import clerks
from benchmarks.web.city import Filled, fill
from benchmarks.web.clerks import Acknowledged, Night, Work, part
from benchmarks.web.http import Tab
from benchmarks.web.server import Server, free_port, running, seconds_of

CLERKS = {"sqlite": 100, "postgresql": 400}
PAUSE = 5.0
BOARDS, SUBMITS = 20, 10
KILLED_CLERKS, KILLED_PAUSE = 40, 0.5


def measure(home: Path, vendor: str, schools: int, seconds: int, kills: int) -> None:
    """Prints everything that is measured on this database. home: the installation's folder."""
    django.setup()
    print(
        f"\n== {vendor}: {schools} schools; load of the machine before: {os.getloadavg()[0]:.1f} of {os.cpu_count()} =="
    )
    begun = time.perf_counter()
    filled = fill(schools)
    print(f"filled in {time.perf_counter() - begun:.0f} s ({time.process_time():.0f} s of processor)", flush=True)
    work = Work(filled, seed=2024)
    with running(home) as server:
        _night(server, work, vendor, seconds)
        _board(server, filled)
        _submit(server, filled)
    _kills(home, work, kills)
    _backup(home, work)


def _night(server: Server, work: Work, vendor: str, seconds: int) -> None:
    count = min(CLERKS[vendor], len(work.filled.clerks))
    before = server.seconds(), time.process_time(), seconds_of("postgres"), time.perf_counter()
    found = asyncio.run(_fresh(server, work, count, PAUSE, seconds))
    wall = time.perf_counter() - before[3]
    told = [f"{count} clerks, a cell each every {PAUSE:.0f} s, {seconds} s"]
    told.append(f"saves/s {found.per_second:.1f}")
    told.append(
        f"p50 {part(found.seconds, 0.5):.0f} ms, p95 {part(found.seconds, 0.95):.0f} ms, most {part(found.seconds, 1):.0f} ms"
    )
    told.append(f"not saved: {dict(found.other) or 'none'}")
    told.append(
        f"of one core: server {(server.seconds() - before[0]) / wall:.0%}, this script {(time.process_time() - before[1]) / wall:.0%}"
        + (f", PostgreSQL {(seconds_of('postgres') - before[2]) / wall:.0%}" if vendor == "postgresql" else "")
    )
    told.append(
        f"server {(server.seconds() - before[0]) * 1000 / max(len(found.acknowledged), 1):.0f} ms of processor per save"
    )
    told.append(f"load {os.getloadavg()[0]:.1f}")
    print("deadline night: " + "; ".join(told))
    print(
        f"  acknowledged {len(found.acknowledged)}, missing in the database {len(missing(found.acknowledged))}",
        flush=True,
    )


async def _fresh(server: Server, work: Work, count: int, pause: float, seconds: float) -> Night:
    work.stop = asyncio.Event()
    return await clerks.night(server.port, work, count, pause=pause, seconds=seconds, warm=pause)


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
        for number in range(BOARDS + 2):
            begun = time.perf_counter()
            answer = await tab.ask("GET", f"/rounds/{filled.round_id}/board/")
            if answer.status != 200:
                raise SystemExit(f"the board answered {answer.status}")
            size = len(answer.body)
            if number > 1:
                taken.append(time.perf_counter() - begun)
        tab.close()
        return taken, size

    taken, size = asyncio.run(look())
    print(
        f"board of {len(filled.clerks)} schools: p50 {part(taken, 0.5):.0f} ms, p95 {part(taken, 0.95):.0f} ms, {size // 1024} KiB",
        flush=True,
    )


def _submit(server: Server, filled: Filled) -> None:
    async def hand_in() -> tuple[list[float], list[int]]:
        taken, statuses = [], []
        for seat in filled.clerks[-SUBMITS:]:
            tab = Tab(server.port, seat)
            begun = time.perf_counter()
            answer = await tab.ask("POST", f"/rounds/{filled.round_id}/{seat.code}/steps/submit/", "", form=True)
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
        server = Server(home, free_port(), 2)
        server.wait()
        found = asyncio.run(_until_killed(server, work, draw.uniform(1.0, 4.0)))
        acknowledged += found.acknowledged
        unanswered += found.other["no answer"]
    lost = missing(acknowledged)
    print(
        f"kill -9 under load, {kills} times: {len(acknowledged)} saves acknowledged, {unanswered} requests cut off, {len(lost)} acknowledged saves lost",
        flush=True,
    )
    if lost:
        raise SystemExit(f"lost: {lost[:5]}")


async def _until_killed(server: Server, work: Work, seconds: float) -> Night:
    work.stop = asyncio.Event()
    saving = asyncio.create_task(
        clerks.night(server.port, work, KILLED_CLERKS, pause=KILLED_PAUSE, seconds=seconds + 0.3)
    )
    await asyncio.sleep(seconds)
    server.kill()
    return await saving


def _backup(home: Path, work: Work) -> None:
    """A backup while clerks save, compared with itself."""
    place = home / "backups"

    async def both(server: Server) -> tuple[Night, float]:
        work.stop = asyncio.Event()
        saving = asyncio.create_task(clerks.night(server.port, work, KILLED_CLERKS, pause=1.0, seconds=15))
        await asyncio.sleep(3)
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
    print(
        f"backup under load: {taken:.1f} s, {size / 2**20:.1f} MiB, {'sound' if not checked.returncode else 'DAMAGED'}; "
        f"saves meanwhile: p95 {part(found.seconds, 0.95):.0f} ms, not saved {dict(found.other) or 'none'}"
    )
