"""Sentences about rounds and organisations."""

from __future__ import annotations

from zhijian.messages import _
from zhijian.web.audit.context import SHOWN, Context
from zhijian.web.audit.models import AuditEvent
from zhijian.web.audit.sayings import Lines, Saying, moment


def opened(context: Context, event: AuditEvent) -> Lines:
    detail = event.detail
    values = {"who": context.who(event), "round": event.subject, "n": len(detail["organisations"])}
    values["deadline"] = moment(detail["deadline"])
    if detail["trial"]:
        yield _("{who}开放试填批次“{round}”，{n} 个单位参加，截止 {deadline}", **values)
    else:
        yield _("{who}开放批次“{round}”，{n} 个单位参加，截止 {deadline}", **values)
    if detail.get("carried"):
        yield _("结转上年数据 {n} 格", n=detail["carried"])


def closed(context: Context, event: AuditEvent) -> Lines:
    yield _("{who}结束批次“{round}”", who=context.who(event), round=event.subject)


def reopened(context: Context, event: AuditEvent) -> Lines:
    yield _("{who}重新打开批次“{round}”", who=context.who(event), round=event.subject)
    if event.detail.get("reason"):
        yield _("原因：{reason}", reason=context.text(event.detail["reason"]))


def exported(context: Context, event: AuditEvent) -> Lines:
    n = len(event.detail["organisations"])
    yield _("{who}导出批次“{round}”的报告文件夹，含 {n} 个单位", who=context.who(event), round=event.subject, n=n)


def imported(context: Context, event: AuditEvent) -> Lines:
    detail = event.detail
    yield _(
        "{who}把报告文件夹导入批次“{round}”：数据 {cells} 格、说明 {reasons} 条、意见 {comments} 条、附件 {files} 个",
        who=context.who(event),
        round=event.subject,
        cells=detail["cells"],
        reasons=detail["reasons"],
        comments=detail["comments"],
        files=detail["attachments"],
    )


def added(context: Context, event: AuditEvent) -> Lines:
    yield _("{who}导入报告文件夹时添加单位“{where}”", who=context.who(event), where=event.subject)


def listed(context: Context, event: AuditEvent) -> Lines:
    new, changed = event.detail["new"], event.detail["changed"]
    yield _(
        "{who}更新“{where}”及下级的单位名单：新增 {new} 个，变更 {changed} 个",
        who=context.who(event),
        where=event.subject,
        new=len(new),
        changed=len(changed),
    )
    if new:
        yield _("新增：{codes}", codes="、".join(new[:SHOWN]))
    if changed:
        yield _("变更：{codes}", codes="、".join(changed[:SHOWN]))


def begun(context: Context, event: AuditEvent) -> Lines:
    yield _("{who}建立系统，最上级单位为“{where}”", **context.who_and_where(event))


SAYINGS: dict[str, Saying] = {
    "round.opened": opened,
    "round.closed": closed,
    "round.reopened": reopened,
    "round.exported": exported,
    "round.imported": imported,
    "organisation.added": added,
    "organisations.imported": listed,
    "installation.begun": begun,
}
