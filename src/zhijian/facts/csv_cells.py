"""Texts in cells of CSV files: one that a spreadsheet program would run gets an apostrophe, which reading takes away."""

import re

# Signs that begin a formula besides the minus, in full width too: programs set to Chinese take them for the same.
SIGNS = r"=+@\t\r\n＝＋－＠"
_FORMULA = re.compile(rf"'*[-{SIGNS}]")


def defused(text: str) -> str:
    """The text as a cell that no spreadsheet program takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def bare(cell: str) -> str:
    """The text of a cell that ``defused`` wrote; any other cell as it is."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
