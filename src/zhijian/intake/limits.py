"""How much a file may ask of us. Checked in the zip directory, before anything is inflated."""

from __future__ import annotations

MEBIBYTE = 1 << 20

MOST_BYTES = 20 * MEBIBYTE  # a filled-in workbook has 0.1
MOST_INFLATED = 200 * MEBIBYTE  # all parts together, as the zip directory declares them
MOST_PART = 64 * MEBIBYTE  # one part
MOST_PARTS = 2_000
MOST_RATIO = 300  # inflated to stored; a sheet of blank formatted cells reaches about 60
RATIO_FROM = 4 * MEBIBYTE  # smaller parts are harmless whatever their ratio
MOST_CELLS = 300_000  # cells of one sheet
MOST_DIGITS = 15  # significant digits that Excel keeps
MOST_DECIMALS = 6  # longer fractions come from divisions, not from a clerk
MOST_TEXT_DECIMALS = 12  # a number typed as text is kept as typed up to this
