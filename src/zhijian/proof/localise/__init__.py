"""Which figures to doubt where a report contradicts itself, and what would be consistent."""

from zhijian.proof.localise.likely import LikelyCause, Neighbour, likely_cause, slips_of, suggested
from zhijian.proof.localise.narrowing import Contradiction
from zhijian.proof.localise.ranges import Range
from zhijian.proof.localise.search import Alternative, Cause, Conflict, Suspected, localise
from zhijian.proof.localise.system import Stated, System

__all__ = [
    "Alternative",
    "Cause",
    "Conflict",
    "Contradiction",
    "LikelyCause",
    "Neighbour",
    "Range",
    "Stated",
    "Suspected",
    "System",
    "likely_cause",
    "localise",
    "slips_of",
    "suggested",
]
