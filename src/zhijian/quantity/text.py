"""Reading and printing quantities as Chinese reports write them."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from zhijian.errors import ZhijianError
from zhijian.messages import _
from zhijian.quantity.quantity import Quantity
from zhijian.quantity.units import PREFIXES, Unit, known_symbols, unit

NUMBER = r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"


class QuantityError(ZhijianError):
    """A text that does not state a quantity."""


class _Reading(NamedTuple):
    word: str
    place: str
    low: str
    high: str


def format_number(mantissa: int, decimals: int) -> str:
    """``mantissa · 10^-decimals`` with every trailing zero it was stated with; no grouping."""
    if decimals <= 0:
        return str(mantissa * 10 ** (-decimals))
    digits = str(abs(mantissa)).rjust(decimals + 1, "0")
    sign = "-" if mantissa < 0 else ""
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"


def parse_number(text: str) -> tuple[int, int]:
    """(mantissa, decimals) of a plain number; full-width digits and thousands separators are read.

    Raises QuantityError where the text is anything else.
    """
    plain = _plain(text)
    if not re.fullmatch(NUMBER, plain):
        raise QuantityError(_("“{text}”不是数字。", text=text))
    whole, _point, fraction = plain.replace(",", "").partition(".")
    return int(whole + fraction), len(fraction)


@cache
def _readings() -> tuple[_Reading, ...]:
    entries = yaml.safe_load(files(__package__).joinpath("readings.yaml").read_text("utf-8"))["readings"]
    return tuple(
        _Reading(word, entry["place"], entry["low"], entry["high"]) for entry in entries for word in entry["words"]
    )


def widening_words(place: str) -> tuple[str, ...]:
    """The words of readings.yaml that stand ``before`` a figure, ``after_number`` or ``after`` its unit, longest first."""
    return tuple(sorted((r.word for r in _readings() if r.place == place), key=len, reverse=True))


def _words(place: str) -> str:
    return "|".join(map(re.escape, widening_words(place)))


@cache
def _pattern() -> re.Pattern[str]:
    prefixes = "|".join(sorted(PREFIXES, key=len, reverse=True))
    symbols = "|".join(re.escape(s) for s in known_symbols())
    single = f"(?:{prefixes})?(?:{symbols})"
    return re.compile(
        f"(?P<before>{_words('before')})?\\s*(?P<number>{NUMBER})\\s*(?P<prefix>{prefixes})?"
        f"(?P<more>{_words('after_number')})?\\s*(?P<unit>(?:{symbols})(?:/(?:{symbols}))?|{single})?"
        f"\\s*(?P<after>{_words('after')})?"
    )


def parse_quantity(text: str) -> Quantity:
    """The quantity that ``text`` states, whole: 33577人, 1.2万元, 17.6:1, 近50%, 2300多名.

    Words that widen are read as readings.yaml documents. Raises QuantityError where it is not one quantity.
    """
    plain = _plain(text).replace("∶", ":")
    match = _pattern().fullmatch(plain)
    if match is None:
        raise QuantityError(_("“{text}”不是可识别的数量（如 33577人、1.2万元、17.6:1、近50%）。", text=text))
    mantissa, decimals = parse_number(match["number"])
    symbol = match["unit"] or ""
    measured = _bare(match["prefix"]) if match["prefix"] and not symbol else unit((match["prefix"] or "") + symbol)
    stated = Quantity.stated(mantissa, decimals, measured)
    for group, place in (("before", "before"), ("more", "after_number"), ("after", "after")):
        if match[group]:
            stated = _widen(stated, next(r for r in _readings() if r.word == match[group] and r.place == place))
    return stated


def _bare(prefix: str) -> Unit:
    """A multiplier that stands for itself: 1.2万."""
    return Unit(prefix, (), Fraction(PREFIXES[prefix]))


def _plain(text: str) -> str:
    """Full-width characters made plain. ² and ① are no digits, though normalising would make them so."""
    marked = "".join(c if unicodedata.category(c) != "No" else "\ufffd" for c in text.replace("m²", "平方米"))
    return unicodedata.normalize("NFKC", marked.replace("㎡", "平方米")).strip().replace("−", "-")


def _widen(stated: Quantity, reading: _Reading) -> Quantity:
    value = stated.value
    place = (
        Fraction(1 if stated.decimals > 0 else _place_of_last_digit(stated.mantissa)) / Fraction(10) ** stated.decimals
    )
    ends = {
        "0": Fraction(0),
        "x": value,
        "x - x/10": value - value / 10,
        "x - u": value - place,
        "x + u": value + place,
        "unbounded": None,
    }
    low, high = ends[reading.low], ends[reading.high]
    if low is None:
        raise ValueError(f"readings.yaml: {reading.word} has no lower end")
    if high is not None and high < low:  # a negative figure: 近-5%
        low, high = high, low
    return Quantity(stated.mantissa, stated.decimals, stated.unit, low, high)


def _place_of_last_digit(mantissa: int) -> int:
    digits = str(abs(mantissa))
    return int(10 ** (len(digits) - len(digits.rstrip("0")))) if mantissa else 1
