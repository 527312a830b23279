"""A list of organisations that was uploaded: what it would change, and doing just that."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from zhijian.facts import Organisation as Listed
from zhijian.facts import OrganisationTree
from zhijian.intake import read_organisations
from zhijian.web.organisations.actions.import_tree import Change, import_tree, preview_tree
from zhijian.web.previews import admitted, shown_by, ticket_of

SALT = "zhijian.organisations.import"
KINDS = ("new", "changed", "same", "missing")


@dataclass(frozen=True)
class ListPreview:
    """ticket: what was shown, signed: accepting it does exactly that."""

    changes: list[Change]
    ticket: str

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(change.kind for change in self.changes)
        return {kind: found[kind] for kind in KINDS}


def preview_list(*, upload: Any, by: Any) -> ListPreview:
    """What the uploaded list would change; nothing is written. Raises Refused, UnreadableInput, PermissionDenied."""
    tree = _uploaded(upload)
    changes = preview_tree(tree=tree, by=by)
    content = {"tree": [asdict(o) for o in tree], "changes": [asdict(change) for change in changes]}
    return ListPreview(changes, ticket_of(content, SALT))


def accept_list(*, ticket: str, by: Any) -> list[Change]:
    """Does what the preview showed. Raises Refused where that is no longer what would change, or an hour has passed."""
    kept = shown_by(ticket, SALT)
    tree = OrganisationTree(Listed(**row) for row in kept["tree"])
    expected = [
        Change(c["kind"], c["code"], c["name"], tuple(tuple(d) for d in c["differences"])) for c in kept["changes"]
    ]
    return import_tree(tree=tree, expected=expected, by=by)


def _uploaded(upload: Any) -> OrganisationTree:
    name = admitted(upload) or "list"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(upload.read())
        return read_organisations(path)
