"""Facts: a value with a unit, a precision and a source, one by one or many as a columnar table."""

from zhijian.facts.csv_file import read_facts_csv, write_facts_csv
from zhijian.facts.fact import Fact, Status
from zhijian.facts.factset import SCHEMA, FactSet
from zhijian.facts.organisations import Organisation, OrganisationTree
from zhijian.facts.stated import stated_facts

__all__ = [
    "SCHEMA",
    "Fact",
    "FactSet",
    "Organisation",
    "OrganisationTree",
    "Status",
    "read_facts_csv",
    "stated_facts",
    "write_facts_csv",
]
