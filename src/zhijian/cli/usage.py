"""Help and usage errors in Chinese: Typer has them in English only, and takes no other wording."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from zhijian.messages import language

# What Typer says, and the Chinese for it; in this order. The groups stand for names and values.
_HELP = (
    (r"^Usage: ", "用法："),
    (r"\[OPTIONS\]", "[选项]"),
    (r"COMMAND \[ARGS\]\.\.\.", "命令 [参数]…"),
    (r"^Options:$", "选项："),
    (r"^Arguments:$", "参数："),
    (r"^Commands:$", "命令："),
    (r"Show this message and exit\.", "显示本说明。"),
    (r"\[default:\s+([^;\]]*)(?:;[^\]]*)?\]", r"[默认：\1]"),
    (r"\[(?:[^\];]*;\s*)?required\]", "[必填]"),
)
_PLAINER = ((r"\{([A-Z.a-z]+)\}", r"\1"), (r"^(  [A-Z][A-Z.a-z]+(?:\.\.\.)?) <[^>]+> +", r"\1  "))  # {DIR}, DIR <path>
_ERRORS = (
    (r"^Missing argument '(.*)'\.$", r"缺少参数 \1。"),
    (r"^No such option: (\S+)$", r"没有选项 \1。"),
    (r"^No such option: (\S+) \(Possible options: (.*)\)$", r"没有选项 \1，是否为 \2？"),
    (r"^No such command '(.*)'\.$", r"没有命令“\1”。"),
    (r"^No such command '(.*)'\. Did you mean (.*)\?$", r"没有命令“\1”，是否为 \2？"),
    (r"^Got unexpected extra argument(?:s|\(s\))? \((.*)\)$", r"多出了参数：\1。含空格的名称请加引号。"),
    (r"^Option '(.*)' requires an argument\.$", r"选项 \1 后面缺少值。"),
    (r"^Option '(.*)' does not take a value\.$", r"选项 \1 不带值。"),
    (r"^Invalid value for '(.*)': Input should be greater than or equal to (\S+)$", r"\1 的值应不小于 \2。"),
    (r"^Invalid value for '(.*)': Input should be a valid integer.*$", r"\1 的值应为整数。"),
    (r"^Invalid value for '(.*)': (.*)$", r"\1 的值无效：\2"),
)


def _said(text: str, wordings: tuple[tuple[str, str], ...]) -> str:
    for english, chinese in (*_PLAINER, *(wordings if language() == "zh" else ())):
        text = re.sub(english, chinese, text, flags=re.MULTILINE)
    return text


class Command(TyperCommand):
    """A command whose help is in the reader's language."""

    def get_help(self, ctx: Any) -> str:
        return _said(super().get_help(ctx), _HELP)

    def get_usage(self, ctx: Any) -> str:
        return _said(super().get_usage(ctx), _HELP)


class Group(TyperGroup):
    """The commands together, likewise."""

    def get_help(self, ctx: Any) -> str:
        return _said(super().get_help(ctx), _HELP)

    def get_usage(self, ctx: Any) -> str:
        return _said(super().get_usage(ctx), _HELP)


def usage_error(error: TyperException) -> str:
    """What is wrong with the call, how it should be, and where to read on."""
    message = error.format_message()
    context = getattr(error, "ctx", None)
    hint = "{} --help" if language() == "en" else "详见：{} --help"
    if context is None:
        return "\n".join([_said(message, _ERRORS), hint.format("zhijian")])
    if message == context.get_help():  # called without anything: the help is the answer
        return message
    return "\n".join([_said(message, _ERRORS), context.get_usage(), hint.format(context.command_path)])
