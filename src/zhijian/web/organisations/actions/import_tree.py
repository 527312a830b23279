"""Taking over a list of organisations: first what would change, then exactly that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from zhijian.facts import Organisation as Listed
from zhijian.facts import OrganisationTree
from zhijian.messages import _
from zhijian.web.audit.trail import ACCOUNTS, record
from zhijian.web.collection.entry import Refused
from zhijian.web.organisations.models import Organisation
from zhijian.web.organisations.rights import Right, standing_of

FIELDS = ("name", "short", "level", "kind", "official_code")
# Words that stand at an organisation's place in addresses.
RESERVED = ("board", "approve", "totals", "checks", "trial", "close", "folder", "reminders", "open")


@dataclass(frozen=True, slots=True)
class Change:
    """One organisation of the list. kind: new | changed | same | missing (in the database, not in the list).

    differences: (field, before, after).
    """

    kind: str
    code: str
    name: str
    differences: tuple[tuple[str, str, str], ...] = ()


def preview_tree(*, tree: OrganisationTree, by: Any) -> list[Change]:
    """What taking the list over would do. Organisations that the list leaves out stay; they are named.

    Raises Refused for a list that does not hang below an organisation of the administrator's, or has codes that cannot
    be addresses.
    """
    known = {o.code: o for o in Organisation.objects.all()}
    _allowed(tree, known, by)
    changes = []
    for listed in tree:
        row = known.get(listed.id)
        differences = () if row is None else tuple(_differences(row, listed, known))
        kind = "new" if row is None else ("changed" if differences else "same")
        changes.append(Change(kind, listed.id, listed.name, differences))
    top = known.get(tree.root.id)
    if top is not None:
        changes += [
            Change("missing", o.code, o.name) for o in known.values() if o.lies_in(top.path) and o.code not in tree
        ]
    return changes


def import_tree(*, tree: OrganisationTree, expected: Sequence[Change], by: Any) -> list[Change]:
    """Does what was shown. Raises Refused where that is no longer what would change."""
    with transaction.atomic():
        changes = preview_tree(tree=tree, by=by)
        if changes != list(expected):
            raise Refused(_("名单或单位在预览之后变了，请重新预览。"))
        _write(tree)
        record(
            "organisations.imported",
            by=by,
            chain=ACCOUNTS,
            organisation=tree.root.id,
            subject=tree.root.name,
            detail={kind: [c.code for c in changes if c.kind == kind] for kind in ("new", "changed")},
        )
    return changes


def _allowed(tree: OrganisationTree, known: dict[str, Organisation], by: Any) -> None:
    standing = standing_of(by)
    root = known.get(tree.root.id)
    if root is None or not standing.may(Right.administer, root):
        raise Refused(_("名单最上级单位“{name}”应是您管理的单位（编号须与系统中一致）。", name=tree.root.name))
    foreign = [o.id for o in tree if o.id in known and not known[o.id].lies_in(root.path)]
    if foreign:
        raise PermissionDenied(_("名单中有不归您管理的单位：{codes}。", codes="、".join(foreign)))
    unfit = [o.id for o in tree if o.id in RESERVED or not _addressable(o.id)]
    if unfit:
        raise Refused(_("单位编号只能用字母、数字、连字符和下划线，且不能是保留词：{codes}。", codes="、".join(unfit)))
    moved = [o.id for o in tree if o.id in known and known[o.id].level != o.level]
    if moved:
        raise Refused(_("已有单位的级别不能改变：{codes}。", codes="、".join(moved)))


def _addressable(code: str) -> bool:
    return 0 < len(code) <= 60 and code.isascii() and all(c.isalnum() or c in "-_" for c in code)


def _differences(row: Organisation, listed: Listed, known: dict[str, Organisation]) -> list[tuple[str, str, str]]:
    now = {**_fields(listed), "parent": listed.parent}
    parent = next((o.code for o in known.values() if o.pk == row.parent_id), "")
    before = {name: getattr(row, name) for name in FIELDS} | {"parent": parent if listed.parent else ""}
    return [(name, before[name], now[name]) for name in now if before[name] != now[name]]


def _fields(listed: Listed) -> dict[str, str]:
    return {
        "name": listed.name,
        "short": listed.short,
        "level": listed.level,
        "kind": listed.kind,
        "official_code": listed.code,
    }


def _write(tree: OrganisationTree) -> None:
    """Top down, so that each finds its parent; a moved organisation takes what lies below it along."""
    known = {o.code: o for o in Organisation.objects.select_for_update()}
    place = 0
    waiting = [tree.root]
    while waiting:
        listed = waiting.pop(0)
        parent = known.get(listed.parent)
        row = known.get(listed.id) or Organisation(code=listed.id)
        before = row.path
        for name, value in _fields(listed).items():
            setattr(row, name, value)
        if parent is not None:
            row.parent = parent
            row.path = f"{parent.path}{row.code}/"
        row.place = place
        row.full_clean(exclude=("parent",), validate_unique=False, validate_constraints=False)
        row.save()
        known[row.code] = row
        if before and before != row.path:
            _move_below(before, row.path, known)
        place += 1
        waiting += tree.children(listed.id)


def _move_below(before: str, now: str, known: dict[str, Organisation]) -> None:
    for row in known.values():
        if row.path.startswith(before) and row.path != before:
            row.path = now + row.path[len(before) :]
            row.save(update_fields=("path",))
