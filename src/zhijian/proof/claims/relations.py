"""The relations that a document's text states between its figures."""

from __future__ import annotations

from collections.abc import Sequence

from zhijian.proof.claims.changes import change_relations
from zhijian.proof.claims.conversions import conversion_relations
from zhijian.proof.claims.parts import part_relations
from zhijian.proof.claims.per_head import per_head_relations
from zhijian.proof.claims.read import Passage
from zhijian.proof.claims.shares import share_relations
from zhijian.proof.claims.shares_before import shares_of_paragraphs_before
from zhijian.proof.claims.totals import total_relations
from zhijian.proof.claims.worked_out import worked_out
from zhijian.proof.shapes import Relation

_FINDERS = (
    part_relations,
    change_relations,
    share_relations,
    per_head_relations,
    total_relations,
    conversion_relations,
)


def read_relations(passages: Sequence[Passage]) -> list[Relation]:
    """What each paragraph says must hold between figures that it prints, in reading order."""
    found = []
    for passage in passages:
        here = [relation for find in _FINDERS for relation in find(passage.said, passage.figures)]
        known = {frozenset(relation.figures) for relation in here}
        found += here
        found += [relation for relation in worked_out(passage) if frozenset(relation.figures) not in known]
    done = {figure for relation in found if relation.kind == "share" for figure in relation.figures}
    return [*found, *shares_of_paragraphs_before(passages, done)]
