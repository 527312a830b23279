"""All rules, outliers and gaps, and the roll-up, for a city, a province, a region, a country: seconds and growth."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sized
from math import log
from typing import TypeVar

from benchmarks.synthetic import SIZES, country, facts_of
from zhijian.catalogue import load_catalogue
from zhijian.checks import check_facts
from zhijian.rollup import roll_up

GOAL = 2.0  # seconds for all rules on the largest size
RUNS = 3
Result = TypeVar("Result", bound=Sized)


def main() -> None:
    catalogue = load_catalogue()
    print(f"{len(catalogue.rules)} rules, {len(catalogue.watches)} watches, 2 years")
    print(
        f"{'schools':>8} {'facts':>10} {'checks s':>9} {'findings':>9} {'roll-up s':>10} {'parents':>8} {'facts':>10}"
    )
    measured: list[tuple[int, float, float]] = []
    for size in SIZES:
        tree = country(size)
        facts = facts_of(catalogue, tree)
        checking, findings = _best(lambda facts=facts, tree=tree: check_facts(facts, catalogue, tree))
        rolling, rolled = _best(lambda facts=facts, tree=tree: roll_up(facts, catalogue, tree))
        parents = sum(1 for organisation in tree if organisation.level != "school")
        print(
            f"{size:8} {len(facts):10} {checking:9.3f} {len(findings):9} {rolling:10.3f} {parents:8} {len(rolled):10}"
        )
        measured.append((size, checking, rolling))
    for name, column in (("checks", 1), ("roll-up", 2)):
        first, last = measured[1], measured[-1]
        exponent = log(last[column] / first[column]) / log(last[0] / first[0])
        print(f"growth of {name} from {first[0]} to {last[0]} schools: exponent {exponent:.2f} (1 is linear)")
    print(f"all rules on {SIZES[-1]} schools: {measured[-1][1]:.2f} s, goal {GOAL} s")


def _best(work: Callable[[], Result]) -> tuple[float, Result]:
    """The least of RUNS times, and what the work gave."""
    seconds: list[float] = []
    for _ in range(RUNS):
        gc.collect()
        begun = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - begun)
    return min(seconds), result
