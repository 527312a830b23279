"""The reference page of the interface for programs, from its own description."""

import os
from collections.abc import Iterator
from typing import Any

NOTE = (
    "<!-- 本页由 scripts/write_reference.py 生成，请勿手工修改；改动请写入 src/zhijian/web/api 后运行 make docs。 -->"
)
TAGS = {
    "rounds": "批次",
    "submissions": "填报",
    "cells": "单元格",
    "workbooks": "工作簿",
    "records": "记录",
    "exchange": "报告文件夹",
    "messages": "消息与提醒",
    "people": "人员与邀请",
    "organisations": "单位",
    "audit": "审计日志",
    "interface": "接口说明",
}


def api_page() -> Iterator[str]:
    """The lines of docs/reference/api.md."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhijian.web.settings.testing")
    import django

    django.setup()
    from zhijian.web.api.scopes import Scope
    from zhijian.web.api.service import schema

    described = schema()
    operations = [
        (url.removeprefix("/api/v1"), method.upper(), operation)
        for url, methods in described["paths"].items()
        for method, operation in methods.items()
    ]
    yield from (NOTE, "", "# 程序接口（HTTP API）", "")
    yield (
        f"共 {len(operations)} 个操作，地址都以 `/api/v1` 开头。每个操作与网页用同样的动作、权限和审计；用法和例子见"
        "[怎样用程序填报和管理](../how-to/programs.md)。完整的字段说明在 `/api/v1/openapi.json`（OpenAPI 3.1，需令牌）。"
    )
    yield from ("", "## 权限（scopes）", "", "| 权限 | 能做什么 | 操作数 |", "| --- | --- | --- |")
    for scope in Scope:
        count = sum(operation["x-scope"] == scope.value for _url, _method, operation in operations)
        yield f"| `{scope.value}` | {scope.label} | {count} |"
    yield from ("", "各项互不包含。令牌能做的不超过其用户本人。", "")
    yield from (
        "## 回答",
        "",
        "成功为 200 或 201。出错时有一句 `message`：400、422 请求不合要求，401 没有有效的令牌，403 没有权限，",
    )
    yield "404 没有或看不到，409 目前的状态不允许（含预览之后有变化），429 调用过于频繁。`Accept-Language: en` 得英文。"
    for tag, title in TAGS.items():
        yield from ("", f"## {title}", "")
        for url, method, operation in operations:
            if operation["tags"] == [tag]:
                yield from _operation(url, method, operation, described)


def _operation(url: str, method: str, operation: dict[str, Any], described: dict[str, Any]) -> Iterator[str]:
    yield from (f"### `{method} {url}`", "", f"权限 `{operation['x-scope']}`。{operation['description']}", "")
    rows = [*_query(operation), *_body(operation, described)]
    if rows:
        yield from ("| 字段 | 在 | 必填 | 类型 |", "| --- | --- | --- | --- |", *rows, "")


def _query(operation: dict[str, Any]) -> Iterator[str]:
    for each in operation.get("parameters", []):
        if each["in"] == "query":
            yield _row(each["name"], "地址", each["schema"], required=each["required"])


def _body(operation: dict[str, Any], described: dict[str, Any]) -> Iterator[str]:
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        found = _resolved(content["schema"], described)
        for name, field in found.get("properties", {}).items():
            place = "JSON" if kind == "application/json" else "表单"
            yield _row(name, place, field, required=name in found.get("required", []))


def _resolved(found: dict[str, Any], described: dict[str, Any]) -> dict[str, Any]:
    reference = found.get("$ref", "")
    known: dict[str, Any] = described["components"]["schemas"].get(reference.rpartition("/")[2], {})
    return known if reference else found


def _row(name: str, place: str, field: dict[str, Any], *, required: bool) -> str:
    return f"| `{name}` | {place} | {'是' if required else ''} | {_type(field)} |"


def _type(field: dict[str, Any]) -> str:
    if "$ref" in field:
        return f"`{field['$ref'].rpartition('/')[2]}`"
    if "anyOf" in field:
        return " 或 ".join(_type(each) for each in field["anyOf"])
    if field.get("type") == "array":
        return f"{_type(field['items'])} 的列表"
    words = {"string": "文字", "integer": "整数", "boolean": "真假", "null": "空", "object": "对象"}
    word = "文件" if field.get("format") == "binary" else words.get(field.get("type", ""), "任意")
    limit = field.get("maxLength")
    return f"{word}（至多 {limit} 字）" if limit else word
