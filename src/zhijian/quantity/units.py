"""Units: a symbol, its dimension, and its exact scale to the base unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

import yaml

from zhijian.errors import ZhijianError
from zhijian.messages import _

PREFIXES = {"千": 1_000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000}

Dimension = tuple[tuple[str, int], ...]


class UnknownUnit(ZhijianError):
    """A unit symbol that units.yaml does not know."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement.

    symbol: as printed (万元, 元/生, :1). dimension: sorted (base, power) pairs.
    scale: base units per unit, exact. count: whether a figure without a fraction is exact.
    """

    symbol: str
    dimension: Dimension
    scale: Fraction
    count: bool = False

    def __str__(self) -> str:
        return self.symbol

    @property
    def difference(self) -> Unit:
        """The unit in which a difference of two such values is stated: % → 个百分点, else itself."""
        return unit("个百分点") if self.symbol == "%" else self


def combine(left: Dimension, right: Dimension, sign: int) -> Dimension:
    """The dimension of a product (sign 1) or quotient (sign -1)."""
    powers = dict(left)
    for base, power in right:
        powers[base] = powers.get(base, 0) + sign * power
    return tuple(sorted((base, power) for base, power in powers.items() if power))


@cache
def _table() -> Mapping[str, Unit]:
    entries = yaml.safe_load(files(__package__).joinpath("units.yaml").read_text("utf-8"))["units"]
    table: dict[str, Unit] = {}
    for symbol, entry in entries.items():
        known = Unit(
            symbol,
            tuple(sorted(entry["dimension"].items())),
            Fraction(str(entry["scale"])),
            bool(entry.get("count", False)),
        )
        for name in (symbol, *entry.get("aliases", ())):
            table[name] = known
    return table


@cache
def unit(symbol: str) -> Unit:
    """The unit printed as ``symbol``: a known one, a prefixed one (万元), or a quotient of two (元/生).

    Raises UnknownUnit, naming the part that is not known.
    """
    table = _table()
    if symbol in table:
        return table[symbol]
    if "/" in symbol:
        above, _slash, below = symbol.partition("/")
        numerator, denominator = unit(above), unit(below)
        return Unit(
            symbol,
            combine(numerator.dimension, denominator.dimension, -1),
            numerator.scale / denominator.scale,
        )
    for prefix in sorted(PREFIXES, key=len, reverse=True):
        if symbol.startswith(prefix) and symbol[len(prefix) :] in table and symbol != prefix:
            base = table[symbol[len(prefix) :]]
            return Unit(prefix + base.symbol, base.dimension, base.scale * PREFIXES[prefix])
    raise UnknownUnit(_("不认识的计量单位“{symbol}”。请改用 units.yaml 中已有的单位，或在其中补充。", symbol=symbol))


def known_symbols() -> tuple[str, ...]:
    """Every spelling of a unit that can be read, longest first."""
    return tuple(sorted((name for name in _table() if name), key=len, reverse=True))
