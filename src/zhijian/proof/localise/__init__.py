"""Which figures to doubt where a report contradicts itself, and what would be consistent."""

from zhijian.proof.localise.likely import LikelyCause, Neighbour, likely_cause, slips_of, suggested
from zhijian.proof.localise.search import Alternative, Cause, Conflict, Suspected, localise
from zhijian.proof.localise.system import Stated

__all__ = [
    "Alternative",
    "Cause",
    "Conflict",
    "LikelyCause",
    "Neighbour",
    "Stated",
    "Suspected",
    "likely_cause",
    "localise",
    "slips_of",
    "suggested",
]
