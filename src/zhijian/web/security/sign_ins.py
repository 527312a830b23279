"""Signing in and changes of what somebody signs in with: put on record, told to the person, and other sessions ended."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.signals import password_changed, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from django.contrib import messages
from django.core.cache import cache
from django.core.mail import send_mail
from django.utils import timezone

from zhijian.messages import _
from zhijian.web.audit.models import AuditEvent
from zhijian.web.organisations.account_events import record_of_account
from zhijian.web.organisations.models import User
from zhijian.web.organisations.sessions import end_other_sessions
from zhijian.web.security.second_factor import SET_UP, note_requirement, require_again

LOG = logging.getLogger("zhijian.web.security.sign_ins")
LOCKED_SECONDS = 300  # of one lock-out, one event


def connect() -> None:
    """Called once, when the application is ready."""
    user_logged_in.connect(_signed_in)
    password_changed.connect(_password_changed)
    authenticator_added.connect(_factor_set)
    authenticator_removed.connect(_factor_dropped)
    authenticator_reset.connect(_codes_made)
    authentication_failed.connect(_factor_refused)


def refused(username: str, *, locked: bool) -> None:
    """A wrong password, or one too many. Of names that nobody has, only the log tells that there was an attempt."""
    LOG.warning("a sign-in was refused", extra={"told": {"locked": locked}})
    user = User.objects.filter(username__iexact=username).first()
    if user is None or (locked and not cache.add(f"zhijian.locked.{user.pk}", 1, LOCKED_SECONDS)):
        return
    record_of_account("session.refused", user, by=None, locked=locked)


def _signed_in(request: Any, user: Any, **_more: Any) -> None:
    own = AuditEvent.objects.filter(action__in=("session.begun", "session.refused"), subject=user.username)
    last = own.filter(action="session.begun").first()
    if last is not None:
        failed = own.filter(action="session.refused", pk__gt=last.pk).count()
        at = timezone.localtime(last.at).strftime("%Y-%m-%d %H:%M")
        if failed:
            messages.warning(
                request, _("上次登录：{at}；此后有 {n} 次登录失败。不是您本人的，请修改密码。", at=at, n=failed)
            )
        else:
            messages.info(request, _("上次登录：{at}", at=at))
    record_of_account("session.begun", user, by=user)
    note_requirement(request, user)


def _password_changed(request: Any, user: Any, **_more: Any) -> None:
    end_other_sessions(request)
    _changed("password.changed", user, _("您的密码已修改。"))


def _factor_set(request: Any, user: Any, authenticator: Any, **_more: Any) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        end_other_sessions(request)
        _changed("second_factor.set", user, _("您的账号已设置第二重验证。"))


def _factor_dropped(request: Any, user: Any, authenticator: Any, **_more: Any) -> None:
    request.session.pop(SET_UP, None)
    require_again(request, user)
    if authenticator.type == Authenticator.Type.TOTP:
        end_other_sessions(request)
        _changed("second_factor.dropped", user, _("您的账号已解除第二重验证。"))


def _codes_made(user: Any, **_more: Any) -> None:
    _changed("recovery_codes.made", user, _("您的账号生成了新的恢复码。"))


def _factor_refused(user: Any, **_more: Any) -> None:
    refused(user.username, locked=False)


def _changed(action: str, user: Any, text: str) -> None:
    record_of_account(action, user, by=user)
    if user.email:
        tell(user, text)


def tell(user: Any, text: str) -> None:
    """By e-mail, that what somebody signs in with was changed. That the mail server does not answer stops nothing."""
    body = text + "\n" + _("不是您本人操作的，请立即联系管理员停用账号。")
    try:
        send_mail(_("账号安全提醒"), body, None, [user.email])
    except (OSError, SMTPException):
        LOG.exception("a change was not told by mail")
