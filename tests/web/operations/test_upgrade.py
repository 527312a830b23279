"""A database of the first version, with people and data in it, becomes one of this version and loses nothing."""

import json

import pytest

from support.installation import Installation

pytestmark = pytest.mark.needs("pg_dump", "pg_restore")

# Tables as the first migrations made them, filled through models as they were then.
FIRST = """
import datetime
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.contrib.auth.hashers import make_password
from zhijian.web.audit.trail import hash_of
OURS = {"organisations", "audit", "rounds", "collection", "review", "bridge", "api"}
executor = MigrationExecutor(connection)
leaves = executor.loader.graph.leaf_nodes()
targets = [(app, "0001_initial" if app in OURS else name) for app, name in leaves]
executor.migrate(targets)
then = MigrationExecutor(connection).loader.project_state(targets).apps
made = lambda model, **values: then.get_model(model).objects.create(**values)
at = datetime.datetime(2024, 12, 1, 9, 30, tzinfo=datetime.UTC)

city = made("organisations.Organisation", code="city", name="某市", level="city", path="/city/")
county = made("organisations.Organisation", code="county", name="某县", level="county", parent=city, path="/city/county/")
schools = [
    made("organisations.Organisation", code=code, name=code, level="school", parent=county, path=f"/city/county/{code}/")
    for code in ("done", "open")
]
user = made("organisations.User", username="wang", name="王老师", password=make_password("tall trees in march"))
made("organisations.Membership", user=user, organisation=schools[1], role="clerk")
round_ = made("rounds.Round", name="2024年度", owner=city, catalogue="secondary-2024", year=2024, deadline=at, opened_by=user)
steps = {f"{step}_{part}": value for step in ("submitted", "signed", "county_approved", "city_approved")
         for part, value in (("at", at), ("by", user))}
done = made("rounds.Submission", round=round_, organisation=schools[0], county=county, city=city, state="city_approved",
            steps=4, **steps)
opened = made("rounds.Submission", round=round_, organisation=schools[1], county=county, city=city)
made("rounds.Transition", submission=done, number=1, action="submit", start="draft", end="submitted", by=user, at=at)
for submission, version in ((done, 1), (opened, 2)):
    value = dict(text="903", status="given", mantissa=903, decimals=0, origin="typed", version=version, by=user, at=at)
    cell = made("collection.Cell", submission=submission, indicator="graduates.total", period="2024", **value)
    made("collection.CellVersion", cell=cell, **value)
made("collection.Reason", submission=opened, indicator="graduates.total", period="2024", kind="outlier", text="新校区", at=at)
event = then.get_model("audit.AuditEvent")(chain="accounts", number=1, at=at, actor=user, actor_name="王老师",
    action="role.given", organisation="open", subject="wang", detail={"role": "clerk", "user": user.pk})
event.hash = hash_of(event)
event.save()
made("audit.Chain", name="accounts", length=1, hash=event.hash)
made("api.ApiToken", user=user, name="推送", start="zj_", token_hash="0" * 64, made_at=at, expires_at=at.replace(year=2999))
"""

NOW = """
import json
from django.contrib.auth import authenticate
from django.db import DatabaseError, transaction
from django.test import Client
from zhijian.web.api.models import ApiToken
from zhijian.web.audit.trail import verify
from zhijian.web.collection.actions.save import save_cells
from zhijian.web.collection.entry import Entry
from zhijian.web.collection.models import Cell, Reason
from zhijian.web.organisations.models import User
from zhijian.web.rounds.models import Submission
user = User.objects.get(username="wang")
rows = {s.organisation.code: s for s in Submission.objects.select_related("organisation", "round", "county", "city")}
client = Client()
client.force_login(user)
page = client.get(f"/rounds/{rows['open'].round_id}/open/", headers={"host": "127.0.0.1"})
saved = save_cells(submission=rows["open"], entries=[Entry("graduates.total", "", "2024", "904", 2)], by=user)
try:
    with transaction.atomic():
        Cell.objects.filter(submission=rows["done"]).update(text="1")
    guarded = False
except DatabaseError:
    guarded = True
print(json.dumps({
    "states": {code: [row.state, row.steps, [o.code for o in row.reviewers]] for code, row in sorted(rows.items())},
    "password": user.check_password("tall trees in march"),
    "page": page.status_code,
    "saved": [result.state for result in saved.results],
    "versions": list(Cell.objects.get(submission=rows["open"]).versions.order_by("version").values_list("version", "text")),
    "guarded": guarded,
    "finished": rows["done"].finished,
    "reasons": Reason.objects.filter(text="新校区").count(),
    "tokens": ApiToken.objects.count(),
    "faults": list(verify().faults),
}))
"""


def test_a_database_of_the_first_version_is_brought_up_to_date_with_all_its_data(empty: Installation) -> None:
    empty.python(FIRST)
    before = json.loads(
        empty.python(
            "import json\nfrom django.db import connection\nprint(json.dumps(sorted(connection.introspection.table_names())))"
        )
    )
    assert "review_notice" not in before
    empty.command("migrate", "--verbosity", "0")
    empty.command("migrate", "--check")
    now = json.loads(empty.python(NOW))
    reviewers = ["county", "city"]
    assert now == {
        "states": {"done": ["city_approved", 4, reviewers], "open": ["draft", 0, reviewers]},
        "password": True,
        "page": 200,
        "saved": ["saved"],
        "versions": [[2, "903"], [3, "904"]],
        "guarded": True,
        "finished": True,
        "reasons": 1,
        "tokens": 1,
        "faults": [],
    }
