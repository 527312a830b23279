"""The words of tables: numbers, periods, units, and what rows and columns are called."""

from __future__ import annotations

import re
from dataclasses import replace

from zhijian.quantity import Quantity, QuantityError, Unit, UnknownUnit, parse_number, parse_quantity, unit

TOTAL = re.compile(r"(合计|总计|共计|总和|全市合计|合计数|全部合计|总数)")
MEAN = re.compile(
    r"平均|平均值|平均数|均值|(?:全市|全县|全省|全区|全校|总体|全国|各校)平均(?:值|数|水平)?"
    r"|近?[两二三四五六七八九十\d]{1,2}(?:年|个月|次)平均(?:值|数)?"
)
SUBTOTAL = re.compile(r"小计")
PART = re.compile(r"^(?:其中|#|＃)[:：]?")
CHANGE = re.compile(
    r"变化|变动(?:数|额|量|率|比例|幅度)|增减|增长|增幅|增速|增加|减少|升降|比上年|较上年|同比|环比|涨跌"
)
GROWTH = re.compile(r"增长率|增减率|增幅|增速|变化率|变动(?:率|比例)|涨跌幅|降幅|增长|同比|幅度|%|％|率")
SHARE = re.compile(r"占比|比重|构成比|所占比例|所占比|百分比|占.{0,8}比例")
AVERAGE = re.compile(r"均|率|人时|密度|强度|指数|比例|满意度|占比|比重|[^同环]比(?=$|[（(])|中位数")
# Heads of columns that say when, or that what was planned or reached is meant, and not what is measured
NOW = re.compile(
    r"(?:本|今|当)(?:年|期|学年|年度)(?:数|末|累计|实际|发生额|金额)?|期末(?:数|余额)?|年末(?:数|余额)?"
    r"|执行数?|决算数?|完成数|完成额|实绩|实际(?:值|数|完成数?)?"
)
BEFORE = re.compile(
    r"(?:上|去|前)一?(?:年|期|学年|年度)(?:同期)?(?:数|末|累计|实际|发生额|金额|执行数?|决算数?|完成数)?"
    r"|期初(?:数|余额)?|年初(?:数|余额)?"
)
PLANNED = re.compile(r"(?:年初|调整|全年|年度)?(?:预算|计划|目标)(?:数|值|额)?")
UP, DOWN, LEVEL = (
    ("上升", "增加", "增长", "提高", "↑", "升"),
    ("下降", "减少", "降低", "↓", "降"),
    ("持平", "不变", "—持平"),
)
_CHANGE_TOLD = re.compile(
    r"(?:上升|增加|增长|提高|提升|上涨|(?P<down>下降|减少|降低|下跌|下滑))了?(?P<amount>\d[\d,.]*\S{1,5})"
)
_UNIT_NOTE = re.compile(r"单位[:：]\s*([^\s，,；;）)]+)")
_IN_BRACKETS = re.compile(r"[（(]\s*(?:单位[:：])?\s*([^（）()]{1,8})[）)]\s*$")
_YEAR = r"(?:19|20)\d{2}"
_SCHOOL_YEAR = re.compile(rf"({_YEAR})\s*[-—–－~～至/]{{1,2}}\s*({_YEAR}|\d{{2}})\s*学?年?度?")
_PERIOD = re.compile(rf"({_YEAR})\s*(?:年?(?:度|末|底)?|届)")

_BEFORE_WHOLE = re.compile(
    r"^(?:近[一二两三四五]年|(?:19|20)\d{2}(?:[-—–－~至](?:19|20)?\d{2})?(?:学年度?|年度|年末|年底|年)?)?"
    r"(?:全市|全省|全县|全区|全校|我市|我省|我县|我区|我校|各地)?"
)
_AFTER_WHOLE = re.compile(
    r"(?:总量|数量|人数|总数|数)?(?:构成|组成|结构|分布|占比|完成|执行|变化|基本|及其构成)?(?:情况)?(?:统计|一览|明细|汇总|对比|比较)?表?$"
)
_LONGEST_WHOLE = 12
_MANY = re.compile(r"[和与及、各]|情况|主要|分布|指标|年")


