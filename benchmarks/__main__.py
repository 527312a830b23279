"""``python -m benchmarks [name …]``: run the benchmarks, print seconds and ratios."""

from __future__ import annotations

import sys
from importlib import import_module

NAMES = ("build", "checks", "rivals", "intake")


def main(wanted: list[str]) -> None:
    unknown = [name for name in wanted if name not in NAMES]
    if unknown:
        sys.exit(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(NAMES)}")
    for name in wanted or NAMES:
        print(f"\n== {name} ==", flush=True)
        import_module(f"benchmarks.bench_{name}").main()


main(sys.argv[1:])
