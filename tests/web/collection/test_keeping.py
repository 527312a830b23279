"""What checks found is kept for boards: one row per finding, which says what the last check said, and counts that agree."""

from django.db.models import Count, Q

from support.web_world import World
from zhijian.web.collection.actions.explain import give_reason
from zhijian.web.collection.actions.save import save_cells
from zhijian.web.collection.checking import Known, check_touched
from zhijian.web.collection.entry import Entry
from zhijian.web.collection.models import Cell, OpenFinding
from zhijian.web.rounds.models import TableProgress

SCHOOL, PART, WHOLE = "school-04", "graduates.employed", "graduates.total"


def put(world: World, text: str) -> None:
    submission = world.submission(SCHOOL)
    cell = Cell.objects.get(submission=submission, indicator=PART, slice="", period="2024")
    entry = Entry(PART, "", "2024", text, cell.version)
    save_cells(submission=submission, entries=[entry], by=world.user(f"clerk-{SCHOOL}"))
    assert agree(world)


def kept(world: World) -> dict[tuple[str, str], OpenFinding]:
    """What is kept of the checks that the figure takes part in."""
    checks = world.form.touched({PART})[0]
    rows = OpenFinding.objects.filter(submission=world.submission(SCHOOL), check_id__in=checks)
    return {(row.subject, row.code): row for row in rows}


def agree(world: World) -> bool:
    """Whether what is kept is what the checks say now, and the counts of the tables are those of what is kept."""
    submission = world.submission(SCHOOL)
    needed = world.form.touched({PART})[1]
    _checks, found = check_touched(Known.of(submission, world.form, needed), {PART})
    said = {(each.subject, each.code): (int(each.severity), each.message, each.accepted) for each in found}
    assert {key: (row.severity, row.message, row.accepted) for key, row in kept(world).items()} == said
    rows = OpenFinding.objects.filter(submission=submission).order_by().values("table")
    counted = {
        row["table"]: row for row in rows.annotate(
            errors=Count("id", filter=Q(severity=3)),
            warnings=Count("id", filter=Q(severity=2)),
            notices=Count("id", filter=Q(severity=1)),
        )
    }  # fmt: skip
    for progress in TableProgress.objects.filter(submission=submission):
        for name in ("errors", "warnings", "notices"):
            assert getattr(progress, name) == counted.get(progress.table, {}).get(name, 0)
    return True


def test_a_finding_stays_the_same_row_while_its_figures_change_and_goes_when_they_agree(world: World) -> None:
    whole = Cell.objects.get(submission=world.submission(SCHOOL), indicator=WHOLE, slice="", period="2024")
    before = Cell.objects.get(submission=world.submission(SCHOOL), indicator=PART, slice="", period="2024").text
    put(world, str(int(whole.text) + 5))
    first = kept(world)
    errors = {key: row for key, row in first.items() if row.severity == 3}
    assert errors
    put(world, str(int(whole.text) + 6))
    second = kept(world)
    assert {second[key].pk for key in errors} == {row.pk for row in errors.values()}
    assert all(second[key].message != row.message for key, row in errors.items())
    put(world, before)
    assert not any(row.severity == 3 for row in kept(world).values())


def test_a_reason_makes_a_finding_less_grave_and_the_counts_follow(world: World) -> None:
    whole = Cell.objects.get(submission=world.submission(SCHOOL), indicator=WHOLE, slice="", period="2024")
    put(world, str(int(whole.text) + 5))
    error = next(row for row in kept(world).values() if row.severity == 3)
    give_reason(
        submission=world.submission(SCHOOL), indicator=PART, slice="", period="2024", kind="accepted",
        text="属实", by=world.user(f"clerk-{SCHOOL}"), subject=error.subject,
    )  # fmt: skip
    after = OpenFinding.objects.get(pk=error.pk)
    assert (after.severity, after.accepted) == (1, "属实")
    assert agree(world)
