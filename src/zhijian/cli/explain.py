"""``zhijian explain``."""

from __future__ import annotations

import re

from rich.markup import escape

from zhijian.catalogue import Catalogue, Indicator, RollUp, Rule, load_catalogue
from zhijian.cli.screen import console
from zhijian.errors import UsageError
from zhijian.findings import Severity, all_codes, severity_label
from zhijian.messages import _, language


def _origin(name: str) -> str:
    return {
        "school": _("学校填报"),
        "records": _("由记录统计"),
        "survey": _("由问卷统计"),
        "formula": _("由公式计算"),
    }[name]


def _roll_up(kind: RollUp) -> str:
    return {
        RollUp.sum: _("各单位相加"),
        RollUp.weighted_mean: _("加权平均"),
        RollUp.maximum: _("取最大值"),
        RollUp.distinct: _("按唯一编号去重计数"),
        RollUp.formula: _("按汇总后的分子、分母计算"),
        RollUp.none: _("不汇总"),
    }[kind]


def run_explain(name: str, *, catalogue: str) -> None:
    """Print what a finding code, an indicator (id, label or alias) or a rule is."""
    codes = all_codes()
    if name.upper() in codes:
        _explain_code(name.upper())
        return
    loaded = load_catalogue(catalogue)
    rule = next((r for r in loaded.rules if r.id == name), None)
    if rule is not None:
        _explain_rule(rule, loaded)
        return
    found = _find(name, loaded)
    if not found:
        raise UsageError(_("没有找到“{name}”。可写核查问题编号（ZJ114）、指标编号或名称。", name=name))
    for indicator in found[:1] if found[0].id == name else found:
        _explain_indicator(indicator, loaded)


def _find(name: str, catalogue: Catalogue) -> list[Indicator]:
    if not name.strip():
        return []
    if name in catalogue:
        return [catalogue[name]]
    exact = [i for i in catalogue.indicators.values() if name in (*i.label.values(), *i.aliases)]
    return exact or [i for i in catalogue.indicators.values() if name in i.label["zh"] or name in i.id]


def _explain_code(name: str) -> None:
    out, lang, code = console(), language(), all_codes()[name]
    title = f"[bold]{code.code} {escape(code.title[lang])}[/]"
    out.print(_("{text}（{severity}）", text=title, severity=severity_label(Severity[code.severity])))
    for heading, text in ((_("为什么"), code.why), (_("例子"), code.example), (_("怎样处理"), code.remedy)):
        out.print(f"[bold]{heading}[/]  {escape(_without_values(text[lang]))}")
    for heading, sample in ((_("上年的报告"), code.sample_before), (_("有此问题的报告"), code.sample)):
        if sample:
            out.print(f"[bold]{heading}[/]")
            out.print("\n".join(f"    {line}" for line in sample.splitlines()), markup=False)


def _without_values(text: str) -> str:
    """A text of a code where a finding puts its own values in: what they are, in brackets."""
    names = {
        "expected": _("应有的值"),
        "found": _("实有的值"),
        "label": _("该指标"),
        "labels": _("所涉指标"),
        "location": _("位置"),
        "record": _("记录"),
        "other": _("另一处"),
        "denominator": _("分母"),
        "suggestion": _("建议值"),
    }
    return re.sub(r"\{(\w+)[^}]*\}", lambda match: f"〔{names.get(match[1], '…')}〕", text)


def _explain_rule(rule: Rule, catalogue: Catalogue) -> None:
    out, lang = console(), language()
    out.print(f"[bold]{rule.id}[/]  {escape(rule.message[lang])}")
    out.print(f"{_('关系')}  {escape(catalogue.in_words(rule.that, lang))}")
    severity = severity_label(Severity[rule.severity])
    out.print(_("不成立时") + "  " + _("{text}（{severity}）", text=rule.code, severity=severity))


def _explain_indicator(indicator: Indicator, catalogue: Catalogue) -> None:
    out, lang = console(), language()
    out.print(
        f"[bold]{escape(catalogue.label_path(indicator.id, lang))}[/]{'*' if indicator.starred else ''}  {indicator.id}"
    )
    place = (
        _("表{number} 第 {row} 项", number=indicator.table.number, row=indicator.table.row)
        if indicator.table
        else _("基础数据：{section}", section=catalogue.sections[indicator.section][lang] if indicator.section else "")
    )
    lines = [
        (_("位置"), place),
        (_("单位"), indicator.printed_unit),
        (_("定义"), indicator.definition.get(lang, "")),
        (_("统计口径"), catalogue.times[indicator.time][lang] if indicator.time else ""),
        (_("来源"), _origin(indicator.from_)),
        (_("公式"), catalogue.in_words(indicator.formula, lang) if indicator.formula else ""),
        (_("汇总"), _roll_up(indicator.roll_up)),
        (_("权重"), catalogue[indicator.weight].label[lang] if indicator.weight else ""),
        (_("又称"), "、".join(indicator.aliases)),
        (_("依据"), indicator.source),
        (_("说明"), indicator.unconstrained),
    ]
    for heading, text in lines:
        if text:
            out.print(f"  [bold]{heading}[/]  {escape(text)}")
    rules = [r for r in catalogue.rules if any(v == indicator.id for v in _ids(r)) and r.kind != "bounds"]
    for rule in rules:
        out.print(f"  [bold]{_('勾稽关系')}[/]  {escape(catalogue.in_words(rule.that, lang))}  [dim]{rule.id}[/]")


def _ids(rule: Rule) -> set[str]:
    from zhijian.expressions import leaves

    return {leaf.indicator for leaf in leaves(rule.that)}
