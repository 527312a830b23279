"""Every file that is sent in, by pages and by programs, passes here first: how large it is, and what a scanner says."""

from __future__ import annotations

import logging
import subprocess
from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import BadRequest
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from zhijian.messages import _

LOG = logging.getLogger("zhijian.web.security.uploads")
SCAN_SECONDS = 60


class Scanned(TemporaryFileUploadHandler):
    """Writes uploads to temporary files, stops those beyond every limit, and has each looked at by UPLOAD_SCANNER.

    UPLOAD_SCANNER: a command to which the file's path is added; it ends with 0 where the file is clean. Any other end
    refuses the file, and so does a scanner that does not run: what could not be looked at is not taken. Raises BadRequest.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_MOST_EVER:
            self._refuse(_("文件超过 {most} MB，没有接收。", most=settings.UPLOAD_MOST_EVER // 2**20))
        super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> Any:
        file = super().file_complete(file_size)
        if settings.UPLOAD_SCANNER and file is not None:
            file.flush()
            fault = _fault(file.temporary_file_path())
            if fault:
                self._refuse(fault)
        return file

    def _refuse(self, text: str) -> NoReturn:
        self.file.close()
        raise BadRequest(text)


def _fault(path: str) -> str:
    """What the scanner has against the file; empty where it has nothing."""
    command = [*settings.UPLOAD_SCANNER, path]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SCAN_SECONDS, check=False)  # noqa: S603 - the administrator chose the command
    except (OSError, subprocess.TimeoutExpired):
        LOG.exception("the scanner did not run")
        return _("暂时不能检查上传的文件，没有接收，请稍候再试。")
    if done.returncode:
        LOG.warning("an upload was refused by the scanner", extra={"told": {"exit": done.returncode}})
        return _("上传的文件没有通过安全检查，没有接收。")
    return ""
