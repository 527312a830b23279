"""A round that its owner ends, looks at, and opens again with a reason; levels are chosen when one is opened."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from web.browser.conftest import Person
from web.browser.test_pages import too_wide, violations
from web.browser.test_round import press

pytestmark = pytest.mark.needs("chromium")
SignIn = Callable[..., Person]


def test_an_ended_round_is_only_looked_at_until_it_is_opened_again(sign_in: SignIn, screen: dict[str, int]) -> None:
    board = sign_in("administrator-yunling", screen).open("/rounds/1/board/")
    press(board, "结束本批次")
    expect(board.get_by_text("结束，数据只能查看")).to_be_visible()
    assert violations(board) == []
    assert not too_wide(board)

    clerk = sign_in("clerk-school-04", screen)
    page = clerk.open("/rounds/1/school-04/")
    expect(page.get_by_text("结束，数据只能查看")).to_be_visible()
    expect(page.get_by_role("button", name="提交", exact=True)).to_have_count(0)
    expect(page.get_by_role("link", name="从记录导入")).to_have_count(0)
    assert violations(page) == []
    table = clerk.open("/rounds/1/school-04/tables/6/")
    expect(table.locator(".entry-cell").first).to_have_attribute("readonly", "")

    board.get_by_label("原因").fill("市统计局要求补报")
    board.get_by_role("button", name="重新打开", exact=True).click()
    expect(board.get_by_text("市统计局要求补报").first).to_be_visible()
    page = clerk.open("/rounds/1/school-04/")
    expect(page.get_by_role("button", name="提交", exact=True)).to_be_visible()


def test_who_reviews_is_chosen_when_a_round_is_opened(sign_in: SignIn, screen: dict[str, int]) -> None:
    page = sign_in("reviewer-yunling", screen).open("/rounds/open/")
    page.get_by_label("批次名称").fill(f"市级直接审核{screen['width']}")
    page.get_by_label("截止时间").fill("2199-12-20T18:00")
    page.get_by_label("县区", exact=True).uncheck()
    page.get_by_role("button", name="开放", exact=True).click()
    expect(page.get_by_text("审核：市级")).to_be_visible()
    page.get_by_role("link", name="临江区职业技术学校").first.click()
    expect(page.locator(".stages")).to_contain_text("市级审核")
    expect(page.locator(".stages")).not_to_contain_text("县区审核")
