"""Every check over one set of facts."""

from __future__ import annotations

from collections.abc import Sequence

from zhijian.catalogue import Catalogue
from zhijian.checks.columns import Columns
from zhijian.checks.duplicates import check_duplicates
from zhijian.checks.gaps import check_gaps
from zhijian.checks.outliers import check_outliers
from zhijian.checks.records import check_records
from zhijian.checks.relations import check_relations
from zhijian.checks.scope import Scope
from zhijian.checks.whole_counts import check_whole_counts
from zhijian.checks.written_reasons import Reasons
from zhijian.facts import FactSet, OrganisationTree
from zhijian.findings import Finding
from zhijian.intake import Reason

CHECKS = (check_duplicates, check_relations, check_whole_counts, check_records, check_outliers, check_gaps)

RELATIONS = ("ZJ201", "ZJ202", "ZJ203", "ZJ204", "ZJ205", "ZJ206")


def check_facts(
    facts: FactSet,
    catalogue: Catalogue,
    tree: OrganisationTree,
    *,
    recorded: FactSet | None = None,
    reasons: Sequence[Reason] = (),
) -> list[Finding]:
    """What is wrong or unusual in ``facts`` (ZJ2xx, ZJ3xx), gravest first, then by organisation and place in the form.

    facts: of schools, of their parents, of earlier years (for comparison only). recorded: what records yield,
    held against what is stated. A finding that a written reason answers or that was accepted comes as a
    notice with the reason in ``accepted``. The same input gives the same list.
    """
    organisations = [organisation.id for organisation in tree]
    periods = () if recorded is None else recorded.periods
    columns = Columns(facts, catalogue, organisations, periods)
    counted = None if recorded is None else Columns(recorded, catalogue, organisations, columns.periods)
    scope = Scope(columns, catalogue, tree, Reasons(reasons), counted)
    found = [finding for check in CHECKS for finding in check(scope)]
    places = {id_: number for number, id_ in enumerate(organisations)}

    def order(each: Finding) -> tuple[int, str, int, str]:
        parts = each.subject.split("/")
        return (-each.severity, parts[2], places.get(parts[1], len(places)), each.code)

    return sorted(scope.reasons.accept(_without_echoes(found, tree), tree), key=order)


def _without_echoes(found: list[Finding], tree: OrganisationTree) -> list[Finding]:
    """Without the relations of a parent that fail because they fail below it: one cause is one finding."""
    below: set[tuple[str, str, str]] = set()
    for rule, organisation, period in (f.subject.split("/") for f in found if f.code in RELATIONS):
        above = tree[organisation].parent
        while above:
            below.add((rule, above, period))
            above = tree[above].parent
    return [f for f in found if f.code not in RELATIONS or tuple(f.subject.split("/")) not in below]
