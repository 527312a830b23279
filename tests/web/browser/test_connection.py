"""What happens to what was typed when the line, the session or another clerk comes in between."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from web.browser.conftest import DESK, Person
from web.browser.entry_page import TABLE6, EntryPage

pytestmark = pytest.mark.needs("chromium")
SignIn = Callable[..., Person]
SCHOOL = "school-05"


def open_table(person: Person) -> EntryPage:
    return EntryPage(person.open(TABLE6.format(school=SCHOOL)))


def test_a_lost_line_loses_nothing(sign_in: SignIn, screen: dict[str, int]) -> None:
    posts, staff = str(screen["width"] + 1), str(screen["width"] + 2)  # what no test before it has written
    person = sign_in(f"clerk-{SCHOOL}", screen)
    form = open_table(person)
    person.context.set_offline(True)
    form.write("staff.posts", posts)
    form.write("staff.total", staff)
    expect(form.summary).to_contain_text("连接中断：2 格暂存在本机")
    expect(form.state("staff.total")).to_contain_text("待发送")
    person.context.set_offline(False)
    form.expect_saved()
    form.page.reload()
    expect(form.cell("staff.posts")).to_have_value(posts)
    expect(form.cell("staff.total")).to_have_value(staff)


def test_a_closed_page_sends_what_it_kept_when_it_is_opened_again(sign_in: SignIn) -> None:
    person = sign_in(f"clerk-{SCHOOL}", DESK)
    form = open_table(person)
    person.context.set_offline(True)
    form.write("staff.posts", "203")
    expect(form.summary).to_contain_text("连接中断：1 格")
    asked: list[str] = []
    form.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    form.page.close(run_before_unload=True)
    person.context.set_offline(False)
    page = person.context.new_page()
    page.goto(f"{person.address}{TABLE6.format(school=SCHOOL)}")
    again = EntryPage(page)
    expect(again.cell("staff.posts")).to_have_value("203")
    again.expect_saved()
    page.reload()
    expect(again.cell("staff.posts")).to_have_value("203")
    assert asked == ["beforeunload"]


def test_a_session_that_ended_keeps_the_figures_until_one_signs_in_again(sign_in: SignIn) -> None:
    person = sign_in(f"clerk-{SCHOOL}", DESK)
    form = open_table(person)
    cookies = person.context.cookies()
    person.context.clear_cookies(name="sessionid")
    form.write("staff.posts", "204")
    expect(form.summary).to_contain_text("登录已过期：1 格暂存在本机")
    expect(form.summary.get_by_role("link", name="重新登录")).to_be_visible()
    person.context.add_cookies(cookies)  # signed in again in another tab
    form.page.evaluate("window.dispatchEvent(new Event('focus'))")
    form.expect_saved()
    person.troubles.clear()  # the refusal itself stands in the console


def test_two_clerks_in_one_cell_see_each_other(sign_in: SignIn, screen: dict[str, int]) -> None:
    mine = open_table(sign_in(f"clerk-{SCHOOL}", screen))
    other = open_table(sign_in(f"clerk-{SCHOOL}", DESK))
    first, second, third = (str(screen["width"] + number) for number in (11, 12, 13))
    other.write("staff.posts", first)
    other.expect_saved()
    mine.write("staff.posts", second)
    expect(mine.state("staff.posts")).to_contain_text("冲突")
    expect(mine.summary).to_have_text("1 处冲突待处理")
    mine.page.get_by_role("button", name="处理").click()
    dialog = mine.page.get_by_role("dialog")
    expect(dialog).to_contain_text(first)
    expect(dialog).to_contain_text(second)
    expect(dialog).to_contain_text("填报员")
    dialog.get_by_role("button", name=f"改用我的 {second}").click()
    mine.expect_saved()
    other.write("staff.posts", third)
    other.page.get_by_role("button", name="处理").click()
    other.page.get_by_role("dialog").get_by_role("button", name=f"留下对方的 {second}").click()
    other.expect_saved()
    other.page.reload()
    expect(other.cell("staff.posts")).to_have_value(second)
