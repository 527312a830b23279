"""What is wrong with an uploaded file, in the words of the page on which one school uploads its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from zhijian.findings import Finding
from zhijian.messages import _

Words = Callable[[Finding, str], tuple[str, str]]


def in_the_pages_words(findings: Iterable[Finding], school: str) -> tuple[Finding, ...]:
    """The findings; where the library speaks of a folder and its lists, message and remedy speak of the page instead.

    school: the name of whose page it is.
    """
    return tuple(_told(found, school) for found in findings)


def _told(found: Finding, school: str) -> Finding:
    words = WORDS.get(found.code)
    if words is None:
        return found
    message, remedy = words(found, school)
    return replace(found, message=message, remedy=remedy)


def _workbook_of_another(found: Finding, school: str) -> tuple[str, str]:
    if not found.found:
        return found.message, _("请在本页下载“{school}”的工作簿填写。", school=school)
    return (
        _("这个文件是“{found}”的工作簿，本页填报的是“{school}”。", found=found.found, school=school),
        _("请在本页下载“{school}”的工作簿填写；别的学校的工作簿，请到该校的页面上传。", school=school),
    )


def _rows_of_another(found: Finding, school: str) -> tuple[str, str]:
    remedy = _("本页只收“{school}”的名单：请只导出本校的行，“学校”一列写本校的名称、编号或代码。", school=school)
    return found.message, remedy


def _no_rows(found: Finding, school: str) -> tuple[str, str]:
    return found.message, _("请上传“{school}”的名单。", school=school)


def _city_without_code(found: Finding, school: str) -> tuple[str, str]:  # noqa: ARG001 - as the others
    return (
        _("“{found}”所在的市没有登记行政区划代码，无法判断本地和本省。", found=found.found),
        _("请市级管理员在导入单位名单时补上该市的行政区划代码。"),
    )


def _unknown_name(found: Finding, school: str) -> tuple[str, str]:  # noqa: ARG001 - as the others
    return found.message, _("请在“是什么名单”中选定种类，或把文件名改为以下之一：{names}。", names=found.expected)


WORDS: Mapping[str, Words] = {
    "ZJ112": _workbook_of_another,
    "ZJ807": _rows_of_another,
    "ZJ815": _no_rows,
    "ZJ816": _city_without_code,
    "ZJ817": _unknown_name,
}
