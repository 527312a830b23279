"""The reference page of record tables, code sets, measures and survey questions, from their data files."""

from collections.abc import Iterator

from zhijian.catalogue import Catalogue
from zhijian.records import CodeSet, Field, Measure, RecordTable, measures, record_tables, scale, surveys

KINDS = {
    "school": "学校",
    "id": "编号（文本）",
    "text": "文本",
    "code": "代码",
    "programme": "专业代码",
    "month": "年月",
    "integer": "整数",
    "region": "行政区划代码",
    "industry": "行业代码",
}
DERIVED = {
    "programme.category": "专业大类（代码前两位）",
    "industry.sector": "三次产业",
    "region.local": "去向在本市",
    "region.in_province": "去向在本省",
    "region.west_northeast": "去向在西部和东北",
    "entry_month.in_year": "本学年入学",
}
WORDS = {"yes": "是", "no": "否", "primary": "第一产业", "secondary": "第二产业", "tertiary": "第三产业"}


def records_page(catalogue: Catalogue, note: str) -> Iterator[str]:
    """The lines of docs/reference/records.md."""
    yield from (note, "", "# 记录表与问卷（Records and surveys）", "")
    yield (
        "`records/` 中的记录和 `surveys/` 中的答卷为 CSV（UTF-8 或 GBK，逗号、制表符或分号分隔）或 .xlsx、.xls，第 1 行是列名。"
        "列名可用中文名称、拼音代码或英文名，次序不限，多出的列略去；值可用代码或名称。"
        "拼音代码带 \\* 的是职业院校数字基座中职数据标准 V2.2.0 或 JY/T 1005—2012 的字段名，其余按同样方式自拟。"
    )
    yield from (
        "",
        "文件按名称识别，如 `students.csv`、`students-school-07.xlsx`、`学生.csv`；上年的放在以年份命名的文件夹中，如 `records/2023/`。",
        "",
    )
    codes: dict[str, CodeSet] = {}
    for table in record_tables().values():
        yield from _table(table)
        yield from _counts(table, catalogue)
        codes |= {f.codes.id: f.codes for f in table.fields.values() if f.codes is not None}
    yield from ("## 代码集", "", "| 代码集 | 代码和名称 |", "| --- | --- |")
    yield from (f"| {one.label} | {one.expected} |" for one in codes.values())
    yield ""
    yield from _surveys(catalogue)


def _table(table: RecordTable) -> Iterator[str]:
    yield from (
        f"## {table.label} `{table.id}`",
        "",
        f"来源：{table.source}。文件名以 {'、'.join(f'`{n}`' for n in table.file_names)} 开头。",
        "",
    )
    yield from ("| 中文列名 | 拼音代码 | 英文名 | 类型 | 必填 | 也可写作 |", "| --- | --- | --- | --- | --- | --- |")
    for field in table.fields.values():
        star = "\\*" if field.standard else ""
        kind = field.codes.label if field.codes else KINDS[field.kind]
        words = "、".join(field.words)
        yield f"| {field.label} | {field.pinyin}{star} | `{field.name}` | {kind} | {_mandatory(field, table)} | {words} |"
    yield ""


def _mandatory(field: Field, table: RecordTable) -> str:
    if field.mandatory:
        return "是"
    if not field.mandatory_when:
        return ""
    ((other, wanted),) = field.mandatory_when.items()
    codes = table.fields[other].codes
    return f"{table.fields[other].label}为{codes.labels[wanted] if codes else wanted}时"


def _counts(table: RecordTable, catalogue: Catalogue) -> Iterator[str]:
    counted = [
        measure
        for measure in measures()[table.id]
        if measure.indicator in catalogue
        and (catalogue[measure.indicator].from_ == "records" or catalogue[measure.indicator].also_records)
    ]
    yield from ("据此统计的指标：", "", "| 指标 | 统计什么 |", "| --- | --- |")
    yield from (f"| {catalogue.label_path(m.indicator)} | {_in_words(m, table)} |" for m in counted)
    yield ""


def _in_words(measure: Measure, table: RecordTable) -> str:
    def name(field: str) -> str:
        return DERIVED[field] if field in DERIVED else table.fields[field].label

    def value(field: str, code: str) -> str:
        codes = table.fields[field].codes if field in table.fields else None
        return codes.labels[code] if codes else WORDS[code]

    what = "记录数"
    if measure.distinct:
        what = f"不同的{'、'.join(map(name, measure.distinct))}个数"
    elif measure.sum or measure.mean:
        what = f"{name(measure.sum or measure.mean)}{'之和' if measure.sum else '的平均数'}"
    conditions = [
        f"{name(field)}为{'、'.join(value(field, code) for code in wanted)}" for field, wanted in measure.where.items()
    ]
    by = f"，按{name(measure.by)}分组" if measure.by else ""
    return what + (f"（{'，'.join(conditions)}）" if conditions else "") + by


def _surveys(catalogue: Catalogue) -> Iterator[str]:
    satisfied = "、".join(scale().satisfied)
    yield from ("## 满意度问卷", "", f"每行一份答卷，每题一列，答案为：{scale().expected}。{satisfied} 为满意。", "")
    yield "满意度＝满意的答案数÷该题的答案数；没有作答的留空，不计入该题；一题都没有作答的答卷不计入调查人数。"
    for survey in surveys().values():
        table = survey.as_table()
        yield from ("", f"### {survey.label} `{survey.id}`", "")
        yield from ("| 中文列名 | 英文名 | 统计的指标 |", "| --- | --- | --- |")
        rates: dict[str, list[str]] = {}
        for indicator, (question, _groups) in survey.rates.items():
            rates.setdefault(question, []).append(catalogue.label_path(indicator))
        for field in table.fields.values():
            yield f"| {field.label} | `{field.name}` | {'、'.join(rates.get(field.name, ()))} |"
        if survey.groups is not None:
            yield from ("", f"{survey.groups.label}：{'、'.join(survey.groups.labels.values())}。")
