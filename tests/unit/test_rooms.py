"""The floors of the library: what may import what, shown from the source itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"
FLOORS = [
    line
    for line in (Path(__file__).parent / "rooms.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
LONGEST = 450
MODULES = sorted(SOURCE.rglob("*.py"))


def imported(source: str, package: list[str]) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything that ``source`` imports, wherever in the file; relative names resolved."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*start, *(node.module or "").split(".")]).strip(".")
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def offences(source: str, module: str) -> list[str]:
    """What the dotted ``module`` imports against the floors, one line each."""
    parts = module.removesuffix(".__init__").split(".")
    package = parts if module.endswith(".__init__") else parts[:-1]
    room = parts[1] if len(parts) > 1 else ""
    found = []
    for line, name in imported(source, package):
        top, _, rest = name.partition(".")
        if top == "django" and room != "web":
            found.append(f"{module}:{line}: the library imports {name}")
        if top != "zhijian":
            continue
        other = rest.split(".")[0]
        if other not in FLOORS:
            found.append(f"{module}:{line}: {name} is not a room")
        elif not room:
            found.append(f"{module}:{line}: the package itself imports {name}")
        elif FLOORS.index(other) > FLOORS.index(room):
            found.append(f"{module}:{line}: {room} imports {name}, which is above it")
    return found


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts)


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_imports_only_from_lower_rooms(path: Path) -> None:
    module = dotted(path)
    if module not in {"zhijian.__init__", "zhijian.__main__"}:
        assert module.split(".")[1] in FLOORS, f"{module}: this room is not in rooms.txt"
    if module == "zhijian.__main__":
        return
    assert offences(path.read_text(encoding="utf-8"), module) == []


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_no_file_is_long(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST, f"{dotted(path)} has {lines} lines: split it by concern"


@pytest.mark.parametrize(
    ("module", "source", "caught"),
    [
        ("zhijian.facts.table", "from zhijian.checks import rules", True),
        ("zhijian.facts.table", "def late():\n    import zhijian.cli.main", True),
        ("zhijian.facts.table", "from zhijian import report", True),
        ("zhijian.facts.table", "from ..report import build", True),
        ("zhijian.facts.__init__", "from ..report import build", True),
        ("zhijian.facts.table", "import django.db", True),
        ("zhijian.facts.table", "from zhijian.nowhere import thing", True),
        ("zhijian.__init__", "from zhijian.quantity import Quantity", True),
        ("zhijian.facts.table", "from zhijian.quantity import Quantity", False),
        ("zhijian.facts.table", "from . import columns\nfrom .columns import KEY", False),
        ("zhijian.facts.__init__", "from .columns import KEY", False),
        ("zhijian.facts.table", "import polars\nfrom __future__ import annotations", False),
        ("zhijian.web.models", "from django.db import models\nfrom zhijian.facts import FactSet", False),
    ],
)
def test_a_forbidden_import_is_found(module: str, source: str, caught: bool) -> None:
    assert bool(offences(source, module)) is caught
