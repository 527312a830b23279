"""财政预算执行报告: budgets and what was reached, amounts of money, plans for the next year."""

from __future__ import annotations

from benchmarks.proof.draft import Draft, Series
from benchmarks.proof.phrases import hedged, parts_of, shares_of, stated
from benchmarks.proof.places_of_ours import CITIES
from benchmarks.proof.tables import make_up, two_years

_TAXES = ("增值税", "企业所得税", "个人所得税", "城市维护建设税", "契税")
_SPENDING = ("教育支出", "科学技术支出", "社会保障和就业支出", "卫生健康支出", "农林水支出", "城乡社区支出")


def finance(seed: int) -> Draft:
    """Amounts in 亿元 or 万元 throughout, with one or two decimals."""
    d = Draft("finance", seed, "", "", 0)
    place = d.draw.choice(CITIES)
    d.year = d.draw.choice((2021, 2022, 2023, 2024))
    d.title, d.organisation = f"{place}{d.year}年财政预算执行情况报告", f"{place}财政局"
    unit, scale = d.draw.choice((("亿元", 1), ("万元", 10**4)))
    places = 2 if unit == "亿元" else 0

    def money(name: str, about: float) -> Series:
        return d.series(name, unit, about * scale, decimals=places, years=3)

    tax, other = money("税收收入", 92), money("非税收入", 38)
    income = d.total("一般公共预算收入", [tax, other])
    taxes = d.split(tax, _TAXES[: d.draw.randint(3, 5)], exactly=False)
    spending = money("一般公共预算支出", 240)
    kinds = d.split(spending, [*_SPENDING[: d.draw.randint(4, 6)], "其他支出"])
    fund = money("政府性基金预算收入", 56)
    land = d.split(fund, ["国有土地使用权出让收入"], exactly=False)[0]
    insurance = money("社会保险基金预算收入", 71)
    budget = Series("预算", unit, {d.year: income.values[d.year] * 100 / d.draw.randint(98, 104)}, places)

    d.head(1, "预算执行总体情况")
    d.say(
        f"{d.year}年，面对复杂严峻的外部环境，{place}财政部门坚持稳中求进，全年预算执行情况总体平稳。",
        "全市", stated(d, income, forms="aach"), parts_of(d, income, [tax, other]), "。",
    )  # fmt: skip
    d.head(2, "一般公共预算收入")
    plan = d.draw.choice(("为年初预算的", "完成预算的", "占调整预算数的"))
    d.say(
        "年初人代会批准的全市一般公共预算收入为", d.print(budget, unit=unit), "，实际完成", d.print(income), "，", plan,
        d.share(income, budget), "。其中税收收入", d.print(tax), "，占一般公共预算收入的", d.share(tax, income),
        d.draw.choice(("，收入质量保持稳定。", "。")),
    )  # fmt: skip
    moved = [stated(d, t, forms="aehg") for t in taxes]
    d.say("主要税种完成情况：", *[[("；" if at else ""), phrase] for at, phrase in enumerate(moved)], "。")
    two_years(
        d,
        "表1",
        f"{d.year}年一般公共预算收入完成情况",
        [tax, other, income],
        total=True,
        change=d.draw.choice(("增长率", "增减")),
        unit=unit,
    )

    d.head(2, "一般公共预算支出")
    d.say("全市", stated(d, spending, forms="acdh"), "。", shares_of(d, spending, kinds[:2]), "。")
    few = kinds[: d.draw.randint(2, 4)]
    d.say("重点支出得到较好保障。", *[[stated(d, k, forms="abch"), "；" if k is not few[-1] else "。"] for k in few])
    make_up(d, "表2", f"{d.year}年一般公共预算支出构成", spending, kinds, unit=unit)
    d.say(
        "表2所列各项支出均为全口径数。“三公”经费财政拨款支出",
        d.loose("2386.5"),
        "万元，比上年下降",
        d.loose("4.2"),
        "%。",
    )

    d.head(1, "其他预算执行情况")
    d.head(2, "政府性基金预算")
    d.say("全市", stated(d, fund, forms="abcd"), "，其中", stated(d, land, forms="agh"), "。")
    d.head(2, "社会保险基金预算")
    d.say(
        stated(d, insurance, forms="abcdf"),
        "，收支相抵后滚存结余保持在合理水平。按可比口径计算，增长",
        d.loose("5.7"),
        "%。",
    )
    d.head(2, "政府债务")
    limit, debt = money("政府债务限额", 310), None
    debt = d.split(limit, ["政府债务余额"], exactly=False)[0]
    general, special = d.split(debt, ["一般债务", "专项债务"])
    d.say(
        f"省财政厅核定{place}{d.year}年政府债务限额", d.print(limit), "，年末政府债务余额", d.print(debt), "，其中一般债务",
        d.print(general), "、专项债务", d.print(special), "，控制在限额以内。",
    )  # fmt: skip

    d.head(1, f"{d.year + 1}年预算草案")
    next_year = income.values[d.year] * 105 / 100
    planned = Series("计划", unit, {d.year: next_year}, places)
    d.say(
        f"{d.year + 1}年全市一般公共预算收入预期增长5%左右，安排", d.loose(planned.digits(d.year), unit),
        "。全市一般公共预算支出计划安排", d.loose(Series("", unit, {d.year: spending.values[d.year] * 102 / 100}, places).digits(d.year), unit), "。",
    )  # fmt: skip
    d.say(
        f"力争到{d.year + 3}年，全市一般公共预算收入突破", d.loose(str(int(income.values[d.year] / 10**8) // 10 * 10 + 30), "亿元"),
        "，税收占比达到75%以上。",
    )  # fmt: skip
    d.say("全年税收收入", hedged(d, tax), "，为完成全年目标打下了基础。")
    return d
