"""What is measured: indicators, tables, roll-ups, formulas and rules, as data per school level and year."""

from zhijian.catalogue.load import available_catalogues, load_catalogue
from zhijian.catalogue.model import (
    Catalogue,
    Indicator,
    Parts,
    RollUp,
    Rule,
    SliceSet,
    TableInfo,
    TableRow,
    Watch,
)

__all__ = [
    "Catalogue",
    "Indicator",
    "Parts",
    "RollUp",
    "Rule",
    "SliceSet",
    "TableInfo",
    "TableRow",
    "Watch",
    "available_catalogues",
    "load_catalogue",
]
