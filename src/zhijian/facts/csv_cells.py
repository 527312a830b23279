"""Texts in cells of CSV files: one that a spreadsheet program would run gets an apostrophe, which reading takes away."""

import re

# Signs that begin a formula, in full width too: programs set to Chinese take them for the same.
FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def defused(text: str) -> str:
    """The text as a cell that no spreadsheet program takes for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def bare(cell: str) -> str:
    """The text of a cell that ``defused`` wrote; any other cell as it is."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell
