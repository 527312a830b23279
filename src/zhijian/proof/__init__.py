"""Proof: what a report says of itself in figures, and where it contradicts itself."""

from zhijian.proof.document import ProofResult, ProofSummary, proof_document
from zhijian.proof.form import check_form
from zhijian.proof.order import Reading
from zhijian.proof.shapes import Figure, Relation, Words, by_id, figure_id, figure_of, variable
from zhijian.proof.walk import Place, runs_of, walk

__all__ = [
    "Figure",
    "Place",
    "ProofResult",
    "ProofSummary",
    "Reading",
    "Relation",
    "Words",
    "by_id",
    "check_form",
    "figure_id",
    "figure_of",
    "proof_document",
    "runs_of",
    "variable",
    "walk",
]
