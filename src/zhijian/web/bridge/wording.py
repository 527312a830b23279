"""A plan in words: for the terminal and for the page that asks whether to go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from zhijian.messages import _, language
from zhijian.web.bridge.plan import Plan
from zhijian.web.collection.form import BASE, entry_form
from zhijian.web.rounds.models import Round

SHOWN = 500  # cells that are listed one by one; the count is complete


def summary_of(plan: Plan) -> list[str]:
    """One line per kind of thing that would change."""
    told = []
    if plan.cells:
        new = sum(not change.version for change in plan.cells)
        told.append(
            _(
                "数据 {n} 格：新填 {new} 格，改动 {changed} 格",
                n=len(plan.cells),
                new=new,
                changed=len(plan.cells) - new,
            )
        )
    if plan.records is not None:
        told.append(_("由学籍、问卷等记录计得的数据 {n} 项（替换现有的）", n=len(plan.records)))
    if plan.history is not None:
        told.append(_("往年数据 {n} 项（替换现有的）", n=len(plan.history)))
    for count, text in (
        (len(plan.reasons), _("书面说明 {n} 条", n=len(plan.reasons))),
        (len(plan.comments), _("意见 {n} 条", n=len(plan.comments))),
        (len(plan.attachments), _("附件 {n} 个", n=len(plan.attachments))),
        (len(plan.files), _("章节、案例、图片等文件 {n} 个", n=len(plan.files))),
    ):
        if count:
            told.append(text)
    return told or [_("没有任何变化。")]


def rows_of(plan: Plan, round_: Round) -> list[dict[str, Any]]:
    """The changed cells, in the order of the schools and of the form: organisation, table, label, period, before, after."""
    form = entry_form(round_.catalogue)
    names = dict(round_.submissions.values_list("organisation__code", "organisation__name"))
    places = {key: number for number, key in enumerate(form.rows)}
    changes = sorted(plan.cells, key=lambda c: (c.key[0], places[c.key[2:]], c.key[1]))
    return [
        {
            "organisation": names[change.key[0]],
            "table": _("基础数据")
            if form.table_of(*change.key[2:]) == BASE
            else _("表{table}", table=form.table_of(*change.key[2:])),
            "label": _label(form, *change.key[2:]),
            "period": change.key[1],
            "before": change.before,
            "after": change.after,
            "source": change.source,
        }
        for change in changes[:SHOWN]
    ]


def _label(form: Any, indicator: str, slice_: str) -> str:
    label = form.catalogue.short_label(indicator, language())
    return f"{label}：{form.catalogue.slice_label(indicator, slice_, language())}" if slice_ else label


def lines_of(plan: Plan, round_: Round) -> Iterator[str]:
    """The plan for a terminal."""
    yield from summary_of(plan)
    per_school = Counter(change.key[0] for change in plan.cells)
    for row in rows_of(plan, round_):
        yield f"  {row['organisation']} {row['table']} {row['label']} {row['period']}：{row['before'] or '—'} → {row['after']}"
    if sum(per_school.values()) > SHOWN:
        yield _("  ……另有 {n} 格", n=sum(per_school.values()) - SHOWN)
    yield from plan.notes
    if plan.obstacles:
        yield _("有 {n} 个问题，改正之前不能导入：", n=len(plan.obstacles))
        yield from (f"  {obstacle}" for obstacle in plan.obstacles)
