"""The tree of organisations (填报单位): schools under counties under cities under provinces."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from zhijian.errors import UnreadableInput
from zhijian.facts.csv_cells import bare, defused
from zhijian.messages import _

LEVELS = ("school", "county", "city", "province", "country")


@dataclass(frozen=True, slots=True)
class Organisation:
    """A school, or a county, city or province that schools belong to.

    id: short and stable (school-03). parent: id of the organisation above, empty at the top; a school
    may belong to a city directly (市直属学校). kind: 公办 / 民办 for schools. code: official code or empty.
    """

    id: str
    name: str
    level: str
    parent: str = ""
    kind: str = ""
    code: str = ""
    short: str = ""


class OrganisationTree:
    """Organisations with their parents. Raises UnreadableInput, listing every fault, where it is no tree."""

    COLUMNS = ("id", "name", "level", "parent", "kind", "code", "short")

    def __init__(self, organisations: Iterable[Organisation], origin: str = "organisations.csv") -> None:
        self._by_id: dict[str, Organisation] = {}
        faults: list[str] = []
        for organisation in organisations:
            if not organisation.id:
                faults.append(_("{file}：“{name}”没有单位编号，请在 id 列补上。", file=origin, name=organisation.name))
            if organisation.id in self._by_id:
                faults.append(_("{file}：单位编号“{id}”重复，请只保留一行。", file=origin, id=organisation.id))
            if organisation.level not in LEVELS:
                faults.append(
                    _(
                        "{file}：“{name}”的级别“{level}”无效，应为 {levels} 之一。",
                        file=origin,
                        name=organisation.name,
                        level=organisation.level,
                        levels="、".join(LEVELS),
                    )
                )
            self._by_id[organisation.id] = organisation
        for organisation in self._by_id.values():
            parent = organisation.parent
            if parent and parent not in self._by_id:
                faults.append(
                    _(
                        "{file}：“{name}”的上级单位“{parent}”不在表中，请补上或改正。",
                        file=origin,
                        name=organisation.name,
                        parent=parent,
                    )
                )
            elif parent and organisation.level in LEVELS and self._by_id[parent].level in LEVELS:
                above = self._by_id[parent]
                if LEVELS.index(above.level) <= LEVELS.index(organisation.level):
                    faults.append(
                        _(
                            "{file}：“{name}”的上级“{above}”级别不高于它，请改正 parent 列。",
                            file=origin,
                            name=organisation.name,
                            above=above.name,
                        )
                    )
        roots = [o for o in self._by_id.values() if not o.parent]
        if len(roots) != 1:
            faults.append(_("{file}：应当只有一个最上级单位（parent 为空），实有 {n} 个。", file=origin, n=len(roots)))
        if faults:
            raise UnreadableInput("\n".join(faults))
        self.root = roots[0]
        self._children: dict[str, list[Organisation]] = {}
        for organisation in self._by_id.values():
            self._children.setdefault(organisation.parent, []).append(organisation)

    def __getitem__(self, id: str) -> Organisation:  # noqa: A002 - the field's own name
        return self._by_id[id]

    def __contains__(self, id: str) -> bool:  # noqa: A002
        return id in self._by_id

    def __iter__(self) -> Iterator[Organisation]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def children(self, id: str) -> tuple[Organisation, ...]:  # noqa: A002
        """Those directly below, in file order."""
        return tuple(self._children.get(id, ()))

    def schools(self, id: str | None = None) -> tuple[Organisation, ...]:  # noqa: A002
        """Every school at or below ``id`` (the root by default), in file order."""
        top = self.root.id if id is None else id
        found: list[Organisation] = []
        stack = [self._by_id[top]]
        while stack:
            organisation = stack.pop()
            if organisation.level == "school":
                found.append(organisation)
            stack.extend(reversed(self.children(organisation.id)))
        return tuple(found)

    def within(self, id: str) -> tuple[Organisation, ...]:  # noqa: A002
        """``id`` and everybody below it, in file order."""
        found: set[str] = set()
        stack = [id]
        while stack:
            found.add(stack[-1])
            stack += [child.id for child in self.children(stack.pop())]
        return tuple(organisation for organisation in self if organisation.id in found)

    @classmethod
    def read(cls, path: Path) -> OrganisationTree:
        """The tree in ``organisations.csv`` (UTF-8; columns id, name, level, parent, kind, code, short)."""
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                rows = csv.DictReader(file)
                lines, present = list(rows), rows.fieldnames or ()
        except FileNotFoundError:
            raise UnreadableInput(_("没有找到 {file}：报告文件夹中应有这份填报单位名单。", file=path.name)) from None
        except UnicodeDecodeError:
            raise UnreadableInput(_("{file} 不是 UTF-8 编码，请另存为“CSV UTF-8”后再试。", file=path.name)) from None
        missing = [c for c in ("id", "name", "level", "parent") if c not in present]
        if missing:
            raise UnreadableInput(
                _(
                    "{file} 缺少列：{missing}。应有的列为 {columns}。",
                    file=path.name,
                    missing="、".join(missing),
                    columns="、".join(cls.COLUMNS),
                )
            )
        return cls(
            (Organisation(**{c: bare((row.get(c) or "").strip()) for c in cls.COLUMNS}) for row in lines), path.name
        )

    def write(self, path: Path) -> None:
        """Write the tree so that ``read`` gives it back."""
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(self.COLUMNS)
            writer.writerows([defused(getattr(o, c)) for c in self.COLUMNS] for o in self)
