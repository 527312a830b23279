"""Write docs/reference/{indicators,rules,findings,records,commands,api}.md from the data that they describe.

python scripts/write_reference.py            write them
python scripts/write_reference.py --check    exit 1, and name the file, where one is stale
"""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from api_reference import api_page
from commands_reference import commands_page
from records_reference import records_page
from zhijian.catalogue import Catalogue, Indicator, RollUp, Rule, Watch, load_catalogue
from zhijian.expressions import leaves
from zhijian.findings.codes import Code, all_codes
from zhijian.quantity import format_number, round_to_mantissa

FOLDER = Path(__file__).parents[1] / "docs" / "reference"
NOTE = "<!-- 本页由 scripts/write_reference.py 生成，请勿手工修改；改动请写入数据文件后运行 make docs。 -->"

ROLL_UPS = {
    RollUp.sum: "各校相加",
    RollUp.weighted_mean: "加权平均，权重为“{weight}”",
    RollUp.maximum: "取各校最大值",
    RollUp.distinct: "按记录去重计数（多校共有的只计一次）",
    RollUp.formula: "由汇总后的分子、分母按公式重新计算",
    RollUp.none: "不汇总",
}
ORIGINS = {"school": "学校填报", "records": "由明细记录统计", "survey": "由调查答卷统计", "formula": "按公式计算"}
SEVERITIES = {"error": "错误", "warning": "警告", "notice": "提示"}
MISSING = {
    "skip_if_any": "缺任何一数时不查",
    "skip_if_all": "一侧全缺时不查，其余缺项按 0 计",
    "treat_as_zero": "缺项按 0 计",
}
LEVELS = {"school": "学校", "county": "县", "city": "市", "province": "省", "country": "全国"}
KINDS = {
    "parts": "部分与整体",
    "formula": "比率与公式",
    "mean": "总体平均与各部分",
    "relation": "指标之间",
    "bounds": "数值范围",
}
# What a finding puts in for the names in its texts, as the page says it.
VALUES = {
    "label": {"zh": "该指标", "en": "the indicator"},
    "labels": {"zh": "所涉指标", "en": "the indicators"},
    "expected": {"zh": "应有的值", "en": "the expected value"},
    "found": {"zh": "填报的值", "en": "the value found"},
    "school": {"zh": "学校", "en": "the school"},
    "period": {"zh": "年度", "en": "the year"},
    "location": {"zh": "位置", "en": "the place"},
    "file": {"zh": "文件", "en": "the file"},
    "sheet": {"zh": "工作表", "en": "the sheet"},
    "column": {"zh": "列名", "en": "the column"},
}


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def anchor(id_: str) -> str:
    return id_.replace(".", "-").replace("_", "-")


def link(catalogue: Catalogue, id_: str, page: str = "") -> str:
    return f"[{catalogue[id_].label['zh']}]({page}#{anchor(id_)})"


def indicators_page(catalogue: Catalogue) -> Iterator[str]:
    derived = sum(indicator.derived for indicator in catalogue.indicators.values())
    in_tables = sum(len(catalogue.rows(table.number)) for table in catalogue.tables)
    yield from (NOTE, "", "# 指标目录（Indicators）", "")
    yield (
        f"{catalogue.label['zh']}，目录编号 `{catalogue.id}`，版本 {catalogue.version}。"
        f"共 {len(catalogue.indicators)} 个指标：官方表 {in_tables} 行，基础数据 {len(catalogue.indicators) - in_tables} 个；"
        f"其中 {derived} 个按公式计算。"
    )
    yield "来源一栏中，[D] 见于文件原文，[S] 由已发布数核算得出，[M] 未见明文、可以调整。\\* 为官方表所标星号。"
    yield from ("", "统计口径：", "")
    yield from (f"- `{name}`：{text['zh']}（{text['en']}）" for name, text in catalogue.times.items())
    for table in catalogue.tables:
        yield from ("", f"## 表{table.number} {table.label['zh']}（{table.label['en']}）", "")
        yield from listing(catalogue, catalogue.rows(table.number))
    for section, title in catalogue.sections.items():
        yield from ("", f"## 基础数据：{title['zh']}（{title['en']}）", "")
        yield from listing(catalogue, catalogue.in_section(section))
    yield from ("", "## 分组（Slices）", "")
    for slice_set in catalogue.slice_sets.values():
        keys = "、".join(f"`{key}` {text['zh']}" if key != text["zh"] else key for key, text in slice_set.keys.items())
        yield f"- **{slice_set.label['zh']}**（{slice_set.label['en']}，`{slice_set.id}`）：{keys}"


