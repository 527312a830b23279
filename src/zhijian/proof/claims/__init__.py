"""Claims: the figures of a text and what it says of them."""

from zhijian.proof.claims.next_paragraph import parts_of_paragraph_before
from zhijian.proof.claims.paragraphs_before import shares_of_paragraphs_before
from zhijian.proof.claims.read import Passage, read_figures, read_passages
from zhijian.proof.claims.relations import read_relations

__all__ = [
    "Passage",
    "parts_of_paragraph_before",
    "read_figures",
    "read_passages",
    "read_relations",
    "shares_of_paragraphs_before",
]
