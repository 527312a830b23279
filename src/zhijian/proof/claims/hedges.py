"""Words before a figure that widen it (约, 近, 超过), where they are words and no ends of others: 签约, 附近, 赶超."""

from __future__ import annotations

import re
from functools import cache

from zhijian.proof.claims.vocabulary import guards
from zhijian.quantity import widening_words


@cache
def hedges() -> str:
    """A pattern that matches any widening word, the longest that fits."""
    return "|".join(re.escape(word) + _no_end_of_another(word) for word in widening_words("before"))


def without_hedge(text: str) -> str:
    """The text without a widening word at its end, which belongs to the figure."""
    return _at_end().sub("", text)


def _no_end_of_another(word: str) -> str:
    """折合约234亩 is about 234, 合约86份 is not: the words that end in 约, and what before them makes none of them."""
    longer = guards("words_that_end_in_hedges")
    return "".join(
        f"(?:(?<!{other})|(?<=[{unless}]{other}))" if unless else f"(?<!{other})"
        for other, unless in longer.items()
        if other.endswith(word)
    )


@cache
def _at_end() -> re.Pattern[str]:
    return re.compile(rf"(?:{hedges()})\s*$")
