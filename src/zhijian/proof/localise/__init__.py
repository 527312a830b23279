"""Which figures to doubt where a report contradicts itself, and what would be consistent."""

from zhijian.proof.localise.likely import LikelyCause, Neighbour, likely_cause, suggested
from zhijian.proof.localise.search import Alternative, Cause, Suspected, localise
from zhijian.proof.localise.system import Stated

__all__ = [
    "Alternative",
    "Cause",
    "LikelyCause",
    "Neighbour",
    "Stated",
    "Suspected",
    "likely_cause",
    "localise",
    "suggested",
]
