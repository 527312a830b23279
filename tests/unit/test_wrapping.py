"""Lines of Chinese text on a terminal."""

from itertools import pairwise

import pytest
from rich.cells import cell_len

from zhijian.cli.wrapping import breaks


def lines(text: str, width: int) -> list[str]:
    places = [0, *breaks(text, width), len(text)]
    return [text[a:b] for a, b in pairwise(places)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("毕业去向落实率", 8, ["毕业去向", "落实率"]),
        ("毕业去向落实率", 20, ["毕业去向落实率"]),
        ("去向落实10469人", 12, ["去向落实", "10469人"]),  # a number stays whole
        ("落实率，比上年", 6, ["落实", "率，比", "上年"]),  # no line begins with a comma
        ("落实率【97.6%】，", 14, ["落实率", "【97.6%】，"]),  # however many of them
        ("落实率【97.60%】", 13, ["落实率", "【97.60%】"]),  # brackets stay with what they hold
        ("去向落实10469人，比上年", 13, ["去向落实", "10469人，比上", "年"]),  # and stays with its unit
        ("合计 ＝ 6.3% ≠ 3.6%", 8, ["合计 ＝ ", "6.3% ≠ ", "3.6%"]),  # no line begins with a blank
        ("见（表6）", 4, ["见", "（表", "6）"]),  # nor ends with an opening bracket
        ("report.docx#h11(2.2.2)/p1", 10, ["report.doc", "x#h11(2.2.", "2)/p1"]),  # nor is wider than the screen
        ("", 10, [""]),
    ],
)
def test_where_lines_are_broken(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


def test_no_line_is_wider_than_the_screen_but_for_a_closing_mark() -> None:
    text = "其中，通过中高职贯通培养升学1495人（占“升学人数”的30.9%），比上年增加300人，增长25.1%；" * 3
    for width in range(12, 60):
        assert all(cell_len(line) <= width for line in lines(text, width))
        assert "".join(lines(text, width)) == text
