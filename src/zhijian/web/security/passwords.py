"""Passwords that are easy to guess: words of the trade, common ones with a year behind, and those that were ever stolen."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

import django.contrib.auth.password_validation as shipped
from django.core.exceptions import ValidationError

from zhijian.messages import _
from zhijian.web.organisations.models import Membership

OWN_LETTERS = 5  # so many must be left when the words of the trade are taken away
NO_LETTERS = re.compile(r"[\W\d_]+")
ENDS = re.compile(r"^[\W\d_]+|[\W\d_]+$")


class ContextWords:
    """Refuses a password that is little more than words of the trade and names of the user's organisations."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError."""
        left = password.lower()
        for word in sorted({*_words(), *_own_words(user)}, key=len, reverse=True):
            left = left.replace(word, " ")
        letters = NO_LETTERS.sub("", left)
        if len(letters) < OWN_LETTERS and len(letters) < len(NO_LETTERS.sub("", password)):
            raise ValidationError(
                _("密码主要由常用词、单位名称或岗位名称组成，容易被猜中。"), code="password_of_context"
            )

    def get_help_text(self) -> str:
        return _("密码不能主要由“年报”“填报”“学校”等常用词或单位名称组成。")


class CommonStem:
    """Refuses a common password with digits or signs before or behind it, such as a year."""

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002 - Django's signature
        """Raises ValidationError."""
        stem = ENDS.sub("", password.lower())
        if stem != password.lower() and stem in _common():
            raise ValidationError(_("密码只是在常见密码前后加了数字或符号，容易被猜中。"), code="password_stem_common")

    def get_help_text(self) -> str:
        return _("密码不能是常见密码前后加数字或符号。")


class Breached:
    """Refuses a password that stands in a list of stolen ones.

    path: a text file of SHA-1 hashes in ascending order, one a line, upper-case, as the well-known list of breached
    passwords is distributed (HASH:COUNT). It is searched on disk; tens of gigabytes take some thirty reads.
    """

    def __init__(self, path: str) -> None:
        self.path = Path(path)

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002 - Django's signature
        """Raises ValidationError; OSError where the list is not there."""
        digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
        if listed(self.path, digest):
            raise ValidationError(_("这个密码出现在已泄露的密码名单中，请换一个。"), code="password_breached")

    def get_help_text(self) -> str:
        return _("密码不能出现在已泄露的密码名单中。")


def listed(path: Path, digest: str) -> bool:
    """Whether a line of the sorted file begins with ``digest``."""
    wanted = digest.encode()
    with path.open("rb") as file:
        low, high = 0, file.seek(0, os.SEEK_END)
        while (
            low < high
        ):  # what is looked for begins nowhere before ``low``, nor behind the first line from ``high`` on
            middle = (low + high) // 2
            line = _line_from(file, middle)
            if line and line[: len(wanted)] < wanted:
                low = file.tell()
            else:
                high = middle
        return _line_from(file, low)[: len(wanted)] == wanted


def _line_from(file: BinaryIO, place: int) -> bytes:
    """The first line that begins at ``place`` or behind it; empty where there is none."""
    file.seek(max(place - 1, 0))
    if place:
        file.readline()
    return file.readline()


@cache
def _words() -> frozenset[str]:
    lines = Path(__file__).with_name("words.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _own_words(user: Any) -> set[str]:
    """Codes and names of the organisations that the user belongs to."""
    if getattr(user, "pk", None) is None:
        return set()
    rows = Membership.objects.filter(user=user).values_list(
        "organisation__code", "organisation__name", "organisation__short"
    )
    return {word.lower() for row in rows for word in row if word}


@cache
def _common() -> frozenset[str]:
    """The common passwords that Django ships."""
    path = Path(shipped.__file__).with_name("common-passwords.txt.gz")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return frozenset(line.strip() for line in lines)
