"""A round from the clerk's desk to the city's approval, in the browser, at a desk and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from web.browser.conftest import DESK, Person
from web.browser.test_pages import violations

pytestmark = pytest.mark.needs("chromium")
SignIn = Callable[..., Person]


def press(page: Page, label: str) -> None:
    """Presses a button and says yes to its question."""
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("main").get_by_role("button", name=label, exact=True).click()


def expect_state(page: Page, label: str) -> None:
    expect(page.locator(".page-title .tag").first).to_have_text(label)


@pytest.fixture
def place(screen: dict[str, int]) -> tuple[str, str]:
    """A school that only this test changes, and its county."""
    return ("school-04", "c-linjiang") if screen == DESK else ("school-06", "c-qingxi")


def test_a_round_goes_from_draft_to_city_approval_and_what_comes_back_says_why(
    sign_in: SignIn, screen: dict[str, int], place: tuple[str, str]
) -> None:
    goes_from_draft_to_city_approval(sign_in, screen, *place)
    comes_back_with_reasons(sign_in, screen, place[0])


def goes_from_draft_to_city_approval(sign_in: SignIn, screen: dict[str, int], school: str, county: str) -> None:
    clerk = sign_in(f"clerk-{school}", screen).open(f"/rounds/1/{school}/")
    press(clerk, "提交")
    expect_state(clerk, "已提交")
    press(clerk, "撤回")
    expect_state(clerk, "填报中")
    press(clerk, "提交")
    head = sign_in(f"head-{school}", screen).open(f"/rounds/1/{school}/")
    head.get_by_role("link", name="退回修改……").click()
    head.get_by_label("总的说明").fill("先补充表3的说明")
    press(head, "退回")
    expect_state(head, "填报中")
    clerk.reload()
    expect(clerk.get_by_text("先补充表3的说明").first).to_be_visible()
    way = [
        (f"clerk-{school}", "提交", "已提交"),
        (f"head-{school}", "签字", "已签字"),
        (f"reviewer-{county}", "县区审核通过", "县区已审核"),
        ("reviewer-yunling", "市级审核通过", "市级已审核"),
    ]
    for name, button, state in way:
        page = sign_in(name, screen).open(f"/rounds/1/{school}/")
        press(page, button)
        expect_state(page, state)
    clerk = sign_in(f"clerk-{school}", screen)
    page = clerk.open(f"/rounds/1/{school}/tables/6/")
    expect(page.locator(".entry-cell").first).to_have_attribute("readonly", "")
    expect(page.get_by_text("本表现处于“市级已审核”，已锁定")).to_be_visible()


def comes_back_with_reasons(sign_in: SignIn, screen: dict[str, int], school: str) -> None:
    """The school's figures were approved: what is sent back says why, and shows what is changed."""
    city = sign_in("reviewer-yunling", screen)
    page = city.open(f"/rounds/1/{school}/")
    page.get_by_role("link", name="退回修改……").click()
    page.get_by_label("总的说明").fill("请核对教师数")
    line = page.get_by_role("group", name="第 1 格")
    line.get_by_label("指标").select_option("teachers.full_time")
    line.get_by_label("理由").fill("与人事报表不一致")
    press(page, "退回")
    expect_state(page, "填报中")

    clerk = sign_in(f"clerk-{school}", screen)
    page = clerk.open(f"/rounds/1/{school}/")
    expect(page.get_by_text("与人事报表不一致")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="专任教师总数").first.click()
    cell = page.locator('[id="cell-teachers.full_time"]')
    expect(cell).to_be_focused()
    before = cell.input_value()
    after = str(int(before) + 1)
    cell.fill(after)
    page.keyboard.press("Enter")
    expect(page.locator('[id="state-teachers.full_time"]')).to_contain_text("已保存")
    expect(page.locator("#entry-summary")).to_have_text("已全部保存")
    page = clerk.open(f"/rounds/1/{school}/")
    row = page.get_by_role("row", name="专任教师总数")
    expect(row).to_contain_text(before)
    expect(row).to_contain_text(after)
