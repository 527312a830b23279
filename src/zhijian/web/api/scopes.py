"""How far a token reaches. It never reaches further than its user."""

from __future__ import annotations

from enum import StrEnum

from zhijian.messages import _


class Scope(StrEnum):
    """read: figures and what belongs to them, as far as the user may see. The others each add one kind of deed or of
    knowledge (people: who is what where; audit: the audit trail), and none includes another."""

    read = "read"
    enter = "enter"
    comment = "comment"
    step = "step"
    open = "open"
    exchange = "exchange"
    remind = "remind"
    people = "people"
    administer = "administer"
    audit = "audit"

    @property
    def label(self) -> str:
        return {
            Scope.read: _("查看数据"),
            Scope.enter: _("填写数据、说明，上传附件"),
            Scope.comment: _("发表意见"),
            Scope.step: _("提交、签字、审核、退回"),
            Scope.open: _("开放批次"),
            Scope.exchange: _("导出、导入报告文件夹"),
            Scope.remind: _("发送提醒，标记消息已读"),
            Scope.people: _("查看人员与邀请"),
            Scope.administer: _("管理单位、人员与邀请"),
            Scope.audit: _("查看审计日志"),
        }[self]
