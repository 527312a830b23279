"""Which figures are doubted, shown on tables: figures as printed, what must hold, the alternatives, what would be right."""

from fractions import Fraction

import pytest

from zhijian.expressions import parse_relation
from zhijian.proof.localise import Stated, localise
from zhijian.quantity import parse_quantity

# figures | relations | one line per alternative: its suspects, each with the values that would be consistent
TABLES = {
    "a figure that two others speak against is the only suspect": """
        students 33577人   teachers 1903人   elsewhere 1249人   ratio 17.6:1   senior 293人   share 15.40%
        teachers == elsewhere ; students / elsewhere == ratio ; senior / teachers == share ; senior / elsewhere == share
        elsewhere 1903..1903
        """,
    "a sum that nothing else supports: each part or the total; a part cannot be negative": """
        national 0个   provincial 5个   school 30个   total 34个
        national + provincial + school == total
        provincial 4..4
        school 29..29
        total 35..35
        """,
    "the part that stands twice is right": """
        national 1个   provincial 5个   provincial2 5个   school 30个   total 35个
        national + provincial + school == total ; provincial == provincial2
        national 0..0
        school 29..29
        total 36..36
        """,
    "a share gives the whole counts that fit": """
        senior 293人   teachers 1903人   share 18.40%   share2 15.40%
        senior / teachers == share ; share == share2 ; senior / teachers == share2
        share 15.3967..15.3967
        """,
    "a doubted total has the range that its share leaves": """
        students 33577人   teachers 1249人   ratio 17.6:1   students2 33577人   ratio2 17.6:1
        students / teachers == ratio ; students == students2 ; ratio == ratio2
        teachers 1903..1913
        """,
    "growth stands once, though its base stands twice": """
        now 1162人   now2 1162人   before 1000人   growth 26.2%   before2 1000人
        (now - before) / before == growth ; now == now2 ; before == before2
        growth 16.2..16.2
        """,
    "two figures wrong in one place are told together": """
        a 10个   a2 10个   b 20个   b2 20个   c 35个   d 40个
        a + b == c ; a2 + b2 == d ; a == a2 ; b == b2
        c 30..30  d 30..30
        """,
    "a part above its whole": """
        patents 0项   inventions 1项
        inventions <= patents
        patents 1..
        inventions 0..0
        """,
    "a mean lies between its parts": """
        all 81.61%   young 81.72%   old 82.06%
        min(young, old) <= all ; all <= max(young, old)
        all 81.715..82.065
        young 0..81.615
        old 0..81.615
        """,
    "rounded shares may miss 100 %": """
        a 33.3%   b 33.3%   c 33.3%   whole 100%
        a + b + c == whole
        """,
    "a circle of relations: only together are they contradictory": """
        sum 10人   difference 4人   a 7人   a2 7人   b 9人
        x + y == sum ; x - y == difference ; y == b ; a == a2 ; x == a
        b 3..3
        """,
}


def read(table: str) -> tuple[dict[str, Stated], list[str], list[str]]:
    lines = [line.strip() for line in table.strip().splitlines()]
    words = lines[0].split()
    figures = {}
    for name, text in zip(words[::2], words[1::2], strict=True):
        quantity = parse_quantity(text)
        scale = quantity.unit.scale
        high = None if quantity.high is None else quantity.high * scale
        figures[name] = Stated(quantity.low * scale, high, whole=quantity.unit.count and quantity.exact)
    for name in ("x", "y"):  # figures of which nothing is printed
        if f"{name} " in lines[1]:
            figures[name] = Stated(Fraction(0), None)
    return figures, lines[1].split(" ; "), lines[2:]


def printed(end: Fraction | None, *, percent: bool) -> str:
    if end is None:
        return ""
    value = end * (100 if percent else 1)
    return f"{value.numerator}" if value.denominator == 1 else f"{float(value):.6g}"


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_the_figures_to_doubt(table: str) -> None:
    figures, relations, expected = read(table)
    causes = localise(figures, [parse_relation(text) for text in relations])
    percent = {name for name, text in zip(table.split()[::2], table.split()[1::2], strict=False) if text.endswith("%")}
    told = [
        "  ".join(
            f"{s.figure} {printed(s.low, percent=s.figure in percent)}..{printed(s.high, percent=s.figure in percent)}"
            for s in alternative.suspects
        )
        for cause in causes
        for alternative in cause.alternatives
    ]
    assert sorted(told) == sorted(expected)
