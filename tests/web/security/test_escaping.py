"""What somebody wrote stays text on every page, whatever it looks like."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from support.web_pages import PAGES
from support.web_world import World
from zhijian.web.collection.actions.attach import attach
from zhijian.web.collection.actions.comment import write_comment
from zhijian.web.collection.actions.explain import give_reason
from zhijian.web.organisations.actions.invite import invite
from zhijian.web.organisations.models import Membership, Organisation, User
from zhijian.web.organisations.roles import Role
from zhijian.web.review.actions.remind import remind
from zhijian.web.rounds.models import Round

EVIL = '"><img src=x onerror=alert(1)>'
PLACES = {"school": "school-05", "signed": "school-04", "city": "yunling", "county": "c-linjiang"}
PEOPLE = {"clerk": "clerk-school-05", "head": "head-school-05", "county": "reviewer-c-linjiang"}


def test_no_page_takes_what_somebody_wrote_for_part_of_itself(world: World, signed_in: Callable[[str], Client]) -> None:
    clerk, row = world.user("clerk-school-05"), world.submission("school-05")
    city = Organisation.objects.get(code="yunling")
    key = {"indicator": "teachers.full_time", "slice": ""}
    write_comment(submission=row, **key, text=EVIL, by=clerk)
    give_reason(submission=row, **key, period="2024", kind="gap", text=EVIL, by=clerk)
    attach(submission=row, **key, upload=SimpleUploadedFile(f"{EVIL}.pdf", b"%PDF-1.4"), by=clerk)
    invite(organisation=city, role=Role.reader, name=EVIL, by=world.user("administrator-yunling"))
    remind(round_=world.round, codes=["school-05"], text=EVIL, by=world.user("reviewer-yunling"))
    Organisation.objects.filter(code__in=("school-05", "c-linjiang", "yunling")).update(name=EVIL, short=EVIL)
    Round.objects.update(name=EVIL)
    User.objects.update(name=EVIL)
    Membership.objects.create(user=world.user("reviewer-yunling"), organisation=city, role=Role.administrator)
    seen = 0
    for page in PAGES:
        client = Client() if page.who == "nobody" else signed_in(PEOPLE.get(page.who, "reviewer-yunling"))
        text = client.get(page.path.format(**PLACES)).content.decode()
        assert "<img src=x" not in text, page.title
        seen += "&lt;img src=x" in text or "\\u003Cimg src=x" in text
    assert seen >= len(PAGES) // 2
