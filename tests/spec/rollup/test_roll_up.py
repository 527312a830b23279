"""Three schools' figures → the city's. ``-`` not reported, ``/`` not applicable, empty: no fact."""

import pytest

from support.small_city import facts_of, small_catalogue, small_city
from zhijian.facts import FactSet
from zhijian.quantity import format_number
from zhijian.rollup import roll_up

TABLE = """
indicator                    | s1      | s2     | s3    | city     | of
students.full_time           | 100     | 110    | 90    | 300      | 3/3
students.full_time           | 100     | -      | 90    | 190      | 2/3
students.full_time           | 100     | /      | 90    | 190      | 2/2
students.full_time           | 100     |        | 90    | 190      | 2/3
students.full_time           | /       | /      | /     | 不适用   | 0/0
students.full_time           | 0       | 0      | 0     | 0        | 3/3
funding.special              | 36.914  | 1.5    | 0.06  | 38.47    | 3/3
network.backbone             | 10000   | 200    | 1000  | 10000    | 3/3
programmes.count             | 7       | 0      | 0     | 7        | 3/3
students.by_category[61]     | 3       | 4      | 5     | 12       | 3/3
satisfaction.students        | 90.00   | 80.00  | 70.00 | 82.00    | 3/3
  respondents.students       | 200     | 200    | 100   |          |
satisfaction.students        | 90.00   | 80.00  | /     | 85.00    | 2/2
  respondents.students       | 100     | 100    | 0     |          |
satisfaction.students        | 90.00   | 80.00  | 70.00 | 85.00    | 2/3
  respondents.students       | 100     | 100    | -     |          |
ratio.students_per_teacher   | 10.0    | 25.0   | 18.0  | 15.0     | 3/3
  students.full_time         | 100     | 110    | 90    |          |
  teachers.full_time         | 10      | 5      | 5     |          |
ratio.students_per_teacher   |         |        |       | 不适用   | 3/3
  students.full_time         | 0       | 0      | 0     |          |
  teachers.full_time         | 0       | 0      | 0     |          |
"""


def cases() -> list[list[list[str]]]:
    """Lines grouped by what they are about: an indicator, and the indented ones that it needs."""
    groups: list[list[list[str]]] = []
    for line in TABLE.strip().splitlines()[1:]:
        cells = [cell.strip() for cell in line.split("|")]
        if line.startswith(" "):
            groups[-1].append(cells)
        else:
            groups.append([cells])
    return groups


def table_of(lines: list[list[str]]) -> FactSet:
    stated = [f"s{n} 2024 {line[0]} {value}" for line in lines for n, value in enumerate(line[1:4], start=1) if value]
    return facts_of("\n".join(stated))


@pytest.mark.parametrize("lines", cases(), ids=lambda lines: " ".join(lines[0][:4]))
def test_roll_up(lines: list[list[str]]) -> None:
    rolled = roll_up(table_of(lines), small_catalogue(), small_city(3, counties=0))
    indicator, _, key = lines[0][0].rstrip("]").partition("[")
    total = rolled.get("city", "2024", indicator, key)
    assert total is not None
    number = (
        "不适用" if total.mantissa is None or total.decimals is None else format_number(total.mantissa, total.decimals)
    )
    assert [number, f"{total.parts_given}/{total.parts_expected}"] == lines[0][4:6]
