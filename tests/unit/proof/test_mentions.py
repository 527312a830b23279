"""What counts as a figure in a text, and what only looks like one."""

import pytest

from zhijian.proof.claims.mentions import mentions, plain
from zhijian.proof.claims.numerals import plain_numeral


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("在校生33577人，生师比17.6:1", ["33577人", "17.6:1"]),
        ("合计约205.8427万册，2300多名师生", ["约205.8427万册", "2300多名"]),
        ("增长近50%，超过3000分钟，100人以上", ["近50%", "超过3000分钟", "100人以上"]),
        ("生师比１７．６∶１，占１５％", ["１７．６∶１", "１５％"]),
        ("12,345人，1.1万人次，36.5亿千瓦时", ["12,345人", "1.1万人次", "36.5亿千瓦时"]),
        ("10—15人，3%-5%", ["10—15人", "3%-5%"]),
        ("百分之十二点五，一千二百人，银奖一枚", ["百分之十二点五", "一千二百人", "一枚"]),
        ("获得第3名，列第二位", ["第3名", "第二位"]),
        ("同比-3.5%", ["-3.5%"]),
    ],
)
def test_figures(text: str, figures: list[str]) -> None:
    assert [text[m.start : m.end] for m in mentions(plain(text))] == figures


@pytest.mark.parametrize(
    "text",
    [
        "2023—2024学年", "2024年5月8日上午", "11月16日—17日", "教职成〔2022〕5号", "“1310”具体部署", "“1+6+3”工作",
        "《2024年工作要点》", "第二届运动会", "见表1-1、图2-3", "（1）加强领导", "18:00—20:00", "1+X证书", "23年秋季开学",
        "第一名班主任", "一个项目", "三项措施", "一方面", "千方百计", "ISO9001认证", "V2.2.0版",
    ],
)  # fmt: skip
def test_no_figures(text: str) -> None:
    assert [m for m in mentions(plain(text)) if not m.ranked] == []


@pytest.mark.parametrize(
    ("text", "digits"),
    [("十", "10"), ("十二", "12"), ("二十", "20"), ("两千三百", "2300"), ("一万零五", "10005"), ("三百五", "350"),
     ("一亿二千万", "120000000"), ("三点五", "3.5"), ("二〇二四", "2024"), ("百千", None), ("一二", None), ("千", None)],
)  # fmt: skip
def test_numerals(text: str, digits: str | None) -> None:
    assert plain_numeral(text) == digits
