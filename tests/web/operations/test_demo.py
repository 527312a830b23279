"""The demo's database, and the tutorial that goes through a round in it."""

import json
import re
from pathlib import Path

import pytest

from support.installation import Installation, sqlite_installation
from zhijian.demo import write_demo

TUTORIAL = Path(__file__).parents[3] / "docs" / "tutorial" / "online-round.md"

WALK = """
    import json, re
    from django.test import Client
    from zhijian.web.audit.trail import verify
    from zhijian.web.collection.form import entry_form
    from zhijian.web.collection.models import Cell
    from zhijian.web.rounds.models import Submission
    from zhijian.web.settings.demo_accounts import DEMO_ACCOUNTS
    from collections import Counter

    typed = json.loads(%r)
    told = {"states": Counter(Submission.objects.filter(organisation__level="school").values_list("state", flat=True))}
    submission = Submission.objects.select_related("round").get(organisation__code="school-04")
    form = entry_form(submission.round.catalogue)
    base = f"/rounds/{submission.round_id}/school-04/"

    def browser(name):
        client = Client(HTTP_HOST="127.0.0.1")
        password = next(a["password"] for a in DEMO_ACCOUNTS if a["username"] == name)
        client.post("/accounts/login/", {"login": name, "password": password})
        return client

    cells = []
    for table, label, unit, text in typed:
        row = next(r for r in form.sheets[table].rows if r.label.strip("*").removeprefix("其中：") == label and r.unit == unit)
        cells.append({"indicator": row.indicator.id, "text": text, "version": 0})
    clerk = browser("clerk")
    answer = clerk.put(base + "cells/", json.dumps({"cells": cells}), content_type="application/json").json()
    told["saved"] = [r["state"] for r in answer["results"]]
    told["errors"] = [f["message"] for f in answer["findings"] if f["severity"] == "error"]
    for name, step in (("clerk", "submit"), ("head", "sign"), ("county", "approve_county")):
        browser(name).post(base + f"steps/{step}/")
    city = browser("city")
    page = city.get(f"/rounds/{submission.round_id}/approve/").content.decode()
    tickets = re.findall(r'name="ticket" value="([^"]+)"', page)
    city.post(f"/rounds/{submission.round_id}/approve/", {"ticket": tickets})
    submission.refresh_from_db()
    told["state"] = submission.state
    told["faults"] = verify().faults
    print(json.dumps(told))
"""


class Demo(Installation):
    """With the demo's own settings."""

    @property
    def environment(self) -> dict[str, str]:
        return {**super().environment, "DJANGO_SETTINGS_MODULE": "zhijian.web.settings.demo"}


@pytest.fixture
def demo(tmp_path: Path) -> Demo:
    """As ``zhijian-web serve`` makes it, without the server."""
    empty = sqlite_installation(tmp_path / "demo")
    demo = Demo(empty.home, empty.url)
    demo.command("migrate", "--verbosity", "0")
    demo.command("createcachetable")
    demo.command("collectstatic", "--noinput", "--verbosity", "0")
    demo.command("load_demo")
    return demo


def test_the_tutorial_goes_through_a_round(demo: Demo) -> None:
    rows = re.findall(r"^\| 表(\d) \| (.+?) \| (.+?) \| (.+?) \|$", TUTORIAL.read_text("utf-8"), re.MULTILINE)
    assert len(rows) == 5
    assert "已载入" in demo.command("load_demo").stdout  # the second time nothing is done
    told = json.loads(demo.python(WALK % json.dumps([[int(t), *rest] for t, *rest in rows])))
    assert told["saved"] == ["saved"] * 5
    assert told["errors"] == []
    assert told["state"] == "city_approved"
    assert told["faults"] == []
    assert told["states"]["draft"] >= 3
    assert {"submitted", "signed", "county_approved", "city_approved"} <= set(told["states"])


OPENED = """
    import re
    from pathlib import Path
    from django.test import Client
    from zhijian.web.rounds.models import Round, Submission
    from zhijian.web.settings.demo_accounts import PASSWORD

    def browser(name):
        client = Client(HTTP_HOST="127.0.0.1")
        client.post("/accounts/login/", {"login": name, "password": PASSWORD})
        return client

    asked = {"name": "演练", "owner": "yunling", "catalogue": "secondary-2024", "deadline": "2099-12-20T18:00"}
    browser("admin").post("/rounds/open/", asked | {"level": "county", "school": "school-05"})
    opened = Round.objects.get(name="演练")
    base = f"/rounds/{opened.pk}/school-05/"
    clerk = browser("school-05-clerk")
    with Path("%s").open("rb") as workbook:
        page = clerk.post(base + "workbook/upload/", {"file": workbook}, follow=True)
    (ticket,) = re.findall(r'name="ticket" value="([^"]+)"', page.content.decode())
    clerk.post(page.request["PATH_INFO"], {"ticket": ticket})
    school = Submission.objects.select_related("organisation__parent").get(round=opened, organisation__code="school-05")
    county = school.organisation.parent.code
    for name, step in (
        ("school-05-clerk", "submit"),
        ("school-05-head", "sign"),
        (f"{county}-reviewer" if county != "c-linjiang" else "county", "approve_county"),
        ("city", "approve_city"),
    ):
        browser(name).post(base + f"steps/{step}/")
    school.refresh_from_db()
    print(school.state)
"""


def test_any_school_of_the_demo_goes_from_the_opening_of_a_round_to_the_citys_approval(
    demo: Demo, tmp_path: Path
) -> None:
    write_demo(tmp_path / "yunling")
    assert demo.python(OPENED % (tmp_path / "yunling" / "workbooks" / "school-05.xlsx")).strip() == "city_approved"
