"""民政和交通运输事业发展公报: households, standards, kilometres, vehicles; figures of places beside those of all."""

from __future__ import annotations

from fractions import Fraction

from benchmarks.proof.draft import Draft, Series
from benchmarks.proof.phrases import hedged, parts_of, shares_of, stated
from benchmarks.proof.places_of_ours import CITIES, COUNTIES
from benchmarks.proof.tables import by_place, make_up, two_years


def civil(seed: int) -> Draft:
    """Either of the two subjects by the seed."""
    d = Draft("civil", seed, "", "", 0)
    place = d.draw.choice(CITIES)
    d.year = d.draw.choice((2021, 2022, 2023, 2024))
    (_welfare if seed % 2 else _transport)(d, place)
    return d


def _welfare(d: Draft, place: str) -> None:
    d.title, d.organisation = f"{place}{d.year}年民政事业发展统计公报", f"{place}民政局"
    town, country = d.series("城市低保对象", "人", 5120), d.series("农村低保对象", "人", 23800)
    aided = d.total("最低生活保障对象", [town, country])
    households = d.series("低保家庭", "户", 14200)
    beds = d.series("养老服务床位", "张", 9860)
    kinds = d.split(beds, ["机构养老床位", "社区养老床位"])
    homes = d.series("养老机构", "个", 136)
    d.head(1, "社会救助")
    d.say(
        f"截至{d.year}年底，全市共有", stated(d, aided, forms="abcg"), parts_of(d, aided, [town, country]), "。", stated(d, households, forms="ab"), "。",
    )  # fmt: skip
    standard = d.series("城市低保平均标准", "元", 920, swing=0.08)
    d.say(
        stated(d, standard, forms="ach"),
        "。全年支出低保资金",
        d.loose("1.86"),
        "亿元。全年临时救助",
        hedged(d, d.series("临时救助", "人次", 3150)),
        "。",
    )
    names = list(COUNTIES[: d.draw.randint(4, 8)])
    by_place(
        d,
        "表1",
        "各县（市、区）救助对象",
        names,
        [d.split(aided, names), d.split(households, names)],
        [aided, households],
    )
    d.say(f"其中，{names[0]}低保标准提高到每人每月", d.loose("980"), f"元，{names[1]}为", d.loose("935"), "元。")
    d.head(1, "养老服务")
    d.say(
        "全市共有", stated(d, homes, forms="bdg"), "，", stated(d, beds, forms="abcd"), parts_of(d, beds, kinds), "。"
    )
    make_up(d, "表2", "养老床位构成", beds, kinds, unit="张")
    old = d.series("65岁及以上老年人口", "万人", 42, decimals=2)
    people = Series(
        "常住人口", "万人", {y: v * Fraction(1000, d.draw.randint(150, 190)) for y, v in old.values.items()}, 2
    )
    d.say(
        f"{d.year}年末，全市常住人口", d.print(people), "，65岁及以上老年人口", d.print(old), "，占常住人口的", d.share(old, people, decimals=2),
        "。80岁以上高龄津贴惠及3.6万余名老人。",
    )  # fmt: skip
    d.head(1, "社会组织与婚姻登记")
    bodies = d.series("社会组织", "个", 1380)
    sorts = d.split(bodies, ["社会团体", "民办非企业单位", "基金会"])
    d.say("全市共有登记", stated(d, bodies, forms="bg"), parts_of(d, bodies, sorts), "。")
    couples, parted = d.series("结婚登记", "件", 12600), d.series("离婚登记", "件", 3940)
    d.say("全年办理", stated(d, couples, forms="abdh"), "；", stated(d, parted, forms="abdh"), "。")
    two_years(
        d,
        "表3",
        "民政主要指标",
        [aided, beds, bodies, couples, parted],
        change=d.draw.choice(("增减", "增长率", "变化情况")),
    )
    d.say(f"“十四五”期间计划新建区域养老服务中心18个，到{d.year + 1}年护理型床位占比达到60%以上。")


def _transport(d: Draft, place: str) -> None:
    d.title, d.organisation = f"{place}{d.year}年交通运输行业发展统计公报", f"{place}交通运输局"
    high, first, other = (
        d.series(n, "公里", a, decimals=2, swing=0.06)
        for n, a in (("高速公路里程", 286), ("一级公路里程", 412), ("其他公路里程", 6350))
    )
    roads = d.total("公路总里程", [high, first, other])
    buses = d.series("公共汽电车", "辆", 1480)
    electric = d.split(buses, ["新能源车辆"], exactly=False)[0]
    carried = d.series("公路客运量", "万人次", 2310, decimals=1)
    freight = d.series("货运量", "万吨", 8640, decimals=1)
    ways = d.split(freight, ["公路货运量", "水路货运量", "铁路货运量"])
    d.head(1, "基础设施")
    d.say(
        f"{d.year}年末，全市",
        stated(d, roads, forms="abcd"),
        "。",
        shares_of(d, roads, [high, first], of="公路总里程"),
        "。",
    )
    two_years(
        d,
        "表1",
        "公路里程",
        [high, first, other, roads],
        total=True,
        change=d.draw.choice(("增减", "增长率", "")),
        unit="公里",
    )
    d.say(
        "全市公路密度",
        d.loose("98.4"),
        "公里/百平方公里，建成农村公路",
        d.loose("118"),
        "公里，改造危桥9座。新开工项目6个，总投资约35亿元。",
    )
    d.head(1, "运输服务")
    d.say(
        "全年完成",
        stated(d, carried, forms="abch"),
        "；完成",
        stated(d, freight, forms="abch"),
        parts_of(d, freight, ways),
        "。",
    )
    make_up(d, "表2", f"{d.year}年货运量构成", freight, ways, unit="万吨")
    d.say(
        "年末拥有",
        stated(d, buses, forms="abcg"),
        "，其中",
        stated(d, electric, forms="bg"),
        "，占",
        d.share(electric, buses),
        "。",
    )
    lines = d.series("公交线路", "条", 142)
    d.say("开通", stated(d, lines, forms="bdg"), "，线路总长度", d.loose("2186"), "公里。高峰时段平均候车约8分钟。")
    d.head(1, "投资与安全")
    invested = d.series("交通固定资产投资", "亿元", 63, decimals=2)
    sources = d.split(invested, ["公路建设投资", "水运建设投资", "站场建设投资"])
    d.say("全年完成", stated(d, invested, forms="abch"), parts_of(d, invested, sources), "。")
    crashes = d.series("道路运输行车事故", "起", 58)
    d.say("全年发生", stated(d, crashes, forms="abe"), "。行业安全形势总体稳定，未发生重大及以上事故。")
    names = list(COUNTIES[: d.draw.randint(4, 8)])
    by_place(
        d, "表3", "各县（市、区）公路和公交", names, [d.split(roads, names), d.split(buses, names)], [roads, buses]
    )
    d.say(f"力争{d.year + 1}年完成交通固定资产投资", d.loose("70"), "亿元，新增公交线路10条。")
