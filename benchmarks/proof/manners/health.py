"""卫生健康事业统计公报: counts of institutions, beds, staff and visits; per thousand; shares; long tables."""

from __future__ import annotations

from fractions import Fraction

from benchmarks.proof.draft import Draft, Series
from benchmarks.proof.phrases import hedged, parts_of, shares_of, stated
from benchmarks.proof.places_of_ours import CITIES, COUNTIES
from benchmarks.proof.tables import by_place, make_up, two_years


def health(seed: int) -> Draft:
    """Counts are exact, rates have two decimals."""
    d = Draft("health", seed, "", "", 0)
    place = d.draw.choice(CITIES)
    d.year = d.draw.choice((2021, 2022, 2023, 2024))
    d.title, d.organisation = f"{place}{d.year}年卫生健康事业发展统计公报", f"{place}卫生健康局"
    hospitals, primary, public = (
        d.series(n, "个", a) for n, a in (("医院", 68), ("基层医疗卫生机构", 1240), ("专业公共卫生机构", 34))
    )
    units = d.total("医疗卫生机构", [hospitals, primary, public])
    beds = d.series("床位", "张", 16400)
    in_hospital, in_primary, elsewhere = d.split(beds, ["医院床位", "基层医疗卫生机构床位", "其他机构床位"])
    staff = d.series("卫生人员", "人", 24600)
    technical = d.split(staff, ["卫生技术人员"], exactly=False)[0]
    doctors, nurses = d.split(technical, ["执业（助理）医师", "注册护士"], exactly=False)

    d.head(1, "卫生资源")
    d.head(2, "医疗卫生机构总数")
    d.say(
        f"{d.year}年末，全市", stated(d, units, name="医疗卫生机构总数", forms="bcg"), "。其中：医院", d.print(hospitals), "，基层医疗卫生机构",
        d.print(primary), "，专业公共卫生机构", d.print(public), "。", *_compared(d, hospitals), "。",
    )  # fmt: skip
    publics, privates = d.split(hospitals, ["公立医院", "民营医院"])
    d.say(
        "医院按经济类型分：公立医院",
        d.print(publics),
        "，民营医院",
        d.print(privates),
        "；民营医院占医院总数的",
        d.share(privates, hospitals),
        "。",
    )
    two_years(
        d,
        "表1",
        "全市医疗卫生机构数",
        [hospitals, primary, public, units],
        total=True,
        change=d.draw.choice(("增减", "变化情况", "")),
        unit="个",
    )
    d.head(2, "床位数")
    d.say(
        f"{d.year}年末，全市医疗卫生机构", stated(d, beds, forms="abcd"), "。其中：医院", d.print(in_hospital), "（占", d.share(in_hospital, beds),
        "），基层医疗卫生机构", d.print(in_primary), "（占", d.share(in_primary, beds), "）。",
    )  # fmt: skip
    people = Series("常住人口", "万人", {d.year: Fraction(2815600), d.year - 1: Fraction(2803300)}, 2)
    thousand = Series("", "", {y: v / 1000 for y, v in people.values.items()}, 2)
    d.say(
        "每千人口医疗卫生机构床位数由", f"{d.year - 1}年的", d.ratio(beds, thousand, "张", 2, 1), "变为", f"{d.year}年的",
        d.ratio(beds, thousand, "张", 2), "。年末全市常住人口", d.print(people), "。",
    )  # fmt: skip
    make_up(d, "表2", f"{d.year}年床位构成", beds, [in_hospital, in_primary, elsewhere], unit="张")
    d.head(2, "卫生人员总数")
    d.say(
        f"{d.year}年末，全市", stated(d, staff, name="卫生人员总数", forms="bcd"), "。卫生人员总数中，", stated(d, technical, forms="bg"),
        "。卫生技术人员中，", "执业（助理）医师", d.print(doctors), "，注册护士", d.print(nurses), "。医护比为1∶",
        d.ratio(nurses, doctors, "", 2), "。",
    )  # fmt: skip
    degrees = d.split(technical, ["本科及以上", "大专", "中专及以下"])
    d.say("卫生技术人员学历结构：", shares_of(d, technical, degrees), "。")
    two_years(
        d,
        "表3",
        "全市卫生人员数",
        [staff, technical, doctors, nurses],
        change=d.draw.choice(("增减", "增长率")),
        unit="人",
    )

    d.head(1, "医疗服务")
    visits = d.series("总诊疗人次", "万人次", 1860, decimals=1)
    in_h, in_p, other = d.split(visits, ["医院诊疗人次", "基层医疗卫生机构诊疗人次", "其他机构诊疗人次"])
    d.say(f"{d.year}年，全市医疗卫生机构", stated(d, visits, forms="abc"), "。", "其中：医院", d.print(in_h), "，占", d.share(in_h, visits), "；基层医疗卫生机构", d.print(in_p), "，占", d.share(in_p, visits), "；其他机构", d.print(other), "，占", d.share(other, visits), "。")  # fmt: skip
    admitted = d.series("入院人数", "万人", 52, decimals=2)
    d.say(stated(d, admitted, forms="abcd"), "。居民平均就诊", d.loose("6.6"), "次。病床使用率", *_rate(d), "。")
    d.say(
        "全年累计开展义诊",
        d.loose("126"),
        "场次，服务群众",
        hedged(d, d.series("服务群众", "人次", 23400)),
        "，其中65岁以上老年人9600余人次。",
    )
    d.head(1, "卫生经费")
    spent = d.series("卫生总费用", "亿元", 98, decimals=2)
    parts = d.split(spent, ["政府卫生支出", "社会卫生支出", "个人卫生支出"])
    d.say("据初步核算，", stated(d, spent, forms="gh"), parts_of(d, spent, parts), "。")
    names = list(COUNTIES[: d.draw.randint(5, 9)])
    by_place(
        d, "表4", "各县（市、区）卫生资源", names, [d.split(beds, names), d.split(technical, names)], [beds, technical]
    )
    d.head(1, "妇幼健康与疾病防控")
    d.say(
        "孕产妇系统管理率达", d.loose("95.8"), "%，比上年提高", d.loose("0.6"), "个百分点。报告甲乙类传染病", d.loose("1835"), "例，报告发病率",
        d.loose("65.2"), "/10万。孕产妇死亡率", d.loose("6.9"), "/10万，婴儿死亡率", d.loose("2.1"), "‰，均低于全省平均水平。",
    )  # fmt: skip
    return d


def _compared(d: Draft, s: Series) -> list[object]:
    turn = d.turn(s, "增加", "减少")
    return ["与上年比较，医院", turn, d.change(s, turn)]


def _rate(d: Draft) -> list[object]:
    rate = d.series("病床使用率", "%", 78, decimals=1, swing=0.05)
    turn = d.turn(rate, "提高", "下降")
    return ["为", d.print(rate), "，比上年", turn, d.change(rate, turn)]
