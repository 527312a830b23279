"""Definitions of charts and tables: YAML files, one each, with the lines of their entries.

Those that come with Zhijian lie beside this module (charts/definitions, tables/definitions); a report folder adds
its own in ``charts/`` and ``tables/``, which go before ours of the same id.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from zhijian.catalogue.lines import Entry, read_yaml
from zhijian.errors import CatalogueError
from zhijian.messages import _
from zhijian.report.places import Place
from zhijian.report.problems import Problems

AUDIENCES = ("public", "internal")


@dataclass(frozen=True, slots=True)
class Value:
    """A figure of a chart or table: its label and its expression with options; ``place`` is its line.

    at_least, at_most: limits that it should keep (33 平方米/生), empty for none.
    """

    label: str
    source: str
    place: Place
    at_least: str = ""
    at_most: str = ""


class Reader:
    """Reads the fields of one definition, and collects what is wrong with them (ZJ423)."""

    def __init__(self, entry: Entry, file: str, problems: Problems) -> None:
        self.entry = entry
        self.file = file
        self.place = Place(file, entry.line or 1)
        self.problems = problems

    def fault(self, what: str, place: Place | None = None) -> None:
        self.problems.add("ZJ423", place or self.place, what=what)

    def known(self, *names: str) -> None:
        for name in self.entry:
            if name not in names:
                self.fault(_("不认识的项目 {key}，可用的有 {known}", key=name, known="、".join(names)))

    def text(self, name: str, default: str = "", *, required: bool = False) -> str:
        value = self.entry.get(name, default)
        if value is None or isinstance(value, list | dict):
            self.fault(_("{name} 应为文字", name=name))
            return default
        if required and not str(value).strip():
            self.fault(_("缺少 {name}", name=name))
        return str(value)

    def choice(self, name: str, known: tuple[str, ...], default: str) -> str:
        value = self.text(name, default)
        if value not in known:
            self.fault(_("{name} 应为 {known} 之一，实为 {found}", name=name, known="、".join(known), found=value))
            return default
        return value

    def count(self, name: str, default: int) -> int:
        value = self.entry.get(name, default)
        if not isinstance(value, int) or value < 1:
            self.fault(_("{name} 应为正整数，实为 {found}", name=name, found=value))
            return default
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.entry.get(name, default)
        if not isinstance(value, bool):
            self.fault(_("{name} 应为 true 或 false，实为 {found}", name=name, found=value))
            return default
        return value

    def values(self, name: str) -> tuple[Value, ...]:
        """A list of ``{label, value}``; the label of a bare expression is left empty."""
        entries = self.entry.get(name, [])
        if not isinstance(entries, list):
            self.fault(_("{name} 应为列表，每项写 label 和 value", name=name))
            return ()
        return tuple(self._value(name, item) for item in entries)

    def _value(self, name: str, item: Any) -> Value:
        if not isinstance(item, Entry):
            return Value("", str(item), self.place)
        place = Place(self.file, item.line)
        for key in item:
            if key not in ("label", "value", "at_least", "at_most"):
                self.fault(_("{name} 中不认识的项目 {key}", name=name, key=key), place)
        if not item.get("value"):
            self.fault(_("{name} 的一项缺少 value", name=name), place)
        texts = {key: str(item.get(key) or "") for key in ("at_least", "at_most")}
        return Value(str(item.get("label", "")), str(item.get("value", "")), place, **texts)


def definition_files(kind: str, folder: Path) -> Iterator[tuple[Path, str]]:
    """(path, name in messages) of every definition of ``charts`` or ``tables``; the folder's own come last."""
    ours = Path(str(files("zhijian.report"))) / kind / "definitions"
    for path in sorted(ours.glob("*.yaml")):
        yield path, f"report/{kind}/{path.name}"
    for path in sorted((folder / kind).glob("*.yaml")):
        yield path, f"{kind}/{path.name}"


def read_definition(path: Path, file: str, problems: Problems) -> Reader | None:
    """A reader for the file's one definition; None and a problem where it is no YAML mapping."""
    try:
        entry = read_yaml(path)
    except CatalogueError as error:
        first = error.problems[0]
        name, _colon, rest = first.partition(":")
        line, _colon, what = rest.partition(": ")
        place = Place(file, int(line) if line.isdigit() else 1)
        problems.add("ZJ423", place, what=what or rest or name)
        return None
    except UnicodeDecodeError:
        problems.add("ZJ416", Place(file, 1))
        return None
    if not isinstance(entry, Entry):
        problems.add("ZJ423", Place(file, 1), what=_("应写作“名称: 内容”，一行一项"))
        return None
    return Reader(entry, file, problems)
