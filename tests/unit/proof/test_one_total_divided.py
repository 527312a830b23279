"""Tables that divide one total several times, and shares of what a paragraph before states."""

from pathlib import Path

import pytest

from support.small_reports import findings_on_page

TABLE = """
<tr><th colspan="2" rowspan="2">项目</th><th colspan="2">专任教师</th><th colspan="2">外聘教师</th></tr>
<tr><th>数量</th><th>比例（%）</th><th>数量</th><th>比例（%）</th></tr>
<tr><td colspan="2">总计</td><td>826</td><td>/</td><td>240</td><td>/</td></tr>
<tr><td rowspan="6">职称</td><td>正高级</td><td>92</td><td>11.14</td><td>36</td><td>15</td></tr>
<tr><td>其中教授</td><td>90</td><td>10.9</td><td>30</td><td>12.5</td></tr>
<tr><td>副高级</td><td>268</td><td>32.45</td><td>84</td><td>35</td></tr>
<tr><td>中级</td><td>341</td><td>41.28</td><td>96</td><td>40</td></tr>
<tr><td>初级</td><td>75</td><td>9.08</td><td>9</td><td>3.75</td></tr>
<tr><td>未评级</td><td>50</td><td>6.05</td><td>15</td><td>6.25</td></tr>
<tr><td rowspan="3">学位</td><td>博士</td><td>143</td><td>17.31</td><td>30</td><td>12.5</td></tr>
<tr><td>硕士</td><td>495</td><td>59.93</td><td>120</td><td>50</td></tr>
<tr><td>学士</td><td>188</td><td>22.76</td><td>90</td><td>37.5</td></tr>
"""
TEXT = """
<p>学校现有专任教师826人。</p>
<p>专任教师中，双师型教师412人，占专任教师的49.88%；高级职称教师360人，占专任教师的43.58%；
研究生学位教师638人，占专任教师的77.24%。</p>
<p>专任教师中，具有博士学位教师143人、硕士学位教师495人，分别占17.31%和59.93%。</p>
<p>专任教师中，正高职称教师92人、副高职称教师268人，分别占11.14%和32.45%。</p>
"""


def proofed(body: str, folder: Path) -> list[str]:
    return [found.arithmetic for found in findings_on_page(folder, body)]


@pytest.mark.parametrize("body", [f"<table>{TABLE}</table>", TEXT])
def test_what_agrees_is_silent(body: str, tmp_path: Path) -> None:
    assert proofed(body, tmp_path) == []


@pytest.mark.parametrize(
    ("printed", "slip", "told"),
    [
        ("<td>826</td>", "<td>862</td>", "92 ＋ 268 ＋ 341 ＋ 75 ＋ 50 ＝ 826 ≠ 862"),
        ("<td>143</td>", "<td>134</td>", "134 ÷ 826 ＝ 16.22% ≠ 17.31%"),
        ("59.93", "53.93", "495 ÷ 826 ＝ 59.93% ≠ 53.93%"),
        ("10.9<", "10.6<", "90 ÷ 826 ＝ 10.9% ≠ 10.6%"),
    ],
)
def test_a_slip_in_the_table_is_told(printed: str, slip: str, told: str, tmp_path: Path) -> None:
    assert told in " | ".join(proofed(f"<table>{TABLE.replace(printed, slip, 1)}</table>", tmp_path))


@pytest.mark.parametrize(
    ("printed", "slip", "told"),
    [
        ("412人", "421人", "421人 ÷ 826人 ＝ 50.97% ≠ 49.88%"),
        ("77.24%", "77.42%", "638人 ÷ 826人 ＝ 77.24% ≠ 77.42%"),
        ("495人", "459人", "459人 ÷ 826人 ＝ 55.57% ≠ 59.93%"),
    ],
)
def test_a_slip_in_a_share_of_what_stands_before_is_told(printed: str, slip: str, told: str, tmp_path: Path) -> None:
    assert told in " | ".join(proofed(TEXT.replace(printed, slip, 1), tmp_path))
