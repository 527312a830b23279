"""The pages of the bridge: download the round as a folder, upload one, look at the changes, accept."""

from __future__ import annotations

import re
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from zhijian.errors import UnreadableInput
from zhijian.messages import _
from zhijian.web.access import for_round
from zhijian.web.bridge.actions.hand_out import hand_out_packed
from zhijian.web.bridge.actions.take_in import preview, take_in
from zhijian.web.bridge.archive import unpack
from zhijian.web.bridge.incoming import Incoming, read_incoming
from zhijian.web.bridge.wording import SHOWN, rows_of, summary_of
from zhijian.web.collection.entry import Refused
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.rounds.models import Round

SALT = "zhijian.bridge.upload"
KEPT_SECONDS = 3600  # an upload waits that long for being accepted
MOST_BYTES = 200 * 2**20


@for_round(Right.see_submitted)
@require_GET
def folder(request: Any, round_: Round) -> HttpResponse:
    """What can be taken out and brought in."""
    standing = _of_the_owner(request, round_)
    context = {
        "round": round_,
        "files": round_.files.all(),
        "may_import": standing.may(Right.open_round, round_.owner),
        "most": MOST_BYTES // 2**20,
    }
    return render(request, "bridge/folder.html", context)


@for_round(Right.see_submitted)
@require_POST
def download(request: Any, round_: Round) -> HttpResponse:
    """The round as one ZIP."""
    _of_the_owner(request, round_)
    name, packed = hand_out_packed(round_=round_, by=request.user)
    return FileResponse(packed, as_attachment=True, filename=name, content_type="application/zip")


@for_round(Right.open_round)
@require_POST
def upload(request: Any, round_: Round) -> HttpResponse:
    """What an uploaded folder would change; it is kept until it is accepted, or for an hour."""
    standing_of(request.user).require(Right.open_round, round_.owner)
    sent = request.FILES.get("file")
    if sent is None or sent.size > MOST_BYTES:
        messages.error(request, _("请选择一个不超过 {most} MB 的 ZIP 文件。", most=MOST_BYTES // 2**20))
        return redirect("bridge:folder", round_.pk)
    kept = _keep(sent)
    try:
        with _unpacked(kept) as incoming:
            plan = preview(incoming=incoming, round_=round_, by=request.user)
            context = {
                "round": round_,
                "summary": summary_of(plan),
                "rows": rows_of(plan, round_),
                "more": max(len(plan.cells) - SHOWN, 0),
                "plan": plan,
            }
    except UnreadableInput as error:
        kept.unlink()
        messages.error(request, str(error))
        return redirect("bridge:folder", round_.pk)
    ticket = {"round": round_.pk, "user": request.user.pk, "file": kept.name, "plan": plan.fingerprint}
    return render(request, "bridge/preview.html", {**context, "ticket": signing.dumps(ticket, salt=SALT)})


@for_round(Right.open_round)
@require_POST
def accept(request: Any, round_: Round) -> HttpResponse:
    """Takes in what the preview showed."""
    standing_of(request.user).require(Right.open_round, round_.owner)
    ticket = _ticket(request.POST.get("ticket", ""), round_, request.user)
    kept = _waiting() / ticket["file"] if ticket else None
    if ticket is None or kept is None or not kept.is_file():
        messages.error(request, _("预览已过期，请重新上传。"))
        return redirect("bridge:folder", round_.pk)
    try:
        with _unpacked(kept) as incoming:
            take_in(incoming=incoming, round_=round_, by=request.user, fingerprint=ticket["plan"])
    except (Refused, UnreadableInput) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已导入报告文件夹。"))
    kept.unlink(missing_ok=True)
    return redirect("bridge:folder", round_.pk)


def _of_the_owner(request: Any, round_: Round) -> Any:
    """The user's standing, where they belong to the round's owner or above; nobody else finds this place."""
    standing = standing_of(request.user)
    if not standing.may(Right.see_submitted, round_.owner):
        raise Http404
    return standing


def _waiting() -> Path:
    """Where uploads wait; older ones are swept away."""
    place = Path(settings.MEDIA_ROOT) / "waiting"
    place.mkdir(parents=True, exist_ok=True)
    for path in place.iterdir():
        if path.stat().st_mtime < time.time() - KEPT_SECONDS:
            path.unlink(missing_ok=True)
    return place


def _keep(sent: Any) -> Path:
    path = _waiting() / f"{secrets.token_hex(16)}.zip"
    with path.open("xb") as file:
        for piece in sent.chunks():
            file.write(piece)
    return path


@contextmanager
def _unpacked(kept: Path) -> Iterator[Incoming]:
    with tempfile.TemporaryDirectory() as place, kept.open("rb") as file:
        yield read_incoming(unpack(file, Path(place)))


def _ticket(text: str, round_: Round, user: Any) -> dict[str, Any] | None:
    try:
        ticket: dict[str, Any] = signing.loads(text, salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return None
    fits = (ticket["round"], ticket["user"]) == (round_.pk, user.pk) and re.fullmatch(
        r"[0-9a-f]{32}\.zip", ticket["file"]
    )
    return ticket if fits else None
