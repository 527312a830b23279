"""A small report that holds every kind of block, with charts as the report room draws them.

Writers and readers of all formats are shown on this one document. Its city and figures are made up.
"""

from functools import cache

from support.sample_pictures import bar_chart, drawing, line_chart, photograph
from zhijian.document import (
    Block,
    BoundFigure,
    Case,
    Cell,
    Cover,
    Document,
    Figure,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Reference,
    Run,
    Table,
    Text,
    Toc,
)


def figure(text: str, anchor: str, expression: str, indicator: str = "", *, bold: bool = False) -> BoundFigure:
    return BoundFigure(text, anchor, expression, indicator, bold=bold)


def body(*parts: Run | str, style: str = "body") -> Paragraph:
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in parts), style)


def cells(*texts: Run | str, header: bool = False, align: str = "center") -> tuple[Cell, ...]:
    return tuple(Cell((Text(t) if isinstance(t, str) else t,), header=header, align=align) for t in texts)


def courses_table(rows: int) -> Table:
    """So many labels, each over a row of 门 and a row of 学时."""
    pairs = (
        (
            (Cell((Text(f"课程{at}"),), rows=2), *cells("门", f"{at}0")),
            cells("学时", f"{at}00"),
        )
        for at in range(rows)
    )
    return Table((cells("指标", "单位", "2024年", header=True), *(row for pair in pairs for row in pair)), "courses")


def scale_table() -> Table:
    """Plain and sortable, with bound figures in it."""
    names = ("云岭一职", "云岭工贸", "临江职校", "青溪卫校", "石桥农校")
    students, teachers = (4120, 3655, 2874, 1962, 988), (236, 201, 166, 118, 61)
    rows = [cells("学校", "在校生（人）", "专任教师（人）", "生师比", header=True)]
    for at, (name, pupils, staff) in enumerate(zip(names, students, teachers, strict=True), start=1):
        rows.append(
            (
                Cell((Text(name),), align="left"),
                Cell((figure(str(pupils), f"t-1-{at}", f"students.full_time@school-0{at}"),), align="right"),
                Cell((Text(str(staff)),), align="right"),
                Cell((Text(f"{pupils / staff:.1f}:1"),), align="right"),
            )
        )
    return Table(
        tuple(rows),
        "table-schools",
        "表1-1",
        "部分学校规模",
        widths=(34, 22, 24, 20),
        unit_note="单位：人",
        sortable=True,
    )


def merged_table() -> Table:
    """Two header rows, spans to the right and down."""
    head = (
        (
            Cell((Text("学年"),), rows=2, header=True),
            Cell((Text("学校（所）"),), columns=3, header=True),
            Cell((Text("在校生\n（人）"),), rows=2, header=True),
        ),
        cells("合计", "公办", "民办", header=True),
    )
    rows = (
        (*cells("2022—2023"), *cells("12"), *cells("11"), *cells("1"), *cells("32415")),
        (*cells("2023—2024"), *cells("12"), *cells("11"), *cells("1"), *cells("33577")),
        (Cell((Text("注：不含技工院校。"),), columns=5, align="left"),),
    )
    return Table((*head, *rows), "table-scale", "表1-2", "近两学年办学规模", header_rows=2)


def official_table() -> Table:
    """Long enough to break over a page, in the manner of the official form: 其中 indented, number cells that span."""
    rows: list[tuple[Cell, ...]] = [cells("序号", "指标", "单位", "2023年", "2024年", header=True)]
    names = (
        "教学资源库",
        "网络课程",
        "虚拟仿真实训基地",
        "教材",
        "课程",
        "专业群",
        "实训项目",
        "名师工作室",
        "社团",
        "竞赛项目",
    )
    for at, name in enumerate(names, start=1):
        levels = ("国家级", "其中：接入国家平台", "省级", "校级")
        rows.append(
            (
                Cell((Text(str(at)),), rows=1 + len(levels)),
                Cell((Text(f"{name}数*"),), align="left"),
                *cells("个"),
                Cell((Text(str(20 + at)),), align="right"),
                Cell((figure(str(35 + at), f"t-3-{at}", f"libraries.total[{at}]"),), align="right"),
            )
        )
        for depth, level in enumerate(levels):
            rows.append(
                (
                    Cell(
                        (Text(("" if depth else "其中：") + level.removeprefix("其中：")),),
                        align="left",
                        indent=1 + depth % 2,
                    ),
                    *cells("个"),
                    Cell((Text(str(depth)),), align="right"),
                    Cell((Text(f"{depth * 5 + at}.50"),), align="right"),
                )
            )
    return Table(tuple(rows), "table-3", "表3", "教学资源表", widths=(8, 46, 12, 17, 17))


