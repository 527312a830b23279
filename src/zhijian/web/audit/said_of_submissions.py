"""Sentences about figures and what hangs on them, and about the steps of a submission."""

from __future__ import annotations

from zhijian.messages import _
from zhijian.web.audit.context import SHOWN, Context, cells_of
from zhijian.web.audit.kinds import STEP, kind_label
from zhijian.web.audit.models import AuditEvent
from zhijian.web.audit.sayings import Lines, Saying, moment
from zhijian.web.pages.tags import origin_words
from zhijian.web.rounds.states import State


def cells_saved(context: Context, event: AuditEvent) -> Lines:
    """One cell with what it was before; many with how they came in, each on a line."""
    count = len(event.detail["cells"])
    changes = [context.change(event, cell) for cell in cells_of(event)]
    values = context.who_and_where(event)
    if count == 1:
        cell, before, after = changes[0]
        yield _("{who}填写“{where}”的{cell}：{before} → {after}", cell=cell, before=before, after=after, **values)
    elif count:
        how = origin_words(event.detail.get("origin", ""))
        yield _("{who}填写“{where}”的 {n} 格（{how}）", n=count, how=how, **values)
        for cell, before, after in changes:
            yield _("{cell}：{before} → {after}", cell=cell, before=before, after=after)
        if count > len(changes):
            yield _("……另有 {n} 格", n=count - len(changes))
    else:
        yield _("{who}为“{where}”填写说明", **values)
    for indicator, slice_, period, _kind, text in event.detail.get("reasons", [])[:SHOWN]:
        cell = context.cell(event, (indicator, slice_, period))
        yield _("{cell}的说明：{text}", cell=cell, text=context.text(text))


def _about(context: Context, event: AuditEvent) -> dict[str, str]:
    """The values of sentences about one cell."""
    return {
        **context.who_and_where(event),
        "cell": context.cell(event, event.detail["cell"]),
        "text": context.text(event.detail.get("text", "")),
    }


def reason_given(context: Context, event: AuditEvent) -> Lines:
    values = _about(context, event)
    if event.detail["kind"] == "accepted":
        yield _("{who}说明“{where}”的{cell}的核查问题可以接受：{text}", **values)
    elif event.detail["kind"] == "gap":
        yield _("{who}说明“{where}”的{cell}为何没有数据：{text}", **values)
    else:
        yield _("{who}说明“{where}”的{cell}数据属实：{text}", **values)


def reason_withdrawn(context: Context, event: AuditEvent) -> Lines:
    yield _("{who}撤回“{where}”的{cell}的说明", **_about(context, event))


def comment_written(context: Context, event: AuditEvent) -> Lines:
    yield _("{who}对“{where}”的{cell}提出意见：{text}", **_about(context, event))


def file_attached(context: Context, event: AuditEvent) -> Lines:
    values = {**context.who_and_where(event), "name": context.text(event.detail["name"])}
    if event.detail["cell"][0]:
        cell = context.cell(event, event.detail["cell"])
        yield _("{who}为“{where}”的{cell}上传附件“{name}”", cell=cell, **values)
    else:
        yield _("{who}为“{where}”的填报上传附件“{name}”", **values)


def step(context: Context, event: AuditEvent) -> Lines:
    """A step between two states, with the reasons where there are any."""
    detail = event.detail
    yield _(
        "{who}办理“{where}”的“{step}”：{before} → {after}",
        **context.who_and_where(event),
        step=kind_label(event.action),
        before=State(detail["from"]).label,
        after=State(detail["to"]).label,
    )
    if detail.get("note"):
        yield _("理由：{text}", text=context.text(detail["note"]))
    for indicator, slice_, period, text in detail.get("cells", [])[:SHOWN]:
        yield _("{cell}：{text}", cell=context.cell(event, (indicator, slice_, period)), text=context.text(text))


def frozen(context: Context, event: AuditEvent) -> Lines:
    yield _("{who}接收“{where}”的数据，对方不能再撤回", **context.who_and_where(event))


def extended(context: Context, event: AuditEvent) -> Lines:
    yield _(
        "{who}把“{where}”的截止时间由 {before} 改为 {after}",
        **context.who_and_where(event),
        before=moment(event.detail["from"]),
        after=moment(event.detail["to"]),
    )


def records_accepted(context: Context, event: AuditEvent) -> Lines:
    detail = event.detail
    yield _(
        "{who}为“{where}”导入记录：得出 {facts} 个数，填入 {n} 格",
        **context.who_and_where(event),
        facts=detail["facts"],
        n=detail["filled"],
    )
    for file in detail["files"][:SHOWN]:
        name = context.text(file["name"])
        yield _("{name}：{n} 行，SHA-256 {digest}", name=name, n=file["rows"], digest=file["sha256"])


def records_undone(context: Context, event: AuditEvent) -> Lines:
    yield _(
        "{who}撤销“{where}”导入的记录，恢复 {n} 格",
        **context.who_and_where(event),
        n=event.detail["cells"],
    )


def reminded(context: Context, event: AuditEvent) -> Lines:
    text = context.text(event.detail["text"])
    yield _("{who}提醒“{where}”：{text}", **context.who_and_where(event), text=text)


SAYINGS: dict[str, Saying] = {
    "cells.saved": cells_saved,
    "reason.given": reason_given,
    "reason.withdrawn": reason_withdrawn,
    "comment.written": comment_written,
    "file.attached": file_attached,
    "records.accepted": records_accepted,
    "records.undone": records_undone,
    "reminder.sent": reminded,
    f"{STEP}frozen": frozen,
    f"{STEP}extended": extended,
}
