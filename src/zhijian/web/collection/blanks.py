"""What a refused submission says of blank cells, kept right while they are filled in.

Blanks are no errors of a draft until somebody tries to submit it. From then on each save looks at the tables that it
wrote to, until nothing is said of their blanks any more.
"""

from __future__ import annotations

from collections.abc import Collection

from zhijian.checks import check_facts
from zhijian.facts import FactSet
from zhijian.findings import Finding
from zhijian.messages import use_language
from zhijian.web.collection.checking import GAPS, Known, with_blanks
from zhijian.web.collection.facts import tree_of_one
from zhijian.web.collection.form import EntryForm
from zhijian.web.collection.keeping import replace_kept
from zhijian.web.collection.models import OpenFinding
from zhijian.web.rounds.models import Submission

CHECK = "gaps"


def recheck_blanks(submission: Submission, form: EntryForm, indicators: Collection[str]) -> list[str]:
    """Brings up to date what is kept of blanks in the tables of the indicators. Returns the subjects that no longer hold.

    Nothing is kept where nothing was kept before.
    """
    if not submission.open_errors:  # nobody tried to submit it
        return []
    tables = {form.table_of(indicator) for indicator in indicators}
    kept = list(OpenFinding.objects.filter(submission=submission, check_id=CHECK, table__in=tables).order_by())
    if not kept:
        return []
    shown = {row.table for row in kept}
    concerned = {indicator for (indicator, _slice), (table, _row) in form.rows.items() if table in shown}
    with use_language("zh"):
        found = blanks_of(Known.of(submission, form, concerned), concerned)
    return replace_kept(submission, form, kept, found)


def blanks_of(known: Known, indicators: Collection[str]) -> list[Finding]:
    """What a submission would be told of blank cells of these indicators. known: of them at least."""
    _checks, _needed, without_rules = known.form.touched(())
    found = check_facts(
        FactSet.from_facts(fact for fact in with_blanks(known) if fact.indicator in indicators),
        without_rules,
        tree_of_one(known.submission.organisation),
        reasons=known.written,
    )
    return [each for each in found if each.code == GAPS]
