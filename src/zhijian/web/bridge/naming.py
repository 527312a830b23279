"""Rounds and people as commands name them."""

from __future__ import annotations

from zhijian.errors import UsageError
from zhijian.messages import _
from zhijian.web.organisations.models import User
from zhijian.web.rounds.models import Round


def round_of(number: int) -> Round:
    """The round of that number. Raises UsageError with those that there are."""
    found = Round.objects.select_related("owner").filter(pk=number).first()
    if found is None:
        known = "、".join(f"{r.pk} {r.name}" for r in Round.objects.order_by("pk")) or _("尚无批次")
        raise UsageError(_("没有编号为 {found} 的批次。现有：{known}。", found=number, known=known))
    return found


def user_of(name: str) -> User:
    """The user of that name. Raises UsageError."""
    found = User.objects.filter(username=name, is_active=True).first()
    if found is None:
        raise UsageError(_("没有用户“{name}”，或已停用。", name=name))
    return found
