"""Tables: their figures, what their own form implies, and the official ones with the indicators they state."""

from zhijian.proof.tables.figures import ReadTable, read_tables
from zhijian.proof.tables.official import official_indicators
from zhijian.proof.tables.relations import relations_of

__all__ = ["ReadTable", "official_indicators", "read_tables", "relations_of"]
