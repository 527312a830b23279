"""Whatever a text holds, reading it ends, quotes what stands there, and reads a printed quantity as it was meant."""

import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.support.claims import document_of

from zhijian.expressions import Variable, leaves
from zhijian.proof import by_id, figure_of
from zhijian.proof.claims import read_passages, read_relations
from zhijian.proof.claims.mentions import mentions, plain
from zhijian.quantity import Quantity, unit

FRAGMENTS = st.sampled_from(
    [
        "在校生",
        "专任教师",
        "生师比",
        "就业率",
        "其中",
        "分别为",
        "依次为",
        "占",
        "占比",
        "比上年",
        "同比",
        "增加",
        "减少",
        "增长",
        "下降",
        "提高到",
        "由",
        "从",
        "到",
        "至",
        "持平",
        "共",
        "合计",
        "近",
        "约",
        "超过",
        "以上",
        "余",
        "多",
        "不足",
        "生均",
        "每名",
        "人均",
        "每万人",
        "完成",
        "的",
        "中",
        "有",
        "2024年",
        "2023—2024学年",
        "上年",
        "今年",
        "近三年",
        "截至",
        "9月1日",
        "云岭市",
        "云岭一职",
        "全市",
        "全省",
        "该校",
        "计划",
        "力争",
        "（",
        "）",
        "(",
        ")",
        "，",
        "、",
        "。",
        "；",
        "：",
        ":",
        "“",
        "”",
        "《",
        "》",
        "\n",
        " ",
        "1",
        "12",
        "1,234",
        "12.5",
        "0",
        "１２",
        "-3",
        "+",
        "%",
        "％",
        "‰",
        "∶",
        "人",
        "名",
        "所",
        "个",
        "个百分点",
        "万元",
        "亿元",
        "倍",
        "成",
        "一半",
        "三分之二",
        "翻了一番",
        "九",
        "十二",
        "两",
        "百分之",
        "第",
        "3名",
        "—",
        "-",
        "~",
        "万",
        "千",
        "百",
        "点",
        "/",
        "10万",
        "/生",
        "平方米",
        "公办",
        "民办",
        "教师",
        "学校",
        "项",
        "本",
        "册",
        "\x00",
        "㎡",
        "①",
        "Ⅳ",
        "🙂",
        "A",
        "https://",
    ]
)
TEXTS = st.lists(st.one_of(FRAGMENTS, st.text(max_size=3)), max_size=60).map("".join)
ROWS = (
    "1",
    "2024",
    "\n",
    "、",
    "占",
    "（1",
    "1人、",
    "由1人",
    "“1",
    "1:",
    "1.",
    "分别为1人、",
    "的1人的",
    "1人中",
    "其中1人",
    "甲1人，占1%，",
    "1人（占1%）",
    "甲1人占全部的1%，比上年增加1人，",
)
SYMBOLS = st.sampled_from(
    ["人", "所", "个", "万元", "亿元", "%", "‰", "个百分点", "平方米", "万册", "学时", "人次", "元/生", ":1"]
)


@settings(deadline=None)
@given(TEXTS)
@example("分别为，1人、2人")
@example("（其中1人）（2人，")
@example("占1%的占2%的")
@example("1人" * 200)
def test_reading_ends_and_quotes_what_stands_there(text: str) -> None:
    passages = read_passages(document_of("报告1。" + text))
    figures = [figure for passage in passages for figure in passage.figures]
    for passage in passages:
        ends = [0]
        for figure in passage.figures:
            start, end = figure.span
            assert ends[-1] <= start < end <= len(passage.text)
            assert figure.text == passage.text[start:end] == passage.text[start:end].strip()
            assert figure.quantity.high is None or figure.quantity.low <= figure.quantity.high
            ends.append(end)
    assert [figure.id for figure in figures] == sorted({figure.id for figure in figures})
    for relation in read_relations(passages):
        assert (
            {figure_of(leaf) for leaf in leaves(relation.that) if isinstance(leaf, Variable)}
            <= set(relation.figures)
            <= set(by_id(figures))
        )
        assert 0 < relation.confidence <= 1


@settings(deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 4), SYMBOLS, st.sampled_from(["在校生", "教育支出为", "合格率达", "，"]))
def test_a_printed_quantity_is_read_as_it_was_meant(mantissa: int, decimals: int, symbol: str, before: str) -> None:
    stated = Quantity.stated(mantissa, decimals, unit(symbol))
    text = f"{before}{stated}。"
    (found,) = mentions(plain(text))
    assert (text[found.start : found.end], found.quantity) == (str(stated), stated)


@pytest.mark.parametrize("row", ROWS)
def test_a_long_row_of_the_same_characters_is_read_to_its_end(row: str) -> None:
    """Whatever looks ahead without end makes this one hang."""
    read_relations(read_passages(document_of("报告1。" + row * (6_000 // len(row)))))


@pytest.mark.parametrize(
    "row", ["在校生1人，占1%，", "学校1所（公办1所），比上年增加1所；", "其中甲1人、乙2人，分别增长1%和2%。"]
)
def test_twice_the_text_takes_twice_the_steps(row: str) -> None:
    once, twice = (steps_of_reading("报告1。" + row * times) for times in (300, 600))
    assert twice < 2.2 * once


def steps_of_reading(text: str) -> int:
    """How many functions are called: no clock, so that a busy machine does not matter."""
    count = 0

    def called(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    document = document_of(text)
    before = sys.getprofile()
    sys.setprofile(called)
    try:
        read_relations(read_passages(document))
    finally:
        sys.setprofile(before)
    return count
