"""The roles that somebody can have in an organisation."""

from __future__ import annotations

from enum import StrEnum

from zhijian.messages import _


class Role(StrEnum):
    """clerk and head: of a school. reviewer, editor, administrator, reader: of an organisation and all below it."""

    clerk = "clerk"
    head = "head"
    reviewer = "reviewer"
    editor = "editor"
    administrator = "administrator"
    reader = "reader"

    @property
    def label(self) -> str:
        return {
            Role.clerk: _("填报员"),
            Role.head: _("单位负责人"),
            Role.reviewer: _("审核员"),
            Role.editor: _("编辑"),
            Role.administrator: _("管理员"),
            Role.reader: _("查阅人"),
        }[self]