def case() -> Case:
    """Longer than half a page, so that it meets a page end somewhere; with a picture of its own."""
    story = (
        "学校把岗位上的真任务搬进课堂，教师与企业师傅共同备课，学生先在仿真环境里练熟，再到生产线上轮岗。"
        "一年来，双方合作开发项目{}个，学生独立完成的工序由每人3道增加到7道，返工率下降到2.4%。"
    )
    return Case(
        "车间里的“双师”课堂",
        "case-01",
        (
            Paragraph((Text("背景", bold=True), Text("  县域制造企业招工难，学生对岗位缺少了解。")), "lead"),
            *(body(story.format(count)) for count in (6, 8, 11)),
            Figure((photograph("学生在车床旁测量零件（示意图）"),), "figure-workshop", "图2-1", "师傅带徒弟测量零件"),
            ListBlock(((Text("企业出题，学校出方案；"),), (Text("过程记录，成果共享。"),))),
            *(body(story.format(count)) for count in (12, 15, 19)),
        ),
        "案例2-1",
        "临江区机电学校",
    )


@cache
def sample_document() -> Document:
    """The document; drawn once per process."""
    first: tuple[Block, ...] = (
        Cover(
            "云岭市中等职业教育质量年度报告",
            "（2024年度）",
            ("云岭市教育局", "2024年12月"),
            "本报告由演示程序生成，城市、学校和全部数据均为虚构。",
        ),
        Toc(),
        Heading(1, (Text("前言"),), "preface"),
        body("本报告依据各校填报数据、学籍记录和问卷调查编制，统计时段为2023年9月1日至2024年8月31日。"),
        Heading(1, (Text("规模结构"),), "chapter-1", "1"),
        Heading(2, (Text("发展规模"),), "section-1-1", "1.1"),
        body(
            "2023—2024学年，全市中等职业学校全日制在校生",
            figure("33577人", "f-1-1", "students.full_time", "students.full_time"),
            "，比上年",
            figure("增加1162人", "f-1-2", "change(students.full_time)"),
            "，增长",
            figure("3.6%", "f-1-3", "growth(students.full_time)", bold=True),
            "，见",
            Reference("图1-1", "chart-enrolment"),
            "和",
            Reference("表1-1", "table-schools"),
            "。",
        ),
        Figure((line_chart(),), "chart-enrolment", "图1-1", "近三学年在校生、毕业生规模"),
        scale_table(),
        Paragraph((Text("注：生师比=在校生数÷专任教师数。"),), "note"),
        merged_table(),
        Heading(2, (Text("专业结构"),), "section-1-2", "1.2"),
        Heading(3, (Text("专业大类 <A&B> #1 *重点* _专业_ $x$ @y \\"),), "section-1-2-1", "1.2.1"),
        body(
            Text("一是调整存量。", bold=True),
            "新增CAD、IT等专业20个，",
            Text("淘汰专业27个", emphasis=True),
            "，",
            Text("净减7个", bold=True, emphasis=True),
            "；详见",
            Reference("表3", "table-3"),
            "与",
            Reference("案例2-1", "case-01"),
            "。",
        ),
        ListBlock(((Text("紧缺专业优先安排；"),), (Text("重复设置专业逐步压缩。"),)), ordered=True),
        Figure((bar_chart(), drawing()), "chart-pair", "图1-2", "专业大类布点与示意"),
    )
    second: tuple[Block, ...] = (
        Heading(1, (Text("人才培养"),), "chapter-2", "2"),
        Heading(2, (Text("产教融合"),), "section-2-1", "2.1"),
        body("全市职业学校坚持面向市场、服务发展、促进就业的办学方向。", "“十四五”以来，校企共建实训基地126个。"),
        case(),
        PageBreak(),
        Heading(1, (Text("附表"),), "annex"),
        official_table(),
    )
    return Document(
        "云岭市中等职业教育质量年度报告（2024年度）",
        (*first, *second),
        organisation="云岭市教育局",
        date="2024-12-20",
        keywords=("职业教育", "质量年报", "云岭市"),
    )
