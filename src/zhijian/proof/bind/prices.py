"""Measures whose growth is stated at constant prices, beside amounts at current ones."""

from __future__ import annotations

import re

_CONSTANT = re.compile(
    r"生产总值|(?<![A-Za-z])GDP(?![A-Za-z])|增加值|总产值|(?:工业|农业|林业|牧业|渔业|服务业|第[一二三]产业)产值"
    r"|固定资产投资|民间投资|开发投资|业务总量|实际增长"
)


def constant_prices(text: str) -> bool:
    """Whether growth said of this cannot be compared with the amounts of two years: 地区生产总值, 工业增加值."""
    return _CONSTANT.search(text) is not None