def is_number(text: str) -> bool:
    """Whether a cell states a figure (12, 16.7%, 17.2:1, 36.5万元)."""
    return quantity_of(text, None) is not None


def quantity_of(text: str, measured: Unit | None, *, average: bool = False, counted: bool = True) -> Quantity | None:
    """What a cell states, in its own unit or else in ``measured``; None where it is no figure.

    average: a mean or a rate, so that a whole number is rounded, too. counted: without a unit, it counts things: else
    the unit may have been lost, and it may be an amount that was rounded.
    """
    plain = text.strip().rstrip("*＊")
    try:
        mantissa, decimals = parse_number(plain)
    except QuantityError:
        try:
            return parse_quantity(plain)
        except (QuantityError, UnknownUnit):
            return None
    kept = measured if measured is not None else unit("")
    return Quantity.stated(
        mantissa, decimals, kept, exact_count=False if average or (measured is None and not counted) else None
    )


def change_of(text: str) -> Quantity | None:
    """A change that a cell tells with its direction: 减少1.29个百分点 is below zero; None where it is none."""
    found = _CHANGE_TOLD.fullmatch(text)
    stated = quantity_of(found["amount"], None) if found else None
    if found is None or stated is None or stated.high is None or stated.low < 0:
        return None
    return replace(stated, mantissa=-stated.mantissa, low=-stated.high, high=-stated.low) if found["down"] else stated


def unit_in(text: str) -> Unit | None:
    """The unit that a header, a row's label or a caption names: 经费（万元）, 单位：人."""
    for found in (*_UNIT_NOTE.finditer(text), _IN_BRACKETS.search(text)):
        if found and (known := known_unit(found[1]) or known_unit(re.split("[、/和及]", found[1])[0])):
            return known
    return None


def known_unit(symbol: str) -> Unit | None:
    """The unit so written; None where it is none."""
    try:
        return unit(symbol.strip()) if symbol.strip() else None
    except UnknownUnit:
        return None


def without_unit(text: str) -> str:
    """A label without the unit in brackets at its end."""
    found = _IN_BRACKETS.search(text)
    return text[: found.start()] if found and known_unit(found[1]) else text


def period_of(text: str) -> str:
    """The period that a label is: 2024年, 2023—2024学年; empty where it is none."""
    plain = without_unit(re.sub(r"\s+", "", text))
    if found := _SCHOOL_YEAR.fullmatch(plain):
        return found[1] + "-" + (found[2] if len(found[2]) == 4 else found[1][:2] + found[2])
    found = _PERIOD.fullmatch(plain)
    return found[1] if found else ""


def period_in(text: str) -> str:
    """The only period that a caption names; empty where it names none or several."""
    years = set(re.findall(rf"(?<!\d){_YEAR}(?=\s*[年—–-])", text))
    found = _SCHOOL_YEAR.search(text)
    if found is not None and len(years) <= 2:
        return period_of(found[0].rstrip("度"))
    return years.pop() if len(years) == 1 else ""


def whole_of(caption: str) -> str:
    """What the total of a table with this caption counts: 2024年床位构成情况; empty where the caption does not say."""
    plain = re.sub(r"[（(][^（）()]*[）)]|\s", "", caption)
    plain = _BEFORE_WHOLE.sub("", plain, count=1)
    shorter = _AFTER_WHOLE.sub("", plain)
    return shorter if 2 <= len(shorter) <= _LONGEST_WHOLE and not _MANY.search(shorter) else ""


def measure_of(label: str) -> str:
    """What a label counts: without 其中, stars, quotation marks, numbering and unit."""
    plain = PART.sub("", re.sub(r"\s+", "", label)).strip("*＊：:")
    plain = re.sub(r"^(?:\d+[.．、]|[（(]?[一二三四五六七八九十\d]+[）)、.．])", "", plain)
    return re.sub(r"[*＊“”\"]", "", without_unit(plain))


def direction_of(text: str) -> int | None:
    """1 up, -1 down, 0 level for a cell that only says so; None for any other."""
    for words, direction in ((UP, 1), (DOWN, -1), (LEVEL, 0)):
        if text in words:
            return direction
    return None
