"""Every page at a desk and on a phone: no violation of WCAG 2.2 AA, nothing wider than the screen, nothing inline."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver
from playwright.sync_api import Browser, Page, expect

from support.web_pages import NO_PAGES, PAGES
from web.browser.conftest import DESK, PHONE, Person, window
from web.browser.entry_page import EntryPage

pytestmark = pytest.mark.needs("chromium")
SignIn = Callable[..., Person]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PLACES = {"school": "school-05", "signed": "school-04", "city": "yunling", "county": "c-linjiang"}
PEOPLE = {
    "clerk": "clerk-school-05",
    "head": "head-school-05",
    "county": "reviewer-c-linjiang",
    "city": "reviewer-yunling",
    "admin": "administrator-yunling",
}


def violations(page: Page) -> list[str]:
    """What axe-core finds: rule, place, what is wrong."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("levels => axe.run({runOnly: levels}).then(result => result.violations)", LEVELS)
    return [f"{rule['id']}: {node['html'][:160]} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def names(patterns: object, space: str = "") -> Iterator[str]:
    for each in patterns:  # type: ignore[attr-defined]
        if isinstance(each, URLPattern):
            yield space + (each.name or "")
        else:
            yield from names(each.url_patterns, f"{space}{each.namespace}:" if each.namespace else space)


def test_no_page_is_forgotten() -> None:
    known = NO_PAGES | {page.name for page in PAGES if page.name}
    found = {name for name in names(get_resolver().url_patterns) if not name.startswith("api:") or name == "api:tokens"}
    assert found - known == set()
    assert known - found - {"api:revoke"} == set()


@pytest.fixture(scope="module")
def handed_in(address: str, chromium: Browser) -> None:
    """One school's data are with its county, so that there is something to review."""
    from web.browser.conftest import enter

    for name, label in (("clerk-school-04", "提交"), ("head-school-04", "签字")):
        person = enter(chromium, address, name, DESK)
        person.open("/rounds/1/school-04/")
        person.page.once("dialog", lambda dialog: dialog.accept())
        person.page.get_by_role("main").get_by_role("button", name=label, exact=True).click()
        expect(person.page.locator(".messages")).to_contain_text("办理成功")
        person.context.close()


@pytest.mark.parametrize("who", PEOPLE)
def test_pages_can_be_used_by_everybody(who: str, screen: dict[str, int], sign_in: SignIn, handed_in: None) -> None:
    person = sign_in(PEOPLE[who], screen)
    assert problems_of(person, who) == []
    person.troubles[:] = [trouble for trouble in person.troubles if "404" not in trouble]  # the page that is not found


def test_pages_before_the_login_can_be_used_by_everybody(
    screen: dict[str, int], chromium: Browser, address: str
) -> None:
    person = Person(window(chromium, screen), address)
    assert problems_of(person, "nobody") == []
    person.context.close()
    assert [trouble for trouble in person.troubles if "404" not in trouble] == []  # of the invitation that is none


def problems_of(person: Person, who: str) -> list[str]:
    problems = []
    for each in (each for each in PAGES if each.who == who):
        person.page.goto(f"{person.address}{each.path.format(**PLACES)}")
        problems += [f"{each.title}: {problem}" for problem in violations(person.page)]
        if too_wide(person.page):
            problems.append(f"{each.title}: wider than the screen")
    return problems


def test_what_opens_on_the_entry_page_can_be_used_by_everybody(sign_in: SignIn, screen: dict[str, int]) -> None:
    form = EntryPage(sign_in(PEOPLE["clerk"], screen).open("/rounds/1/school-05/tables/6/"))
    form.page.locator(".explain").first.click()
    form.write("mentors.pay", "十x")
    expect(form.state("mentors.pay")).to_contain_text("有误")
    assert violations(form.page) == []
    form.cell("staff.posts").click()
    form.paste("1\n2\n3\n")
    expect(form.page.get_by_role("dialog")).to_be_visible()
    assert violations(form.page) == []
    form.page.keyboard.press("Escape")
    form.page.locator(".cell-history").first.click()
    expect(form.page.get_by_role("dialog")).to_contain_text("历史")
    assert violations(form.page) == []


def test_the_menu_leads_everywhere_on_a_phone(sign_in: SignIn) -> None:
    page = sign_in(PEOPLE["admin"], PHONE).open("/rounds/")
    page.get_by_text("菜单", exact=True).click()
    assert violations(page) == []
    page.get_by_role("link", name="单位与人员").click()
    expect(page).to_have_url(re.compile(r"/organisations/people/$"))


def test_the_board_is_narrowed_without_leaving_it(sign_in: SignIn, screen: dict[str, int], handed_in: None) -> None:
    page = sign_in(PEOPLE["city"], screen).open("/rounds/1/board/")
    rows = page.locator("#board tbody tr")
    expect(rows).to_have_count(4)
    page.get_by_label("单位", exact=True).fill("临江")
    expect(rows).to_have_count(2)
    page.get_by_label("状态").select_option("signed")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("临江区职业技术学校")


def test_a_form_prints_without_what_is_only_for_the_screen(sign_in: SignIn) -> None:
    page = sign_in(PEOPLE["clerk"]).open("/rounds/1/school-05/tables/6/")
    page.emulate_media(media="print")
    expect(page.get_by_text("校长（签字）：")).to_be_visible()
    expect(page.get_by_text("单位（公章）")).to_be_visible()
    for hidden in (".page-header", ".entry-bar", ".col-state", ".entry-side"):
        expect(page.locator(hidden).first).to_be_hidden()
