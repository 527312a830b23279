"""Tables that any such report may hold: two years, make-up, by place, and long ones."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.proof.draft import Draft, Series

Row = list[object]


def two_years(
    d: Draft,
    number: str,
    caption: str,
    rows: Sequence[Series],
    *,
    total: bool = False,
    change: str = "",
    unit: str = "",
) -> None:
    """Measures by year. total: the last row is the sum of the others. change: the column behind the years: 增减,
    增长率, 变化情况 or none. unit: of all, and then said once; else each row has its own column 单位."""
    latest_first = d.draw.random() < 0.3
    years = [f"{d.year}年", f"{d.year - 1}年"] if latest_first else [f"{d.year - 1}年", f"{d.year}年"]
    numbered = d.draw.random() < 0.4
    where = d.draw.choice(("note", "caption")) if unit else "column"
    head: Row = (["序号"] if numbered else []) + [d.draw.choice(("项目", "指标"))] + (["单位"] if not unit else [])
    head += years
    if change:
        head.append(
            {
                "增减": "比上年增减",
                "增长率": d.draw.choice(("增长率", "增幅（%）", "同比增长（%）")),
                "变化情况": "变化情况",
            }[change]
        )
    made: list[Row] = [head]
    for at, s in enumerate(rows):
        last = total and at == len(rows) - 1
        row: Row = ([f"{at + 1}"] if numbered else []) + [s.name if not last else d.draw.choice(("合计", "总计"))]
        row += [] if unit else [s.unit]
        values = [d.print(s, 1, unit=unit, bare=True), d.print(s, unit=unit, bare=True)]
        row += values[::-1] if latest_first else values
        if change == "增减":
            row.append(d.change(s, None, unit=unit, bare=True))
        elif change == "增长率":
            row.append(d.growth(s, None, bare="%" in str(head[-1])))
        elif change:
            row.append([d.turn(s, "上升", "下降")])
        made.append(row)
    note = f"单位：{unit}" if where == "note" else ""
    d.table(number, caption + (f"（单位：{unit}）" if where == "caption" else ""), made, unit_note=note)


def make_up(d: Draft, number: str, caption: str, whole: Series, parts: Sequence[Series], *, unit: str = "") -> None:
    """Parts with their shares, and the whole below or above them."""
    unit = unit or whole.unit
    in_head = d.draw.random() < 0.5
    share = d.draw.choice(("占比", "比重", "所占比例"))
    percent = d.draw.random() < 0.3
    head: Row = ["类别", f"数量（{unit}）" if in_head else "数量", share + ("（%）" if percent else "")]
    rows: list[Row] = [[p.name, d.print(p, unit=unit, bare=True), d.share(p, whole, bare=percent)] for p in parts]
    whole_row: Row = ["合计", d.print(whole, unit=unit, bare=True), "100" if percent else "100%"]
    ordered = [whole_row, *rows] if d.draw.random() < 0.3 else [*rows, whole_row]
    d.table(number, caption, [head, *ordered], unit_note="" if in_head else f"单位：{unit}")


def by_place(  # noqa: PLR0917 - what a table is made of
    d: Draft,
    number: str,
    caption: str,
    places: Sequence[str],
    measures: Sequence[Sequence[Series]],
    totals: Sequence[Series],
) -> None:
    """measures[m][p]: the measure m of place p. Places go down, measures across, each by its two years under a merged
    head or for this year alone; totals in the last row."""
    both = d.draw.random() < 0.5
    names = [t.name for t in totals]
    units = [t.unit for t in totals]
    if both:
        head: list[Row] = [
            [("地区", 1, 2), *[(f"{n}（{u}）", 2, 1) for n, u in zip(names, units, strict=True)]],
            [f"{year}年" for _ in names for year in (d.year - 1, d.year)],
        ]
    else:
        head = [["地区", *[f"{n}（{u}）" for n, u in zip(names, units, strict=True)]]]
    backs = (1, 0) if both else (0,)
    rows: list[Row] = [
        [place, *[d.print(of[at], back, bare=True) for of in measures for back in backs]]
        for at, place in enumerate(places)
    ]
    rows.append(["合计", *[d.print(t, back, bare=True) for t in totals for back in backs]])
    d.table(number, caption, [*head, *rows], header_rows=len(head), unit_note="")
