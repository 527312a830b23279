"""Sentences about people, accounts, tokens and signing in."""

from __future__ import annotations

from zhijian.messages import _
from zhijian.web.audit.context import Context
from zhijian.web.audit.models import AuditEvent
from zhijian.web.audit.sayings import Lines, Saying, moment
from zhijian.web.organisations.roles import Role


def _role(context: Context, event: AuditEvent) -> dict[str, str]:
    return {
        **context.who_and_where(event),
        "role": Role(event.detail["role"]).label if "role" in event.detail else "",
    }


def invited(context: Context, event: AuditEvent) -> Lines:
    yield _("{who}邀请{name}担任“{where}”的{role}", name=context.name(event.subject), **_role(context, event))


def uninvited(context: Context, event: AuditEvent) -> Lines:
    name = context.name(event.subject)
    yield _("{who}撤销给{name}的邀请（“{where}”）", **context.who_and_where(event), name=name)


def joined(context: Context, event: AuditEvent) -> Lines:
    yield _("{who}接受邀请，担任“{where}”的{role}", **_role(context, event))


def role_given(context: Context, event: AuditEvent) -> Lines:
    yield _("{who}设置{person}担任“{where}”的{role}", person=context.person(event), **_role(context, event))


def role_taken(context: Context, event: AuditEvent) -> Lines:
    yield _("{who}取消{person}在“{where}”的{role}角色", person=context.person(event), **_role(context, event))


def account_closed(context: Context, event: AuditEvent) -> Lines:
    yield _("{who}停用{person}的账号", who=context.who(event), person=context.person(event))


def sessions_ended(context: Context, event: AuditEvent) -> Lines:
    n = event.detail["ended"]
    yield _("{who}让{person}在所有设备上退出登录（{n} 处）", who=context.who(event), person=context.person(event), n=n)


def factor_removed(context: Context, event: AuditEvent) -> Lines:
    yield _("{who}撤销{person}的第二重验证", who=context.who(event), person=context.person(event))


def session_begun(context: Context, event: AuditEvent) -> Lines:
    yield _("{who}登录", who=context.who(event))


def session_refused(context: Context, event: AuditEvent) -> Lines:
    if event.detail["locked"]:
        yield _("账号{person}因多次输错密码被暂时锁定", person=context.person(event))
    else:
        yield _("有人登录账号{person}未成功", person=context.person(event))


def password_changed(context: Context, event: AuditEvent) -> Lines:
    yield _("{who}修改了密码", who=context.who(event))


def factor_set(context: Context, event: AuditEvent) -> Lines:
    yield _("{who}设置了第二重验证", who=context.who(event))


def factor_dropped(context: Context, event: AuditEvent) -> Lines:
    yield _("{who}解除了自己的第二重验证", who=context.who(event))


def factor_required(context: Context, event: AuditEvent) -> Lines:
    roles = "、".join(Role(value).label for value in event.detail["roles"]) or _("无")
    yield _(
        "{who}设定“{where}”必须使用第二重验证的角色：{roles}", who=context.who(event), where=event.subject, roles=roles
    )


def codes_made(context: Context, event: AuditEvent) -> Lines:
    yield _("{who}生成了新的恢复码", who=context.who(event))


def token_made(context: Context, event: AuditEvent) -> Lines:
    detail = event.detail
    yield _(
        "{who}生成接口令牌“{name}”（{start}…），权限：{scopes}；{until} 前有效",
        who=context.who(event),
        name=detail["name"],
        start=detail["token"],
        scopes="、".join(detail["scopes"]),
        until=moment(detail["expires"]),
    )


def token_revoked(context: Context, event: AuditEvent) -> Lines:
    detail = event.detail
    yield _("{who}撤销接口令牌“{name}”（{start}…）", who=context.who(event), name=detail["name"], start=detail["token"])


def unmasked(context: Context, event: AuditEvent) -> Lines:
    yield _("{who}查看了审计日志中完整的姓名和文字（{n} 条）", who=context.who(event), n=event.detail["events"])


SAYINGS: dict[str, Saying] = {
    "invitation.made": invited,
    "invitation.withdrawn": uninvited,
    "invitation.accepted": joined,
    "role.given": role_given,
    "role.taken": role_taken,
    "account.closed": account_closed,
    "sessions.ended": sessions_ended,
    "second_factor.removed": factor_removed,
    "second_factor.required": factor_required,
    "session.begun": session_begun,
    "session.refused": session_refused,
    "password.changed": password_changed,
    "second_factor.set": factor_set,
    "second_factor.dropped": factor_dropped,
    "recovery_codes.made": codes_made,
    "token.made": token_made,
    "token.revoked": token_revoked,
    "audit.unmasked": unmasked,
}
