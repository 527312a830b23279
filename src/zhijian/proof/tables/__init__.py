"""Tables: their figures, what their own form implies, and the official ones with the indicators they state."""

from zhijian.document import Document
from zhijian.proof.tables import figures
from zhijian.proof.tables.figures import ReadTable
from zhijian.proof.tables.nested import share_units
from zhijian.proof.tables.official import official_indicators
from zhijian.proof.tables.relations import relations_of

__all__ = ["ReadTable", "official_indicators", "read_tables", "relations_of"]


def read_tables(document: Document) -> list[ReadTable]:
    """Every table of the document that holds figures, in reading order, parts in the unit of their whole."""
    found = figures.read_tables(document)
    for table in found:
        share_units(table)
    return found
