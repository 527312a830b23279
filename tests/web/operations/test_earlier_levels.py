"""Rounds of a county and of a province, opened before levels could be chosen, are brought up to date."""

import json

from support.installation import Installation

# As it was: the topmost organisation reviewed in the city's place, whatever its level.
BEFORE = """
import datetime
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
targets = [("rounds", "0001_initial"), ("organisations", "0001_initial")]
executor.migrate(targets)
then = MigrationExecutor(connection).loader.project_state(targets).apps
made = lambda model, **values: then.get_model(model).objects.create(**values)
at = datetime.datetime(2024, 12, 1, 9, 30, tzinfo=datetime.UTC)
user = made("organisations.User", username="wang", name="王老师", password="!")
place = {}
for code, level, above in (("province", "province", ""), ("city", "city", "province"), ("county", "county", "city"),
                           ("of-county", "school", "county"), ("of-province", "school", "province")):
    parent = place.get(above)
    path = f"{parent.path if parent else '/'}{code}/"
    place[code] = made("organisations.Organisation", code=code, name=code, level=level, parent=parent, path=path)
done = {f"{step}_{part}": value for step in ("submitted", "signed", "city_approved")
        for part, value in (("at", at), ("by", user))} | {"state": "city_approved"}
for name, owner, rows in (
    ("county", "county", [("of-county", None, "county", done), ("county", None, None, {})]),
    ("province", "province", [
        ("of-county", "county", "city", {}), ("of-province", None, "province", done), ("city", None, "province", {}),
        ("province", None, None, {}),
    ]),
):
    round_ = made("rounds.Round", name=name, owner=place[owner], catalogue="secondary-2024", year=2024, deadline=at)
    for code, county, city, state in rows:
        made("rounds.Submission", round=round_, organisation=place[code], county=place.get(county or ""),
             city=place.get(city or ""), **state)
"""

NOW = """
import json
from zhijian.web.rounds.models import ALONG, Round, Submission
print(json.dumps({
    round_.name: [round_.levels, {
        s.organisation.code: [s.state, [o.code for o in s.reviewers], s.finished]
        for s in Submission.objects.select_related(*ALONG).filter(round=round_)
    }] for round_ in Round.objects.all()
}))
"""


def test_whoever_reviewed_in_the_citys_place_keeps_their_level(empty: Installation) -> None:
    empty.python(BEFORE)
    empty.command("migrate", "--verbosity", "0")
    assert json.loads(empty.python(NOW)) == {
        "county": [
            ["county"],
            {"of-county": ["county_approved", ["county"], True], "county": ["draft", [], False]},
        ],
        "province": [
            ["county", "city", "province"],
            {
                "of-county": ["draft", ["county", "city", "province"], False],
                "of-province": ["province_approved", ["province"], True],
                "city": ["draft", ["province"], False],
                "province": ["draft", [], False],
            },
        ],
    }