def listing(catalogue: Catalogue, indicators: tuple[Indicator, ...]) -> Iterator[str]:
    yield "| 序号 | 指标 | English | 单位 | 编号 |"
    yield "| --- | --- | --- | --- | --- |"
    for number, indicator in enumerate(indicators, 1):
        row = indicator.table
        shown = (str(row.row) if row.numbered else "") if row else str(number)
        depth = "　" * (row.indent if row else 0) + (row.prefix if row else "")
        label = depth + link(catalogue, indicator.id) + ("\\*" if indicator.starred else "")
        yield f"| {shown} | {label} | {indicator.label['en']} | {indicator.printed_unit} | `{indicator.id}` |"
    for indicator in indicators:
        yield from described(catalogue, indicator)


def described(catalogue: Catalogue, indicator: Indicator) -> Iterator[str]:
    star = "\\*" if indicator.starred else ""
    yield from ("", f'<a id="{anchor(indicator.id)}"></a>', "")
    yield f"### {catalogue.label_path(indicator.id)}（{indicator.printed_unit}）{star}"
    yield from ("", f"{indicator.definition['zh']}", "", f"*{indicator.label['en']}. {indicator.definition['en']}*", "")
    yield f"- 编号：`{indicator.id}`"
    if indicator.aliases:
        yield f"- 又称：{'、'.join(indicator.aliases)}"
    records = "，并与明细记录核对" if indicator.also_records else ""
    higher = "；仅高等职业学校填报" if indicator.higher_only else ""
    yield f"- 来源：{ORIGINS[indicator.from_]}{records}{higher}"
    if indicator.formula is not None:
        yield f"- 公式：{catalogue.in_words(indicator.formula)}，保留 {indicator.decimals} 位小数"
    weight = catalogue[indicator.weight].label["zh"] if indicator.weight else ""
    yield f"- 汇总：{ROLL_UPS[indicator.roll_up].format(weight=weight)}"
    yield f"- 统计口径：{catalogue.times[indicator.time]['zh'] if indicator.time else '未定'}"
    if indicator.slices:
        yield f"- 分组：{catalogue.slice_sets[indicator.slices].label['zh']}"
    if indicator.respondents:
        yield f"- 调查人数：{link(catalogue, indicator.respondents)}；调查方式：{indicator.method}"
    if indicator.small_cells:
        yield "- 公开发布时，过小的数不显示"
    rules = [
        rule
        for rule in catalogue.rules
        if rule.kind != "bounds" and any(leaf.indicator == indicator.id for leaf in leaves(rule.that))
    ]
    if rules:
        yield f"- 勾稽关系：{'、'.join(f'[`{rule.id}`](rules.md#{anchor(rule.id)})' for rule in rules)}"
    if indicator.unconstrained:
        yield f"- 无勾稽关系：{indicator.unconstrained}"
    yield f"- 依据：{indicator.source}"


def rules_page(catalogue: Catalogue) -> Iterator[str]:
    yield from (NOTE, "", "# 勾稽关系（Rules）", "")
    yield (
        f"{catalogue.label['zh']}共有 {len(catalogue.rules)} 条勾稽关系、{len(catalogue.watches)} 项异常值核查。"
        "整数逐一相等；带小数的数和金额按四舍五入前的可能范围比较，只有范围内没有一组值能使关系成立时才算不成立。"
    )
    for kind, title in KINDS.items():
        rules = [rule for rule in catalogue.rules if rule.kind == kind]
        yield from ("", f"## {title}（{len(rules)} 条）", "")
        if kind == "bounds":
            yield from bounds(rules)
        else:
            for rule in rules:
                yield from rule_entry(catalogue, rule)
    yield from ("", f"## 异常值（{len(catalogue.watches)} 项）", "")
    yield "不是错误，但要写明原因。与上年相比：超过所列倍数（增或减）；与同类学校相比：偏离中位数超过所列倍数的 1.4826×MAD。"
    yield from ("", "| 指标 | 与上年相比 | 与同类学校相比 | 起查值 |", "| --- | --- | --- | --- |")
    yield from (watch_row(catalogue, watch) for watch in catalogue.watches)


