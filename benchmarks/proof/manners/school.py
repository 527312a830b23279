"""A single school's 质量年度报告: students, staff, money, graduates; cases of its departments; tables of its own."""

from __future__ import annotations

from benchmarks.proof.draft import Draft
from benchmarks.proof.phrases import hedged, parts_of, shares_of, stated
from benchmarks.proof.places_of_ours import SCHOOLS
from benchmarks.proof.tables import make_up, two_years

_FIELDS = ("装备制造大类", "电子与信息大类", "财经商贸大类", "交通运输大类", "旅游大类", "医药卫生大类")


def school(seed: int) -> Draft:  # noqa: PLR0915 - a report is told from its beginning to its end
    """Counts of persons and things; school years; departments' own figures in cases."""
    d = Draft("school", seed, "", "", 0, catalogue=True)
    name = d.draw.choice(SCHOOLS)
    d.year = d.draw.choice((2022, 2023, 2024))
    d.title, d.organisation = f"{name}职业教育质量报告（{d.year}年度）", name
    students = d.series("全日制在校生", "人", 3260)
    fields = d.split(students, _FIELDS[: d.draw.randint(3, 6)])
    staff = d.series("教职工", "人", 262)
    teachers = d.split(staff, ["专任教师"], exactly=False)[0]
    senior = d.split(teachers, ["高级职称教师"], exactly=False)[0]
    dual = d.split(teachers, ["双师型教师"], exactly=False)[0]
    graduates = d.series("毕业生", "人", 1040)
    placed = d.split(graduates, ["就业（含升学）"], exactly=False)[0]
    placed.values.update({y: v - max(1, v // 25) for y, v in graduates.values.items()})
    studying = d.split(placed, ["升学"], exactly=False)[0]
    equipment = d.series("教学仪器设备总值", "万元", 5820, decimals=2)
    books = d.series("图书", "万册", 12.6, decimals=2)

    d.head(1, "学校概况")
    d.head(2, "办学规模")
    d.say(
        f"{d.year - 1}-{d.year}学年，学校现有", stated(d, students, forms="abcg"), "。学校创办于1984年，占地面积", d.loose("186.4"), "亩，建筑面积",
        d.loose("9.37"), "万平方米，开设", d.loose("21"), "个专业，其中省级重点专业4个、市级品牌专业6个。",
    )  # fmt: skip
    d.say("按专业大类分，", parts_of(d, students, fields)[1:], "。")
    make_up(d, "表1-1", "各专业大类在校生分布", students, fields, unit="人")
    d.head(2, "师资队伍")
    d.say(
        "学校现有", stated(d, staff, forms="bg"), "，其中", stated(d, teachers, forms="bg"), "，生师比为", d.ratio(students, teachers, ":1", 1),
        "。专任教师中，高级职称教师", d.print(senior), "，占专任教师的", d.share(senior, teachers), "；“双师型”教师", d.print(dual), "，占",
        d.share(dual, teachers), "。",
    )  # fmt: skip
    two_years(
        d,
        "表1-2",
        "近两年师资情况",
        [staff, teachers, senior, dual],
        change=d.draw.choice(("增减", "变化情况", "增长率")),
        unit="人",
    )
    d.head(2, "办学条件")
    d.say(
        stated(d, equipment, forms="abce"),
        "，生均",
        d.ratio(equipment, students, "万元", 2),
        "。馆藏",
        stated(d, books, forms="agb"),
        "。",
    )
    d.case("案例1-1", "机电系产教融合育人")
    d.say(
        "机电系现有在校生",
        d.loose("612"),
        "人、专任教师",
        d.loose("31"),
        "人，与12家企业共建实训室，2024届毕业生就业率达98.2%，投入设备",
        d.loose("356.8"),
        "万元。",
    )
    d.end_case()

    d.head(1, "学生发展")
    d.head(2, "就业质量")
    d.say(
        f"{d.year}年，学校有", stated(d, graduates, forms="bg"), "，就业（含升学）", d.print(placed), "，就业率", d.share(placed, graduates, decimals=2),
        "。其中升学", d.print(studying), "，占就业人数的", d.share(studying, placed), "。",
    )  # fmt: skip
    satisfied = d.series("用人单位满意度", "%", 93, decimals=2, swing=0.03)
    passed = d.series("体质测评合格率", "%", 92, decimals=2, swing=0.03)
    for rate in (satisfied, passed):
        cap = max(rate.values.values())
        if cap > 1:
            rate.values.update({y: v * 97 / 100 / cap for y, v in rate.values.items()})
    d.say(stated(d, satisfied, forms="bdeg"), "；", stated(d, passed, forms="bdeg"), "。")
    two_years(d, "表2-1", "毕业生去向", [graduates, placed, studying], change=d.draw.choice(("", "变化情况", "增减")))
    d.head(2, "技能竞赛")
    prizes = d.series("省级以上竞赛奖项", "项", 46)
    d.say(
        "学生全年获得",
        stated(d, prizes, forms="bg"),
        parts_of(d, prizes, d.split(prizes, ["一等奖", "二等奖", "三等奖"])),
        "。",
    )

    d.head(1, "服务贡献")
    trained = d.series("社会培训", "人次", 6120)
    kinds = d.split(trained, ["企业职工培训", "新型职业农民培训", "退役军人培训"])
    d.say(
        "全年开展",
        stated(d, trained, forms="abcd"),
        parts_of(d, trained, kinds),
        "。培训收入",
        hedged(d, d.series("培训收入", "万元", 168, decimals=1)),
        "。",
    )
    d.say(shares_of(d, trained, kinds, of="培训总量"), "。")
    money = d.series("经费总收入", "万元", 7380, decimals=2)
    sources = d.split(money, ["财政拨款", "事业收入", "其他收入"])
    d.head(1, "经费保障")
    d.say(f"{d.year}年学校", stated(d, money, forms="ach"), parts_of(d, money, sources), "。")
    make_up(d, "表4-1", f"{d.year}年经费收入构成", money, sources, unit="万元")
    d.head(1, "面临挑战")
    d.say(
        f"到{d.year + 2}年，在校生规模力争达到4000人，“双师型”教师占专任教师的比例达到80%以上，生均仪器设备值不低于2万元。"
    )
    return d
