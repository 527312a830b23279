"""Which figures to doubt where a report contradicts itself, and what would be consistent."""

from zhijian.proof.localise.search import Alternative, Cause, Suspected, localise
from zhijian.proof.localise.system import Stated

__all__ = ["Alternative", "Cause", "Stated", "Suspected", "localise"]
