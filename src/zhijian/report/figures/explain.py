"""Obstacles in words: which finding they are, and whom and what they name."""

from __future__ import annotations

from difflib import get_close_matches

from zhijian.catalogue import Catalogue
from zhijian.facts import OrganisationTree
from zhijian.messages import _, language
from zhijian.report.figures.valuation import Obstacle

CODES = {
    "indicator": "ZJ401",
    "organisation": "ZJ401",
    "slice": "ZJ401",
    "missing": "ZJ403",
    "not_reported": "ZJ404",
    "no_data": "ZJ404",
    "not_applicable": "ZJ404",
    "stale": "ZJ406",
    "foreign": "ZJ406",
    "undefined": "ZJ407",
}


def obstacle_code(obstacle: Obstacle) -> str:
    return CODES[obstacle.kind]


def obstacle_values(obstacle: Obstacle, catalogue: Catalogue, tree: OrganisationTree) -> dict[str, str]:
    """The values that the message templates name: what, label, organisation, period."""
    known = obstacle.indicator in catalogue
    label = catalogue.short_label(obstacle.indicator, language()) if known else obstacle.indicator
    if known and obstacle.slice and obstacle.slice != "*" and catalogue[obstacle.indicator].slices:
        label += f"（{catalogue.slice_label(obstacle.indicator, obstacle.slice, language())}）"
    name = tree[obstacle.organisation].name if obstacle.organisation in tree else obstacle.organisation
    return {
        "label": label,
        "indicator": obstacle.indicator + (f"[{obstacle.slice}]" if obstacle.slice else ""),
        "organisation": name,
        "period": obstacle.period,
        "what": _what(obstacle, catalogue, tree),
    }


def _what(obstacle: Obstacle, catalogue: Catalogue, tree: OrganisationTree) -> str:
    if obstacle.kind == "indicator":
        near = get_close_matches(obstacle.indicator, list(catalogue.indicators), n=3, cutoff=0.6)
        text = _("没有编号为“{id}”的指标", id=obstacle.indicator)
        return text + (_("，是否为 {near}", near="、".join(near)) if near else "")
    if obstacle.kind == "organisation":
        near = get_close_matches(obstacle.organisation, [o.id for o in tree], n=3, cutoff=0.6)
        text = _("没有编号为“{id}”的单位", id=obstacle.organisation)
        return text + (_("，是否为 {near}", near="、".join(near)) if near else "")
    if obstacle.kind == "slice":
        if not catalogue[obstacle.indicator].slices:
            return _("指标 {id} 没有分组", id=obstacle.indicator)
        return _("指标 {id} 没有分组“{slice}”", id=obstacle.indicator, slice=obstacle.slice) + (
            _("，可用的有 {known}", known=obstacle.detail) if obstacle.detail else ""
        )
    return {
        "not_reported": _("未填"),
        "no_data": _("无数据"),
        "not_applicable": _("不适用"),
        "stale": _("来自较早的版次“{edition}”", edition=obstacle.detail),
        "foreign": _("计量单位是“{unit}”，与指标目录不符", unit=obstacle.detail),
    }.get(obstacle.kind, "")
