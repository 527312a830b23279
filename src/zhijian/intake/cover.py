"""The first sheet: what the clerk is to do, in ten lines, and what the colours mean."""

from __future__ import annotations

from typing import Any

from zhijian.catalogue import Catalogue
from zhijian.facts import Organisation
from zhijian.intake.layout import BASE_SHEET, COVER_SHEET, Kind
from zhijian.intake.styles import FAINT, FILL, HEAD, HEAVY_FONT, Styles

COLOURS = (
    (Kind.entry, "由学校填写"),
    (Kind.optional, "可由学籍、问卷等数据生成；学校可以填写，也可以留空"),
    (Kind.derived, "由公式自动算出，不必填写"),
    (Kind.closed, "仅高职填报，中职学校不填"),
)


def steps(catalogue: Catalogue) -> tuple[str, ...]:
    """The ten lines."""
    now, before = catalogue.periods[-1], catalogue.periods[0]
    tables = f"表1至表{len(catalogue.tables)}" if len(catalogue.tables) > 1 else "表1"
    return (
        f"先填工作表“{BASE_SHEET}”，再填{tables}；比率、生均值等由公式自动算出。",
        f"只在黄色（必要时蓝色）单元格内填数：“{now}年”列填本年数，“{before}年”列核对上年数。",
        "只填数字，不写单位和文字；计量单位见“单位”栏（万元就是万元，不要换成元）。",
        "没有发生的填 0；暂时没有数据的留空，并在“说明”栏写明原因。",
        "百分比填百分号前的数，如 97.25% 填 97.25；保留的小数位数与表中一致。",
        "与上年相比变化很大的数，请在“说明”栏写明原因，免得退回核实。",
        "鼠标停在指标名称上可以看到指标的含义和统计口径；带 * 的指标须与国家平台数据一致。",
        "不要增删、移动行列和工作表，不要改指标名称和单位，不要合并单元格、链接其他文件。",
        "不要加密码，不要另存为 .et、.xlsm、.csv；请保存为 .xlsx，文件名保持不变。",
        "填完后打印各表，由填报人、审核人、校长签字并盖公章，连同本文件一并报送。",
    )


def write_cover(workbook: Any, styles: Styles, catalogue: Catalogue, school: Organisation | None) -> Any:
    """Adds the sheet 填报说明."""
    sheet = workbook.add_worksheet(COVER_SHEET)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 4)
    sheet.set_column(1, 1, 5)
    sheet.set_column(2, 2, 88)
    sheet.set_row(0, 14)
    sheet.set_row(1, 34)
    sheet.merge_range(1, 1, 1, 2, catalogue.label["zh"], styles.title())
    sheet.set_row(2, 26)
    subtitle = styles.get(font_name=HEAVY_FONT, font_size=13, align="center", font_color=FAINT)
    sheet.merge_range(2, 1, 2, 2, f"数据填报工作簿（{catalogue.current}年）", subtitle)
    name = school.name if school else ""
    code = school.id if school else ""
    sheet.set_row(3, 24)
    sheet.merge_range(3, 1, 3, 2, f"填报单位：{name}　　单位编号：{code}", styles.get(font_size=12, align="center"))
    heading = styles.get(font_name=HEAVY_FONT, font_size=12, font_color=HEAD, bottom=2, bottom_color=HEAD)
    at = 5
    sheet.merge_range(at, 1, at, 2, "怎样填", heading)
    for number, text in enumerate(steps(catalogue), start=1):
        at += 1
        sheet.set_row(at, 24)
        sheet.write_number(at, 1, number, styles.get(align="center", font_name=HEAVY_FONT, font_color=HEAD))
        sheet.write_string(at, 2, text, styles.get(text_wrap=True, font_size=11))
    at += 2
    sheet.merge_range(at, 1, at, 2, "颜色的含义", heading)
    for kind, text in COLOURS:
        at += 1
        sheet.set_row(at, 22)
        sheet.write_blank(at, 1, None, styles.boxed(bg_color=FILL[kind]))
        sheet.write_string(at, 2, f" {text}", styles.get(font_size=11))
    at += 2
    note = f"指标目录：{catalogue.id}（{catalogue.version}）。本工作簿由“职鉴”生成，工作表保护未设密码。"
    sheet.merge_range(at, 1, at, 2, note, styles.line(align="left"))
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    sheet.center_horizontally()
    sheet.protect("", {"select_locked_cells": True})
    return sheet
