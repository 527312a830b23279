"""The kinds of events, by name, for the filter of the page and the column of exports."""

from __future__ import annotations

from collections.abc import Mapping

from zhijian.messages import _
from zhijian.web.rounds.states import Action

STEP = "submission."


def kinds() -> Mapping[str, str]:
    """Action code → its name in the current language, in the order in which the filter offers them."""
    steps = {f"{STEP}{action.value}": action.label for action in Action}
    return {
        "cells.saved": _("填写数据"),
        "reason.given": _("填写说明"),
        "reason.withdrawn": _("撤回说明"),
        "comment.written": _("发表意见"),
        "file.attached": _("上传附件"),
        "records.accepted": _("导入记录"),
        "records.undone": _("撤销导入的记录"),
        **steps,
        "submission.frozen": _("接收数据"),
        "submission.extended": _("延长期限"),
        "reminder.sent": _("发送提醒"),
        "round.opened": _("开放批次"),
        "round.closed": _("结束批次"),
        "round.reopened": _("重新打开批次"),
        "round.exported": _("导出报告文件夹"),
        "round.imported": _("导入报告文件夹"),
        "organisations.imported": _("更新单位名单"),
        "organisation.added": _("添加单位"),
        "invitation.made": _("发出邀请"),
        "invitation.withdrawn": _("撤销邀请"),
        "invitation.accepted": _("接受邀请"),
        "role.given": _("设置角色"),
        "role.taken": _("取消角色"),
        "account.closed": _("停用账号"),
        "sessions.ended": _("强制退出登录"),
        "second_factor.required": _("要求第二重验证"),
        "second_factor.removed": _("撤销第二重验证"),
        "session.begun": _("登录"),
        "session.refused": _("登录失败"),
        "password.changed": _("修改密码"),
        "second_factor.set": _("设置第二重验证"),
        "second_factor.dropped": _("解除第二重验证"),
        "recovery_codes.made": _("生成恢复码"),
        "token.made": _("生成接口令牌"),
        "token.revoked": _("撤销接口令牌"),
        "audit.unmasked": _("查看完整的审计内容"),
        "installation.begun": _("建立系统"),
    }


def kind_label(action: str) -> str:
    """The name of a kind; the code itself where it has none."""
    return kinds().get(action, action)
