"""All checks of form, their findings in reading order."""

from __future__ import annotations

from zhijian.document import Document
from zhijian.findings import Finding
from zhijian.proof.form.marks import marks
from zhijian.proof.form.numbering import check_numbering
from zhijian.proof.form.references import check_references
from zhijian.proof.form.texts import pieces
from zhijian.proof.form.units import check_units
from zhijian.proof.form.wording import check_wording
from zhijian.proof.walk import walk


def check_form(document: Document) -> list[Finding]:
    """The findings ZJ601 to ZJ613 of a document, in reading order."""
    numbered, texts = marks(document), list(pieces(document))
    found = [
        *check_numbering(numbered),
        *check_references(texts, numbered),
        *check_wording(texts),
        *check_units(document),
    ]
    order = {place.block.location.address: place.index for place in walk(document) if place.block.location is not None}

    def position(finding: Finding) -> tuple[int, int]:
        address = finding.location.address if finding.location else ""
        block, _, span = address.partition("[")
        while block and block not in order:  # a cell stands in its table
            block = block.rpartition("/")[0]
        start = span.partition(":")[0]
        return order.get(block, -1), int(start) if start.isdigit() else 0

    return sorted(found, key=position)
