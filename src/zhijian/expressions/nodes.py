"""The syntax tree of the expression language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from zhijian.quantity import Unit

OPERATOR_SIGNS = {"+": "＋", "-": "－", "*": "×", "/": "÷"}
RELATION_SIGNS = {"==": "＝", "!=": "≠", "<=": "≤", ">=": "≥", "<": "＜", ">": "＞"}


@dataclass(frozen=True, slots=True)
class Number:
    """A literal, in ``unit``."""

    value: Fraction
    unit: Unit
    text: str


@dataclass(frozen=True, slots=True)
class Variable:
    """An indicator's value: its total, or one slice; ``back`` periods earlier; of ``organisation`` if named."""

    indicator: str
    slice: str = ""
    back: int = 0
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Slices:
    """All slices of an indicator, ``x[*]``; stands only inside sum, min, max and count."""

    indicator: str
    back: int = 0
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Negate:
    operand: Node


@dataclass(frozen=True, slots=True)
class Binary:
    """operator: one of + - * /."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Call:
    """function: sum, min, max, abs or count."""

    function: str
    arguments: tuple[Node, ...]


Node = Number | Variable | Slices | Negate | Binary | Call


@dataclass(frozen=True, slots=True)
class Relation:
    """A chain of comparisons, ``terms[0] operators[0] terms[1] …``; each neighbouring pair must hold."""

    terms: tuple[Node, ...]
    operators: tuple[str, ...]

    @property
    def pairs(self) -> tuple[tuple[Node, str, Node], ...]:
        return tuple(zip(self.terms, self.operators, self.terms[1:], strict=False))


def leaves(node: Node | Relation) -> Iterator[Variable | Slices]:
    """Every variable and slice set, in reading order, repeats included."""
    if isinstance(node, Variable | Slices):
        yield node
    elif isinstance(node, Negate):
        yield from leaves(node.operand)
    elif isinstance(node, Binary):
        yield from leaves(node.left)
        yield from leaves(node.right)
    elif isinstance(node, Call):
        for argument in node.arguments:
            yield from leaves(argument)
    elif isinstance(node, Relation):
        for term in node.terms:
            yield from leaves(term)


def rewrite(node: Node, change: Callable[[Variable | Slices], Node]) -> Node:
    """The same tree with every variable and slice set replaced by what ``change`` gives for it."""
    if isinstance(node, Variable | Slices):
        return change(node)
    if isinstance(node, Negate):
        return Negate(rewrite(node.operand, change))
    if isinstance(node, Binary):
        return Binary(node.operator, rewrite(node.left, change), rewrite(node.right, change))
    if isinstance(node, Call):
        return Call(node.function, tuple(rewrite(argument, change) for argument in node.arguments))
    return node


def to_text(node: Node | Relation, name: Callable[[Variable | Slices], str]) -> str:
    """The expression in words: variables by ``name``, operators by their signs (÷, ≤)."""
    return _text(node, name, 0)


def _text(node: Node | Relation, name: Callable[[Variable | Slices], str], binding: int) -> str:
    if isinstance(node, Variable | Slices):
        return name(node)
    if isinstance(node, Number):
        return node.text
    if isinstance(node, Negate):
        return "－" + _text(node.operand, name, 3)
    if isinstance(node, Call):
        inner = "，".join(_text(argument, name, 0) for argument in node.arguments)
        names = {"sum": "合计", "min": "最小", "max": "最大", "abs": "绝对值", "count": "个数"}
        return f"{names[node.function]}（{inner}）"
    if isinstance(node, Relation):
        words = [_text(node.terms[0], name, 0)]
        for operator, term in zip(node.operators, node.terms[1:], strict=True):
            words += [RELATION_SIGNS[operator], _text(term, name, 0)]
        return " ".join(words)
    own = 1 if node.operator in "+-" else 2
    left = _text(node.left, name, own)
    right = _text(node.right, name, own + 1)
    text = f"{left} {OPERATOR_SIGNS[node.operator]} {right}"
    return f"（{text}）" if own < binding else text