def rule_entry(catalogue: Catalogue, rule: Rule) -> Iterator[str]:
    levels = "各级" if set(rule.on) == set(LEVELS) else "、".join(LEVELS[level] for level in rule.on)
    yield from (f'<a id="{anchor(rule.id)}"></a>', "", f"### {rule.message['zh']}", "")
    yield from (f"*{rule.message['en']}*", "")
    yield f"- 编号：`{rule.id}`（[{rule.code}](findings.md#{rule.code.lower()})，{SEVERITIES[rule.severity]}）"
    yield f"- 关系：{catalogue.in_words(rule.that)}"
    yield f"- 核查：{levels}；{MISSING[rule.missing]}"
    if rule.basis:
        yield f"- 依据：{rule.basis}"
    yield ""


def bounds(rules: list[Rule]) -> Iterator[str]:
    yield from ("| 范围 | English | 编号 |", "| --- | --- | --- |")
    for rule in rules:
        mark = f'<a id="{anchor(rule.id)}"></a>'
        yield f"| {mark}{cell(rule.message['zh'])} | {cell(rule.message['en'])} | `{rule.id}` |"


def watch_row(catalogue: Catalogue, watch: Watch) -> str:
    def number(value: object) -> str:
        text = format_number(round_to_mantissa(value, 2), 2)  # type: ignore[arg-type]
        return text.rstrip("0").rstrip(".")

    previous = f"{number(watch.ratio)} 倍" if "previous" in watch.against else "—"
    peers = f"{number(watch.factor)} 倍" if "peers" in watch.against else "—"
    floor = f"{number(watch.floor)}{catalogue[watch.indicator].printed_unit}" if watch.floor else "—"
    return f"| {link(catalogue, watch.indicator, 'indicators.md')} | {previous} | {peers} | {floor} |"


def findings_page() -> Iterator[str]:
    codes = all_codes()
    yield from (NOTE, "", "# 核查问题（Findings）", "")
    yield f"共 {len(codes)} 种。命令 `zhijian explain 编号` 给出同样的说明。"
    yield from ("", "| 编号 | 级别 | 名称 | English |", "| --- | --- | --- | --- |")
    for code in codes.values():
        title = code.title
        yield f"| [{code.code}](#{code.code.lower()}) | {SEVERITIES[code.severity]} | {title['zh']} | {title['en']} |"
    for code in codes.values():
        yield from finding_entry(code)


def finding_entry(code: Code) -> Iterator[str]:
    yield from ("", f'<a id="{code.code.lower()}"></a>', "", f"## {code.code} {code.title['zh']}", "")
    yield from (f"**{SEVERITIES[code.severity]}** · *{code.title['en']}*", "")
    for title, texts in (("原因", code.why), ("举例", code.example), ("处理", code.remedy)):
        yield f"- {title}：{plain(texts['zh'], '（{}）')}"
    yield from ("", f"> {plain(code.why['en'], '({})')} {plain(code.remedy['en'], '({})')}")
    for title, text in (
        ("上年的报告（Last year's report）", code.sample_before),
        ("有此问题的报告（A report with this fault）", code.sample),
    ):
        if text:
            yield from ("", f"{title}：", "", "```text", *text.splitlines(), "```")


def plain(text: str, mark: str) -> str:
    """The text of a code on one line; where a finding has its own value, the page has the value's name."""
    language = "zh" if mark.startswith("（") else "en"
    values = {name: mark.format(words[language]) for name, words in VALUES.items()}
    other = "……" if language == "zh" else "…"
    return re.sub(r"\{(\w+)[^}]*\}", lambda match: values.get(match[1], other), " ".join(text.split()))


def main() -> int:
    parser = argparse.ArgumentParser(description="Write the reference pages from the data.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a page is stale")
    parser.add_argument(
        "pages", nargs="*", help="indicators, rules, findings, records, commands, api (all where none is named)"
    )
    options = parser.parse_args()
    catalogue = load_catalogue()
    pages = {
        "indicators": lambda: indicators_page(catalogue),
        "rules": lambda: rules_page(catalogue),
        "findings": findings_page,
        "records": lambda: records_page(catalogue, NOTE),
        "commands": commands_page,
        "api": api_page,
    }
    stale = 0
    for name in options.pages or pages:
        text, path = "\n".join(pages[name]()).rstrip() + "\n", FOLDER / f"{name}.md"
        if options.check:
            if not path.is_file() or path.read_text("utf-8") != text:
                print(f"docs/reference/{path.name} 已过时，请运行 make docs")
                stale = 1
        else:
            FOLDER.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"docs/reference/{path.name}")
    return stale


if __name__ == "__main__":
    sys.exit(main())
