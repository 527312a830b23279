"""The one small language of formulas, rules and bound figures.

    students.full_time / teachers.full_time
    admissions.through_track + admissions.through_exam <= graduates.further_study
    sum(programmes.by_category[*]) == programmes.points
    growth(students.full_time)            x / previous(x) − 1
    teachers.full_time@school-03          of one organisation
    campus.area / students.full_time >= 33 平方米/生

Values carry units; evaluation is exact, over closed intervals, for many organisations at once.
"""

from zhijian.expressions.dimensions import check_relation, dimension_of
from zhijian.expressions.evaluate import Resolver, evaluate, possible, relation_possible
from zhijian.expressions.interval import Interval
from zhijian.expressions.nodes import (
    Binary,
    Call,
    Negate,
    Node,
    Number,
    Relation,
    Slices,
    Variable,
    leaves,
    rewrite,
    to_text,
)
from zhijian.expressions.parser import parse_expression, parse_relation
from zhijian.expressions.rationals import Rationals

__all__ = [
    "Binary",
    "Call",
    "Interval",
    "Negate",
    "Node",
    "Number",
    "Rationals",
    "Relation",
    "Resolver",
    "Slices",
    "Variable",
    "check_relation",
    "dimension_of",
    "evaluate",
    "leaves",
    "parse_expression",
    "parse_relation",
    "possible",
    "relation_possible",
    "rewrite",
    "to_text",
]
