"""The reference page of the commands, from the program itself."""

from collections.abc import Iterator
from typing import Any

from typer.core import TyperGroup
from typer.main import get_command

from zhijian.cli.main import app

NOTE = "<!-- 本页由 scripts/write_reference.py 生成，请勿手工修改；改动请写入 src/zhijian/cli 后运行 make docs。 -->"

# What a user does with each command, beyond the words of its help.
MORE = {
    "demo": "同样的种子和规模写出的文件逐字节相同。文件夹不为空时不写；加 --force 也只改写示范市自己的文件夹。"
    "多于十二所学校时是一个省，每十二所一个市；报告是其中第一个市的，其余各市的数据供汇总和试算规模。",
    "template": "学校可写编号、全称或简称。用 --previous 时，学校就是那份工作簿的学校；上年的指标目录不同，也按上年的读。",
    "check": "报告文件夹的工作簿、记录、问卷、章节和案例都在核查之内；还没有章节时只查数据。"
    "数据包按清单逐个文件核对。屏幕上同一编号超过 20 条时折叠，总数照计，其他格式不折叠。",
    "build": "先读取、汇总、核查、撰写，全部成功后才替换原有的 build；中途停止、出错或被中断，原有结果不变。"
    "正文中有不存在、未填、过时或不完整的数时不编制，并逐处列出。成稿自相矛盾时照样写出，但不打包，退出码为 1，"
    "各处注在 build/internal/proof.html。",
    "proof": "读出报告中的数字和它们之间应有的关系，指出不能同时成立的地方、最可能写错的数和应有的值；也查编号、引用、单位等形式问题。"
    "报告可以是任何软件写成的。多份报告用全部处理器核对，汇成一表，问题多的在前，读不出的也列在其中；"
    "只要有一份读不出，退出码为 3。屏幕不是终端时，汇总表各栏以制表符分隔。填了“理由”的核查意见表交给 --accepted，该条不再提示，"
    "直到数字变动；表中写有报告名称的，核查多份报告时只对那一份有效。",
    "explain": "名称不全时，列出所有含有这几个字的指标。",
    "where": "网页报告中点开一个数，就能看到它的锚点。分组写作 编号[分组]，如 students.by_category[66]。",
}
EXAMPLES = {
    "demo": ("zhijian demo demo-city-2024", "zhijian demo 一个省 --schools 400"),
    "template": (
        "zhijian template 空白.xlsx",
        "zhijian template 石桥农校.xlsx --in demo-city-2024 --school 石桥农校",
        "zhijian template 石桥农校.xlsx --force --previous demo-city-2024/workbooks/school-11.xlsx",
    ),
    "check": (
        "zhijian check demo-city-2024",
        "zhijian check demo-city-2024/workbooks/school-03.xlsx --format html --output 问题.html",
        "zhijian check demo-city-2024/build/internal/package.zip",
    ),
    "build": ("zhijian build demo-city-2024", "zhijian build demo-city-2024 --quiet --fail-on warning"),
    "proof": (
        "zhijian proof demo-city-2024/build/public/report.docx",
        "zhijian proof demo-city-2024/build/public/report.docx --annotate 批注.docx --review 核查意见.xlsx",
        "zhijian proof demo-city-2024/build/public/report.pdf --format html --output 核查.html",
        "zhijian proof demo-city-2024/build/public/report.docx demo-city-2024/build/public/report.pdf --select ZJ5",
    ),
    "explain": ("zhijian explain ZJ201", "zhijian explain 生师比"),
    "where": (
        "zhijian where students.full_time --in demo-city-2024",
        "zhijian where f-1-3 --in demo-city-2024",
        "zhijian where ratio.students_per_teacher --in demo-city-2024 --organisation school-03 --period 2023",
    ),
}
EXIT_CODES = (
    ("0", "完成，没有达到 --fail-on 级别的问题"),
    ("1", "有达到 --fail-on 级别的问题，或报告因此没有编成"),
    ("2", "命令写法有误"),
    ("3", "文件或文件夹无法读写"),
    ("70", "程序自身出错"),
    ("130", "被中断"),
)
VARIABLES = (
    ("ZHIJIAN_LANG", "界面和核查问题的语言：zh（默认）或 en"),
    ("ZHIJIAN_DEBUG", "设为 1 时，程序自身出错则显示完整的出错位置，供维护人员使用"),
)


def commands_page() -> Iterator[str]:
    """The lines of docs/reference/commands.md."""
    group = get_command(app)
    assert isinstance(group, TyperGroup)  # noqa: S101 - several commands make a group
    yield from (NOTE, "", "# 命令（Commands）", "")
    yield "本页列出每条命令的参数和选项。`zhijian 命令 --help` 在屏幕上给出同样的说明。"
    yield from ("", "| 命令 | 用途 |", "| --- | --- |")
    for name, command in group.commands.items():
        yield f"| [`zhijian {name}`](#{name}) | {command.help} |"
    yield from ("", f"`zhijian --version` {_help_of(group, '--version')}")
    for name, command in group.commands.items():
        yield from _command(name, command)
    yield from ("", '<a id="exit-codes"></a>', "", "## 退出码", "", "| 退出码 | 含义 |", "| --- | --- |")
    yield from (f"| {code} | {meaning} |" for code, meaning in EXIT_CODES)
    yield from ("", "写有说明或已认可的问题不计入。", "", "## 环境变量", "", "| 变量 | 作用 |", "| --- | --- |")
    yield from (f"| `{name}` | {meaning} |" for name, meaning in VARIABLES)


def _command(name: str, command: Any) -> Iterator[str]:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    usage = " ".join(["zhijian", name, *(_argument(p) for p in arguments), "[选项]"])
    yield from ("", f'<a id="{name}"></a>', "", f"## zhijian {name}", "", command.help, "", MORE[name], "")
    yield from ("```text", usage, "```", "", "| 参数与选项 | 说明 | 默认 |", "| --- | --- | --- |")
    for parameter in arguments:
        yield f"| `{_argument(parameter)}` | {parameter.help} | 必填 |"
    for parameter in options:
        yield f"| {_option(parameter)} | {parameter.help} | {_default(parameter)} |"
    yield from ("", "```console", *EXAMPLES[name], "```")


def _argument(parameter: Any) -> str:
    return str(parameter.metavar) + ("…" if parameter.nargs == -1 else "")


def _option(parameter: Any) -> str:
    value = "" if parameter.is_flag else f" {parameter.metavar}"
    return "、".join(f"`{name}{value}`" for name in sorted(parameter.opts, key=len, reverse=True))


def _default(parameter: Any) -> str:
    return f"`{parameter.default}`" if parameter.default not in (None, "", False) else ""


def _help_of(command: Any, option: str) -> str:
    return next(str(p.help) for p in command.params if option in p.opts)
