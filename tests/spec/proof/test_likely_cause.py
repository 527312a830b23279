"""What probably happened to a wrong figure: printed, what would be consistent, what is told and suggested."""

from fractions import Fraction

import pytest

from zhijian.proof.localise import Neighbour, likely_cause, suggested
from zhijian.quantity import parse_quantity

# printed | consistent from, to | context | slip | what was meant | what is suggested
TABLE = """
1930人     | 1903  1903    |                  | swapped       | 1903人     | 1903人
32415人    | 33577 33577   | last_year 32415人 | last_year     | 33577人    | 33577人
3357人     | 33570 33579   |                  | missing_digit |            | 33570～33579人
335777人   | 33577 33577   |                  | extra_digit   | 33577人    | 33577人
36136.9万元 | 3613.69 3613.69 |               | unit          | 3613.69万元 | 3613.7万元
1.72万元   | 17200 17200   |                  | unit          | 17200万元    | 17200.00万元
30个       | 35 35         | part 省级 5个     | missing_part  | 35个       | 35个
97.42%     | 91 91.1       | row 应届毕业生 97.42% | other_row  |            | 91.00～91.10%
34个       | 35 35         |                  | wrong_digit   | 35个       | 35个
1249人     | 1903 1913     |                  |               |            | 1903～1913人
74215.30万元 | 34208 34222 |                  | wrong_digit   | 34215.30万元 | 34208.00～34222.00万元
52.74亿元  | 152.6 153.1   |                  | missing_digit | 152.74亿元 | 152.60～153.10亿元
3140.55万元 | 3100 3199    |                  |               |            | 3100.00～3199.00万元
0项        | 1             |                  |               |            | 不小于1项
5个        | 0             |                  |               |            |
"""
LINES = [tuple(part.strip() for part in line.split("|")) for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize("line", LINES, ids=[line[0] for line in LINES])
def test_likely_cause(line: tuple[str, ...]) -> None:
    printed, consistent, context, slip, meant, suggestion = line
    low, *rest = (Fraction(end) for end in consistent.split())
    kind, *words = context.split() or [""]
    near = [Neighbour(words[0], parse_quantity(words[-1]))] if len(words) == 2 else []
    cause = likely_cause(
        parse_quantity(printed),
        low,
        rest[0] if rest else None,
        last_year=[parse_quantity(words[0])] if kind == "last_year" else [],
        rows=near if kind == "row" else [],
        parts=near if kind == "part" else [],
    )
    assert (cause.kind if cause else "") == slip
    assert (str(cause.value) if cause and cause.value else "") == meant
    assert suggested(parse_quantity(printed), low, rest[0] if rest else None) == suggestion
