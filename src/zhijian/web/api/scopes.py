"""How far a token reaches. It never reaches further than its user."""

from __future__ import annotations

from enum import StrEnum

from zhijian.messages import _


class Scope(StrEnum):
    """read: everything that the user may see. The others each add one kind of deed, and none includes another."""

    read = "read"
    enter = "enter"
    comment = "comment"
    step = "step"
    open = "open"
    exchange = "exchange"

    @property
    def label(self) -> str:
        return {
            Scope.read: _("查看数据"),
            Scope.enter: _("填写数据、说明，上传附件"),
            Scope.comment: _("发表意见"),
            Scope.step: _("提交、签字、审核、退回"),
            Scope.open: _("开启批次"),
            Scope.exchange: _("导出、导入报告文件夹"),
        }[self]
