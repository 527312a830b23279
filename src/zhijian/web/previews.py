"""Files that somebody uploads to see what they would do: which are taken, and the ticket that accepts what was shown."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core import signing

from zhijian.messages import _
from zhijian.web.collection.entry import Refused

SECONDS = 3600  # that a preview waits for being accepted
MOST_NAME = 100


def admitted(upload: Any, *, most_name: int = MOST_NAME) -> str:
    """The name of an uploaded file, without folders, its last characters. Raises Refused for none and for a large one."""
    if upload is None:
        raise Refused(_("请先选择文件。"))
    most = settings.UPLOAD_MOST_BYTES
    if upload.size > most:
        raise Refused(_("文件有 {found} MB，最多 {most} MB。", found=upload.size // 2**20 + 1, most=most // 2**20))
    return PurePath(str(upload.name).replace("\\", "/")).name[-most_name:]


def ticket_of(content: Any, salt: str) -> str:
    """What was shown, signed. content: JSON values. salt: what kind of preview it is."""
    return signing.dumps(content, salt=salt, compress=True)


def shown_by(ticket: str, salt: str) -> dict[str, Any]:
    """What a ticket of that kind holds. Raises Refused where it is none, or an hour old."""
    try:
        found: dict[str, Any] = signing.loads(ticket, salt=salt, max_age=SECONDS)
    except signing.BadSignature:
        raise expired() from None
    return found


def expired() -> Refused:
    """What is told of a ticket that is worth nothing any more."""
    return Refused(_("预览已过期，请重新上传。"))
