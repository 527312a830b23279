"""All checks of form, their findings in reading order."""

from __future__ import annotations

from zhijian.document import Document
from zhijian.findings import Finding
from zhijian.proof.form.dates import check_dates
from zhijian.proof.form.marks import marks
from zhijian.proof.form.numbering import check_numbering, said_to_lack
from zhijian.proof.form.references import absent, check_references
from zhijian.proof.form.texts import pieces
from zhijian.proof.form.units import check_units
from zhijian.proof.form.unread import check_unread
from zhijian.proof.form.wording import check_wording
from zhijian.proof.order import Reading


def check_form(document: Document) -> list[Finding]:
    """The findings ZJ601 to ZJ615 of a document, and ZJ502 of structures in percent, in reading order."""
    numbered, texts = marks(document), list(pieces(document))
    found = [
        *check_numbering(numbered, absent(texts, numbered)),
        *check_references(texts, numbered, said_to_lack(numbered)),
        *check_wording(texts),
        *check_dates(texts),
        *check_units(document),
        *check_unread(document),
    ]
    return Reading(document).sorted(found)
