"""Reading expressions and relations from text."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import NoReturn

from zhijian.errors import ExpressionError
from zhijian.expressions.nodes import Binary, Call, Negate, Node, Number, Relation, Slices, Variable, rewrite
from zhijian.messages import _
from zhijian.quantity import UnknownUnit, unit

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>%|‰|:1|Mbps|Gbps|[\u4e00-\u9fff]+(?:/[\u4e00-\u9fff]+)?)?"
    r"|(?P<name>[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)(?P<slice>\[[^\]]*\])?(?P<at>@[\w-]+)?"
    r"|(?P<sign><=|>=|==|!=|[-+*/()<>=,×÷≤≥≠−]))"
)
SIGNS = {"×": "*", "÷": "/", "≤": "<=", "≥": ">=", "≠": "!=", "=": "==", "−": "-"}
COMPARISONS = ("<=", ">=", "==", "!=", "<", ">")
FUNCTIONS = ("sum", "min", "max", "abs", "count")
MACROS = ("previous", "change", "growth", "share")


@lru_cache(maxsize=4096)
def parse_expression(text: str) -> Node:
    """The tree of a formula. Raises ExpressionError with the position and what was expected there."""
    parser = _Parser(text)
    node = parser.sum()
    parser.end()
    return node


@lru_cache(maxsize=4096)
def parse_relation(text: str) -> Relation:
    """The tree of a rule: two or more terms compared. Raises ExpressionError likewise."""
    parser = _Parser(text)
    terms, operators = [parser.sum()], []
    while parser.sign in COMPARISONS:
        operators.append(parser.take())
        terms.append(parser.sum())
    if not operators:
        parser.fail(_("比较符号（==、<=、>= 等）"))
    parser.end()
    return Relation(tuple(terms), tuple(operators))


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.tokens: list[re.Match[str]] = []
        while self.position < len(text.rstrip()):
            match = TOKEN.match(text, self.position)
            if match is None:
                self.position += len(text[self.position :]) - len(text[self.position :].lstrip())
                self.fail(_("数字、指标编号或运算符"))
            self.tokens.append(match)
            self.position = match.end()
        self.at = 0

    @property
    def token(self) -> re.Match[str] | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    @property
    def sign(self) -> str:
        sign = self.token["sign"] if self.token else None
        return SIGNS.get(sign, sign) if sign else ""

    def take(self) -> str:
        sign = self.sign
        self.at += 1
        return sign

    def fail(self, expected: str) -> NoReturn:
        token = self.tokens[self.at] if getattr(self, "at", None) is not None and self.token else None
        position = token.start() + len(token[0]) - len(token[0].lstrip()) if token else self.position
        found = f"“{self.text[position : position + 12]}”" if position < len(self.text) else _("表达式已结束")
        message = _(
            "表达式“{text}”第 {position} 个字符处应为{expected}，实为{found}。",
            text=self.text,
            position=position + 1,
            expected=expected,
            found=found,
        )
        raise ExpressionError(message, self.text, position)

    def end(self) -> None:
        if self.token is not None:
            self.fail(_("表达式结束"))

    def sum(self) -> Node:
        node = self.product()
        while self.sign in ("+", "-"):
            node = Binary(self.take(), node, self.product())
        return node

    def product(self) -> Node:
        node = self.unary()
        while self.sign in ("*", "/"):
            node = Binary(self.take(), node, self.unary())
        return node

    def unary(self) -> Node:
        if self.sign == "-":
            self.take()
            return Negate(self.unary())
        return self.atom()

    def atom(self) -> Node:
        token = self.token
        if token is not None and token["number"]:
            return self.number(token)
        if token is not None and token["name"]:
            return self.name(token)
        if self.sign == "(":
            self.take()
            node = self.sum()
            self.expect(")")
            return node
        self.fail(_("数字、指标编号或左括号"))
        raise AssertionError  # fail() raises

    def expect(self, sign: str) -> None:
        if self.sign != sign:
            self.fail(f"“{sign}”")
        self.take()

    def number(self, token: re.Match[str]) -> Node:
        self.at += 1
        try:
            measured = unit(token["unit"] or "")
        except UnknownUnit as error:
            raise ExpressionError(str(error), self.text, token.start("unit")) from None
        return Number(Fraction(token["number"]), measured, token["number"] + (token["unit"] or ""))

    def name(self, token: re.Match[str]) -> Node:
        self.at += 1
        name, key, at = token["name"], token["slice"], (token["at"] or "")[1:]
        if self.sign == "(" and key is None and not at:
            return self.call(name)
        if key is None:
            return Variable(name, organisation=at)
        inner = key[1:-1].strip()
        return Slices(name, organisation=at) if inner == "*" else Variable(name, inner, organisation=at)

    def call(self, name: str) -> Node:
        if name not in FUNCTIONS + MACROS:
            self.at -= 1
            self.fail(_("函数名（{names}）", names="、".join(FUNCTIONS + MACROS)))
        self.expect("(")
        arguments = [self.sum()]
        while self.sign == ",":
            self.take()
            arguments.append(self.sum())
        self.expect(")")
        wanted = {"previous": 1, "change": 1, "growth": 1, "share": 2, "abs": 1}.get(name)
        if wanted is not None and len(arguments) != wanted:
            message = _(
                "表达式“{text}”中 {name}() 应有 {wanted} 个参数，实有 {found} 个。",
                text=self.text,
                name=name,
                wanted=wanted,
                found=len(arguments),
            )
            raise ExpressionError(message, self.text)
        return _expand(name, arguments)


def _expand(name: str, arguments: list[Node]) -> Node:
    first = arguments[0]
    if name == "previous":
        return _earlier(first)
    if name == "change":
        return Binary("-", first, _earlier(first))
    if name == "growth":
        return Binary("-", Binary("/", first, _earlier(first)), Number(Fraction(1), unit(""), "1"))
    if name == "share":
        return Binary("/", first, arguments[1])
    return Call(name, tuple(arguments))


def _earlier(node: Node) -> Node:
    def back(leaf: Variable | Slices) -> Node:
        if isinstance(leaf, Slices):
            return Slices(leaf.indicator, leaf.back + 1, leaf.organisation)
        return Variable(leaf.indicator, leaf.slice, leaf.back + 1, leaf.organisation)

    return rewrite(node, back)
