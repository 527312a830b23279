"""A list of organisations that was uploaded: what it would change, and doing just that."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath
from typing import Any

from django.conf import settings
from django.core import signing

from zhijian.facts import Organisation as Listed
from zhijian.facts import OrganisationTree
from zhijian.intake import read_organisations
from zhijian.messages import _
from zhijian.web.collection.entry import Refused
from zhijian.web.organisations.actions.import_tree import Change, import_tree, preview_tree

SALT = "zhijian.organisations.import"
PREVIEW_SECONDS = 3600
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
    return ListPreview(changes, signing.dumps(content, salt=SALT, compress=True))


def accept_list(*, ticket: str, by: Any) -> list[Change]:
    """Does what the preview showed. Raises Refused where that is no longer what would change, or an hour has passed."""
    try:
        kept = signing.loads(ticket, salt=SALT, max_age=PREVIEW_SECONDS)
    except signing.BadSignature:
        raise Refused(_("预览已过期，请重新上传。")) from None
    tree = OrganisationTree(Listed(**row) for row in kept["tree"])
    expected = [
        Change(c["kind"], c["code"], c["name"], tuple(tuple(d) for d in c["differences"])) for c in kept["changes"]
    ]
    return import_tree(tree=tree, expected=expected, by=by)


def _uploaded(upload: Any) -> OrganisationTree:
    if upload is None:
        raise Refused(_("请先选择文件。"))
    most = settings.UPLOAD_MOST_BYTES
    if upload.size > most:
        raise Refused(_("文件有 {found} MB，最多 {most} MB。", found=upload.size // 2**20 + 1, most=most // 2**20))
    name = PurePath(str(upload.name).replace("\\", "/")).name[-100:] or "list"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(upload.read())
        return read_organisations(path)
