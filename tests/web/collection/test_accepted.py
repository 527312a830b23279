"""Findings that stand with a reason: what is kept of them, and that there is room for it."""

from typing import Any

import pytest

from support.web_world import World
from zhijian.expressions import Slices, Variable, leaves
from zhijian.web.collection.actions.explain import give_reason
from zhijian.web.collection.actions.save import put_reason, save_cells
from zhijian.web.collection.entry import Entry, Refused
from zhijian.web.collection.form import EntryForm
from zhijian.web.collection.models import MOST_SUBJECT, OpenFinding, Reason
from zhijian.web.rounds.models import Submission

LONGEST_FIGURE = "12345678901.2345个百分点|"
LONGEST_SUBJECT = 329  # check, organisation, period, indicator and slice, as long as the database lets them be


def figures_of(rule: Any, form: EntryForm) -> int:
    """How many figures a finding of the rule can name at most: each row of a breakdown, each part of a formula."""
    catalogue, count = form.catalogue, 0
    for leaf in leaves(rule.that):
        indicator = catalogue[leaf.indicator]
        count += len(catalogue.slice_sets[indicator.slices].keys) if isinstance(leaf, Slices) else 1
        if indicator.formula is not None:
            count += len(list(leaves(catalogue.expand(Variable(leaf.indicator)))))
    return count


def test_every_finding_of_the_catalogue_can_be_accepted_with_all_its_figures(world: World) -> None:
    most = max(figures_of(rule, world.form) for rule in world.form.catalogue.rules)
    assert most >= 20
    assert LONGEST_SUBJECT + most * len(LONGEST_FIGURE) <= MOST_SUBJECT


def test_the_longest_is_kept_in_both_databases(world: World) -> None:
    subject = "".join(f"{n * 7919}.5万元|" for n in range(200))[:MOST_SUBJECT]
    key = ("graduates.total", "", "2024")
    submission, clerk = world.submission("school-04"), world.user("clerk-school-04")
    for text in ("一", "二"):
        put_reason(submission, key, "accepted", text, by=clerk, subject=subject)
    kept = Reason.objects.get(submission=submission, kind="accepted")
    assert (kept.text, kept.subject) == ("二", subject)


def doubted(world: World) -> tuple[Submission, str]:
    """A school with an error, and the error's subject."""
    submission = world.submission("school-05")
    entries = [Entry("graduates.total", "", "2024", "900", 0), Entry("graduates.placed", "", "2024", "901", 0)]
    saved = save_cells(submission=submission, entries=entries, by=world.user("clerk-school-05"))
    return submission, next(found.subject for found in saved.findings if found.severity.name == "error")


def accept(world: World, submission: Submission, subject: str) -> None:
    about = {"indicator": "graduates.placed", "slice": "", "period": "2024", "kind": "accepted"}
    by = world.user("clerk-school-05")
    give_reason(submission=submission, text="含往届毕业生", by=by, subject=subject, **about)


def test_what_is_kept_of_a_finding_says_what_it_was_accepted_with(world: World) -> None:
    submission, subject = doubted(world)
    open_one = OpenFinding.objects.get(submission=submission, subject=subject)
    assert (open_one.accepted, open_one.severity) == ("", 3)
    accept(world, submission, subject)
    accepted = OpenFinding.objects.get(submission=submission, subject=subject)
    assert (accepted.accepted, accepted.severity, accepted.asks) == ("含往届毕业生", 1, False)


def test_what_there_would_be_no_room_for_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    submission, subject = doubted(world)
    monkeypatch.setattr("zhijian.web.collection.actions.explain.MOST_SUBJECT", 20)
    with pytest.raises(Refused, match="逐格写明"):
        accept(world, submission, subject)
    assert not Reason.objects.filter(submission=submission, kind="accepted").exists()
