"""Slips that a sentence shows by itself: % for 个百分点, remains of a template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhijian.findings import Finding, Severity, finding
from zhijian.proof.form.texts import Piece

_PERCENT = r"\d+(?:\.\d+)?\s*[%％]"
_THAN = (
    r"(?:比|较|同比|环比|与)\s*(?:去年|上年|上一?年度?|上学年|上一学年|上届|上一[轮届次期]|前一年|\d{4}年(?:度|同期)?)?"
    r"\s*(?:同期|度)?\s*(?:相比)?[，,]?\s*"
)
_POINTS = re.compile(
    rf"(?P<level>{_PERCENT})\s*[，,（(、]\s*{_THAN}(?P<verb>高出|高|提高|提升|上升|降低|下降|低|回落|增长|增加|减少)了?"
    rf"\s*(?P<change>{_PERCENT})"
)
_SURE_VERBS = {
    "高出",
    "高",
    "低",
    "提高",
    "提升",
    "上升",
    "降低",
    "下降",
    "回落",
}  # 增长 of a rate may be meant in percent
_ANY_CHANGE = {"上升", "下降", "降低", "增长", "增加", "减少"}
_RATE = re.compile(r"(?:率|占|比重|比例|度|份额)[^，,。；;、]{0,12}$")
_OF_AN_AMOUNT = re.compile(r"\d[\d.,]*[万亿]?[\u4e00-\u9fff]{1,4}[，,]占[^，,。；;、]{0,20}$")  # 5亿元，占75%，增长5%
_PLANNED = re.compile(r"(?:预算|计划|目标|任务|同期|上年|去年)[数额]?(?:\d[\d,.]*[\u4e00-\u9fff]{1,3})?的?$")
_BESIDE = re.compile(r"(?:同比|环比)(?:上涨|上升|增长|提高|下降|下跌|降低|回落|减少)了?$")  # 同比上涨0.2%，环比下降0.5%
_CHANGED = re.compile(r"(?:同比|环比|[比较][^，。；]{1,8}?)(?:增长|上涨|上升|下跌|下降|降低|增加|减少)了?$")
_FROM_TO = re.compile(
    rf"(?:由|从)[^，。；]{{0,12}}?(?P<low>{_PERCENT})\s*(?:提高|提升|上升|增加|增长|下降|降低|减少)[到至为]\s*(?P<high>{_PERCENT})"
    rf"[，,]\s*(?:提高|提升|上升|增加|增长|下降|降低|减少)了?\s*(?P<change>{_PERCENT})"
)
_REMAINS = re.compile(
    r"(?<![A-Za-z0-9+])[XxＸ×✕]{2,}(?![A-Za-z])|\{\{|\}\}|(?<![A-Za-z])(?:TODO|TBD|FIXME|Lorem ipsum)(?![A-Za-z])"
    r"|待(?:补充|完善|核实|填写|定稿)(?=[）)】\]。]|$)|[（(【\[](?:请|此处|待)[^）)】\]]{0,20}[）)】\]]"
    r"|(?:单击|点击)此处(?:输入|添加)|_{4,}|＿{3,}"
)


def check_wording(pieces: Sequence[Piece]) -> Iterator[Finding]:
    """ZJ608 and ZJ610."""
    for piece in pieces:
        if piece.kind in {"paragraph", "item"}:
            yield from _percentage_points(piece)
        yield from _remains(piece)


def _percentage_points(piece: Piece) -> Iterator[Finding]:
    for found in _POINTS.finditer(piece.text):
        before = piece.text[: found.start()]
        if _PLANNED.search(before):  # 为预算的99.4%，增长4.9% tells of the amount
            continue
        if _BESIDE.search(before) and re.search("同比|环比", found[0]):
            continue
        if _CHANGED.search(before) and found["verb"] in _ANY_CHANGE:  # 同比上涨0.2%，环比下降0.5%
            continue
        of_either = found["verb"] not in _SURE_VERBS or found["verb"] == "下降"
        if of_either and _OF_AN_AMOUNT.search(before):
            continue
        if found["verb"] in _SURE_VERBS:
            yield _points(piece, found, Severity.warning)
        elif _RATE.search(before):
            yield _points(piece, found, Severity.notice)
    for found in _FROM_TO.finditer(piece.text):
        yield _points(piece, found, Severity.warning)


def _points(piece: Piece, found: re.Match[str], severity: Severity) -> Finding:
    start, end = found.span("change")
    change = found["change"].rstrip("%％ ")
    return finding(
        "ZJ608",
        piece.at(start, end),
        severity=severity,
        quote=piece.around(*found.span()),
        found=found["change"],
        expected=f"{change}个百分点",
        subject=found[0],
    )


def _remains(piece: Piece) -> Iterator[Finding]:
    for found in _REMAINS.finditer(piece.text):
        yield finding(
            "ZJ610", piece.at(*found.span()), found=found[0], quote=piece.around(*found.span()), subject=found[0]
        )
