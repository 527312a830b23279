"""Filling in a table: typing, keys, pasting, undoing, what the checks say."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from web.browser.conftest import DESK, Person
from web.browser.entry_page import TABLE6, EntryPage

pytestmark = pytest.mark.needs("chromium")
SignIn = Callable[..., Person]
SCHOOL = "school-05"  # its clerk begins with empty cells beside last year's figures


def open_table(person: Person, path: str = TABLE6) -> EntryPage:
    return EntryPage(person.open(path.format(school=SCHOOL)))


@pytest.fixture
def form(sign_in: SignIn, screen: dict[str, int]) -> EntryPage:
    return open_table(sign_in(f"clerk-{SCHOOL}", screen))


def test_a_figure_is_saved_when_its_cell_is_left_and_stays(form: EntryPage) -> None:
    form.write("staff.posts", "183")
    expect(form.state("staff.posts")).to_contain_text("已保存")
    form.expect_saved()
    form.page.reload()
    expect(form.cell("staff.posts")).to_have_value("183")


def test_computed_values_follow_while_one_types(form: EntryPage) -> None:
    form.write("funding.special", "1000")
    form.write("students.full_time", "2000")
    form.expect_saved()
    computed = form.cell("funding.per_student")
    before = computed.inner_text()
    form.cell("students.full_time").click()
    form.page.keyboard.type("1000")  # the cell is not left: nothing is saved
    expect(computed).not_to_have_text(before)
    form.page.keyboard.press("Escape")
    expect(computed).to_have_text(before)
    expect(form.cell("students.full_time")).to_have_value("2000")


def test_a_text_that_is_no_figure_stays_and_is_explained(form: EntryPage) -> None:
    form.write("mentors.pay", "十二万x")
    expect(form.state("mentors.pay")).to_contain_text("有误")
    expect(form.findings("mentors.pay")).to_contain_text("不是数字")
    expect(form.cell("mentors.pay")).to_have_attribute("aria-invalid", "true")
    form.write("mentors.pay", "7.10")
    expect(form.state("mentors.pay")).to_contain_text("已保存")
    expect(form.findings("mentors.pay").locator(".finding")).to_have_count(0)


def test_everything_can_be_done_with_the_keyboard(sign_in: SignIn) -> None:
    form = open_table(sign_in(f"clerk-{SCHOOL}", DESK))
    keyboard = form.page.keyboard
    form.cell("students.full_time").focus()
    keyboard.type("1500")
    keyboard.press("ArrowDown")  # over the computed row to the next cell that is typed
    expect(form.cell("funding.special")).to_be_focused()
    keyboard.press("Shift+Enter")
    expect(form.cell("students.full_time")).to_be_focused()
    keyboard.press("F2")
    keyboard.press("Backspace")
    keyboard.type("1")
    keyboard.press("Tab")
    expect(form.cell("students.full_time")).to_have_value("1501")
    form.expect_saved()
    keyboard.press("Control+z")
    expect(form.cell("students.full_time")).to_have_value("1500")
    expect(form.cell("students.full_time")).to_be_focused()
    keyboard.press("Control+y")
    expect(form.cell("students.full_time")).to_have_value("1501")
    keyboard.press("ArrowLeft")  # to the definition
    keyboard.press("Enter")
    expect(form.page.locator('[id="explain-students.full_time"]')).to_be_visible()
    keyboard.press("Escape")
    expect(form.page.locator('[id="explain-students.full_time"]')).to_be_hidden()
    expect(form.cell("students.full_time")).to_be_focused()
    keyboard.press("ArrowRight")  # to the history
    keyboard.press("Enter")
    panel = form.page.get_by_role("dialog")
    expect(panel).to_contain_text("1501")
    panel.get_by_label("写批注").fill("按10月学籍核对")
    keyboard.press("Tab")
    keyboard.press("Enter")
    expect(panel.get_by_text("按10月学籍核对")).to_be_visible()
    keyboard.press("Escape")
    expect(panel).to_be_hidden()
    form.expect_saved()


def test_a_block_from_a_spreadsheet_is_shown_before_it_is_filled_in(form: EntryPage) -> None:
    form.cell("staff.posts").click()
    form.paste(
        "指标\t单位\t2023年\t2024年\n教职工额定编制数\t人\t180\t190\n教职工总数\t人\t200\t210\n"
        "其中：专任教师总数\t人\t150\t“160”\n没有这一行\t人\t1\t2\n"
    )
    dialog = form.page.get_by_role("dialog")
    expect(dialog).to_contain_text("有 1 行超出本表")
    expect(dialog.get_by_role("row", name="教职工总数 210", exact=True)).to_be_visible()
    dialog.get_by_role("button", name="填入").click()
    expect(form.cell("staff.total")).to_have_value("210")
    expect(form.summary).not_to_contain_text("正在保存")
    form.page.locator("[data-undo]").click()  # one step takes the whole paste back
    expect(form.cell("staff.total")).not_to_have_value("210")
    form.expect_saved()


def test_a_column_is_filled_downwards_and_computed_rows_are_passed_over(
    form: EntryPage, screen: dict[str, int]
) -> None:
    students = str(screen["width"] + 1000)
    form.cell("students.full_time").click()
    form.paste(f"{students}\n5000\n1700.5\n")
    dialog = form.page.get_by_role("dialog")
    expect(dialog.get_by_role("row", name="年生均财政拨款水平")).to_contain_text("自动计算，略过")
    dialog.get_by_role("button", name="填入").click()
    expect(form.cell("students.full_time")).to_have_value(students)
    expect(form.cell("funding.special")).to_have_value("1700.5")
    expect(form.summary).not_to_contain_text("正在保存")


def test_one_button_leads_from_problem_to_problem(form: EntryPage) -> None:
    button = form.page.get_by_role("button", name="下一个问题")
    seen = []
    for _turn in range(3):
        button.click()
        seen.append(form.page.evaluate("document.activeElement.id"))
    assert len(set(seen)) == 3
    assert all(place.startswith(("cell-", "previous-")) for place in seen)


def test_a_leap_asks_for_a_reason_and_a_gap_for_an_explanation(form: EntryPage, screen: dict[str, int]) -> None:
    figure, gap = (
        ("certificates.obtained", "internship.insurance") if screen == DESK else ("mentors.total", "mentors.pay")
    )
    form.write(figure, "90000")
    expect(form.state(figure)).to_contain_text("请核对")
    expect(form.findings(figure)).to_contain_text("为上年的")
    expect(form.findings(figure)).not_to_contain_text("2024年")
    reason = form.page.locator(f'[id="note-{figure}"]')
    reason.fill("新增两个考点，面向社会人员开考")
    reason.blur()
    expect(form.state(figure)).to_contain_text("已说明")
    form.page.reload()
    expect(form.page.locator(f'[id="note-{figure}"]')).to_have_value("新增两个考点，面向社会人员开考")

    form.cell(gap).click()
    form.page.keyboard.press("Delete")
    form.page.keyboard.press("Enter")
    form.state(gap).get_by_role("button", name="无数据？").click()
    note = form.page.locator(f'[id="note-{gap}"]')
    note.fill("本年由上级统一投保")
    note.blur()
    expect(form.state(gap)).to_contain_text("无数据")
    form.expect_saved()
