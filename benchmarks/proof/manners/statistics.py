"""国民经济和社会发展统计公报: short sentences, growth at constant prices, shares, many measures once each."""

from __future__ import annotations

from benchmarks.proof.draft import Draft
from benchmarks.proof.phrases import hedged, parts_of, shares_of, stated
from benchmarks.proof.places_of_ours import CITIES, COUNTIES
from benchmarks.proof.tables import by_place, make_up, two_years


def statistics(seed: int) -> Draft:  # noqa: PLR0915 - a report is told from its beginning to its end
    """A county or city; what is said to grow at constant prices follows from nothing that is printed."""
    d = Draft("statistics", seed, "", "", 0)
    place = d.draw.choice((*CITIES, *COUNTIES[:4]))
    all_of = "全市" if place.endswith("市") else "全县" if place.endswith("县") else "全区"
    d.year = d.draw.choice((2020, 2021, 2022, 2023, 2024))
    d.title, d.organisation = f"{place}{d.year}年国民经济和社会发展统计公报", f"{place}统计局"
    decimals = d.draw.choice((1, 2))
    industries = [
        d.series(n, "亿元", a, decimals=decimals)
        for n, a in (("第一产业增加值", 52), ("第二产业增加值", 310), ("第三产业增加值", 402))
    ]
    product = d.total("地区生产总值", industries)
    people = d.series("年末常住人口", "万人", 96, decimals=2, swing=0.02)
    town, country = d.split(people, ["城镇常住人口", "乡村常住人口"])
    income = d.series("居民人均可支配收入", "元", 38200, decimals=0, swing=0.08)

    d.head(1, "综合")
    constant = d.draw.choice(("按可比价格计算", "按不变价格计算", "按可比价计算"))
    d.say(
        f"初步核算，全年{all_of}地区生产总值", d.print(product), f"，{constant}，比上年增长", d.loose("5.3"), "%。",
        "其中，第一产业增加值", d.print(industries[0]), "，增长", d.loose("3.1"), "%；第二产业增加值", d.print(industries[1]),
        "，增长", d.loose("6.4"), "%；第三产业增加值", d.print(industries[2]), "，增长", d.loose("4.7"), "%。",
        d.draw.choice((shares_of(d, product, industries), ["三次产业结构为", *_structure(d, product, industries)])), "。",
    )  # fmt: skip
    d.say("按常住人口计算，人均地区生产总值", d.loose("79532"), "元，比上年增长", d.loose("4.9"), "%。")
    d.say(
        "年末", all_of, "常住人口", d.print(people), "，", *_moved(d, people), "。其中，城镇常住人口", d.print(town), "，占总人口比重（常住人口城镇化率）为",
        d.share(town, people, decimals=2), "，乡村常住人口", d.print(country), "。全年出生人口", d.loose("0.62"), "万人，出生率为",
        d.loose("6.47"), "‰；死亡人口", d.loose("0.71"), "万人，死亡率为", d.loose("7.38"), "‰。",
    )  # fmt: skip
    d.say(
        "全年居民消费价格比上年上涨",
        d.loose("0.4"),
        "%，其中食品烟酒价格下降",
        d.loose("0.8"),
        "%。城镇新增就业",
        d.loose("1.26"),
        "万人。",
    )
    make_up(d, "表1", f"{d.year}年地区生产总值构成", product, industries, unit="亿元")

    d.head(1, "农业")
    grain, oil = d.series("粮食产量", "万吨", 43, decimals=2), d.series("油料产量", "万吨", 5.2, decimals=2)
    d.say(
        "全年",
        stated(d, grain, forms="ach"),
        "；",
        stated(d, oil, forms="ach"),
        "。粮食种植面积",
        d.loose("118.6"),
        "万亩，比上年略有增加。",
    )
    d.head(1, "工业和建筑业")
    firms = d.series("规模以上工业企业", "家", 486)
    kinds = d.split(firms, ["大型企业", "中型企业", "小微型企业"])
    d.say(
        f"年末{all_of}拥有",
        stated(d, firms, forms="beg"),
        parts_of(d, firms, kinds),
        "。规模以上工业增加值比上年增长",
        d.loose("6.8"),
        "%。",
    )
    d.head(1, "国内贸易和对外经济")
    retail = d.series("社会消费品零售总额", "亿元", 288, decimals=decimals)
    sold = d.split(retail, ["城镇消费品零售额", "乡村消费品零售额"])
    d.say("全年", stated(d, retail, forms="ah"), "。按经营地统计，", *_each(d, sold), "。")
    trade = d.series("货物进出口总额", "亿元", 164, decimals=decimals)
    ways = d.split(trade, ["出口", "进口"])
    d.say("全年", stated(d, trade, forms="ach"), parts_of(d, trade, ways), "。")
    d.head(1, "财政和金融")
    budget = d.series("一般公共预算收入", "亿元", 61, decimals=decimals)
    tax = d.split(budget, ["税收收入"], exactly=False)[0]
    deposits = d.series("金融机构本外币存款余额", "亿元", 1130, decimals=decimals)
    d.say(
        "全年",
        stated(d, budget, forms="abch"),
        "，其中",
        stated(d, tax, forms="ah"),
        "。年末",
        stated(d, deposits, forms="bch"),
        "。",
    )
    two_years(
        d,
        "表2",
        "主要经济指标",
        [budget, retail, trade, deposits],
        change=d.draw.choice(("增长率", "增减", "")),
        unit="亿元",
    )

    d.head(1, "教育和卫生")
    schools = d.series("各级各类学校", "所", 312, swing=0.04)
    sorts = d.split(schools, ["幼儿园", "小学", "初中", "普通高中", "中等职业学校"])
    pupils = d.series("在校学生", "万人", 13.4, decimals=2)
    d.say(
        f"年末{all_of}共有",
        stated(d, schools, forms="bg"),
        parts_of(d, schools, sorts),
        "。",
        stated(d, pupils, forms="ab"),
        "。",
    )
    beds = d.series("医疗卫生机构床位", "张", 5340)
    d.say(
        f"年末{all_of}共有",
        stated(d, beds, forms="abc"),
        "。其中医院床位",
        d.print(d.split(beds, ["医院床位"], exactly=False)[0]),
        "。",
    )
    d.head(1, "人民生活")
    d.say(
        f"全年{all_of}", stated(d, income, forms="a"), "。按常住地分，城镇居民人均可支配收入", d.loose("46218"), "元，增长", d.loose("4.4"),
        "%；农村居民人均可支配收入", d.loose("25871"), "元，增长", d.loose("6.6"), "%。城乡居民收入比由上年的1.83缩小到1.79。",
    )  # fmt: skip
    names = list(COUNTIES[: d.draw.randint(4, 7)])
    measures = [d.split(product, names), d.split(budget, names)]
    by_place(d, "表3", "各地主要指标", names, measures, [product, budget])
    d.say(
        "注：公报中部分数据因四舍五入，存在总计与分项合计不等的情况。全年接待游客",
        hedged(d, d.series("接待游客", "万人次", 420, decimals=1)),
        "。",
    )
    return d


def _structure(d: Draft, whole: object, parts: list[object]) -> list[object]:
    shares = [d.share(p, whole, bare=True) for p in parts]  # type: ignore[arg-type]
    return [shares[0], "∶", shares[1], "∶", shares[2]]


def _moved(d: Draft, people: object) -> list[object]:
    turn = d.turn(people, "增加", "减少")  # type: ignore[arg-type]
    return ["比上年末", turn, d.change(people, turn)]  # type: ignore[arg-type]


def _each(d: Draft, parts: list[object]) -> list[object]:
    first, second = (stated(d, p, forms="h") for p in parts)  # type: ignore[arg-type]
    return [first, "；", second]
