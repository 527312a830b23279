"""Handing a round out as a report folder."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import IO, Any

from zhijian.web.audit.trail import record
from zhijian.web.bridge.archive import pack
from zhijian.web.bridge.contents import Contents, contents_of
from zhijian.web.bridge.outgoing import write_folder
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.rounds.models import Round
from zhijian.web.rounds.pages import visible


def hand_out(*, round_: Round, folder: Path, by: Any) -> Contents:
    """Writes what ``by`` may see of the round into ``folder``: for people of the round's owner and of those above.

    What they may not see yet (drafts) is left out, as on their pages. Raises PermissionDenied.
    """
    standing = standing_of(by)
    standing.require(Right.see_submitted, round_.owner)
    seen = list(round_.submissions.filter(visible(standing)).select_related("organisation").order_by("pk"))
    held = contents_of(round_, seen)
    write_folder(held, folder)
    record(
        "round.exported",
        by=by,
        chain=f"round:{round_.pk}",
        organisation=round_.owner.code,
        subject=str(round_),
        detail={"organisations": [s.organisation.code for s in seen], "facts": len(held.stated)},
    )
    return held


def hand_out_packed(*, round_: Round, by: Any) -> tuple[str, IO[bytes]]:
    """(file name, open file) of a ZIP of what ``hand_out`` writes; the caller closes it."""
    name = f"{round_.owner.code}-{round_.year}"
    with tempfile.TemporaryDirectory() as place:
        hand_out(round_=round_, folder=Path(place) / name, by=by)
        packed = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
        pack(Path(place) / name, packed)
    packed.seek(0)
    return f"{name}.zip", packed
