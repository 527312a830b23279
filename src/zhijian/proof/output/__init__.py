"""What a proof has to say, for people and programs: text, JSON, HTML, SARIF, Word comments, the review sheet."""

from zhijian.proof.output.accepted import Acceptance, accept, read_accepted
from zhijian.proof.output.data import as_json
from zhijian.proof.output.proofed import Proofed, Spot
from zhijian.proof.output.sarif import as_sarif
from zhijian.proof.output.spots import spots_of
from zhijian.proof.output.text import Line, lines_of, side_by_side, summary_line, worst_first

__all__ = [
    "Acceptance",
    "Line",
    "Proofed",
    "Spot",
    "accept",
    "as_json",
    "as_sarif",
    "lines_of",
    "read_accepted",
    "side_by_side",
    "spots_of",
    "summary_line",
    "worst_first",
]
