"""Many people at once, on both databases: each cell is written by one of them, the others are told; the trail stays whole."""

import json

from support.installation import Installation

CLERKS = """
    import json
    from concurrent.futures import ThreadPoolExecutor
    from django.db import connection
    from django.db.backends.signals import connection_created
    from zhijian.web.audit.trail import verify
    from zhijian.web.collection.actions.save import save_cells
    from zhijian.web.collection.entry import Entry, Locked
    from zhijian.web.collection.models import Cell, CellVersion
    from zhijian.web.organisations.models import User
    from zhijian.web.review.actions.own import recall, submit
    from zhijian.web.rounds.models import Submission, TableProgress

    def patient(connection, **_more):  # however busy the machine: who waits for SQLite is not turned away
        if connection.vendor == "sqlite":
            connection.cursor().execute("PRAGMA busy_timeout=600000")

    connection_created.connect(patient)
    NAMES = ["courses.total", "courses.total_hours", "courses.online", "courses.online_hours"]

    def submission(code):
        return Submission.objects.select_related("round", "organisation", "county", "city").get(organisation__code=code)
"""

SAME_CELLS = (
    CLERKS
    + """
    def save(number):
        by = User.objects.get(username=("clerk-school-05", "head-school-05")[number % 2])
        entries = [Entry(name, "", "2024", str(100 + number), 0) for name in NAMES]
        saved = save_cells(submission=submission("school-05"), entries=entries, by=by)
        connection.close()
        return [result.state for result in saved.results]

    with ThreadPoolExecutor(8) as pool:
        states = list(pool.map(save, range(8)))
    cells = Cell.objects.filter(submission=submission("school-05"), period="2024", indicator__in=NAMES)
    print(json.dumps({
        "saved": sorted(sum(state[i] == "saved" for state in states) for i in range(4)),
        "conflicts": sum(state.count("conflict") for state in states),
        "versions": sorted(cells.values_list("version", flat=True)),
        "kept": CellVersion.objects.filter(cell__in=cells).count(),
        "filled": TableProgress.objects.get(submission=submission("school-05"), table=3).filled,
        "faults": verify().faults,
    }))
"""
)

SAVING_WHILE_SUBMITTING = (
    CLERKS
    + """
    def deed(number):
        clerk = User.objects.get(username="clerk-school-04")
        try:
            if number == 5:
                submit(submission=submission("school-04"), by=clerk)
                return "submitted"
            cell = Cell.objects.get(submission=submission("school-04"), indicator="courses.total", period="2024")
            entry = Entry("courses.total", "", "2024", cell.text, cell.version, f"说明{number}")
            save_cells(submission=submission("school-04"), entries=[entry], by=clerk)
            return "saved"
        except Locked:
            return "locked"
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        outcome = list(pool.map(deed, range(16)))
    handed_in = submission("school-04")
    later = handed_in.reasons.filter(indicator="courses.total", at__gt=handed_in.submitted_at).count()
    print(json.dumps({"outcome": sorted(set(outcome)), "later": later, "faults": verify().faults}))
"""
)


def test_one_of_many_writes_a_cell_and_the_others_are_told(installation: Installation) -> None:
    told = json.loads(installation.python(SAME_CELLS))
    assert told == {
        "saved": [1, 1, 1, 1],
        "conflicts": 28,
        "versions": [1, 1, 1, 1],
        "kept": 4,
        "filled": 4,
        "faults": [],
    }


def test_nothing_is_written_after_it_was_handed_in(installation: Installation) -> None:
    told = json.loads(installation.python(SAVING_WHILE_SUBMITTING))
    assert "submitted" in told["outcome"]
    assert set(told["outcome"]) <= {"submitted", "saved", "locked"}
    assert (told["later"], told["faults"]) == (0, [])
