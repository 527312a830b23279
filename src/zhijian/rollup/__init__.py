"""Rolling up (汇总): facts of schools → facts of their county, city and province, and the way back down."""

from zhijian.rollup.roll_up import roll_up
from zhijian.rollup.trace import Trace, trace

__all__ = ["Trace", "roll_up", "trace"]
