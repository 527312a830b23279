"""Record exports in the browser: uploaded, looked at, accepted, seen in the form, undone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from web.browser.conftest import Person
from web.browser.test_pages import too_wide, violations
from web.browser.test_round import press

pytestmark = pytest.mark.needs("chromium")
SignIn = Callable[..., Person]
SCHOOL = "school-05"
HEADER = "学校,学号,专业代码,毕业去向类别,升学渠道码,升学层次码,去向所在地行政区划代码,起薪线,是否自主创业,是否初次就业"
SOUND = f"{SCHOOL},S1,710201,就业,,,990100,3000,否,是"
FAULTY = f"{SCHOOL},S2,710201,欧阳修竹,,,990100,3000,否,是"


def choose(page: Page, *lines: str) -> None:
    data = "\n".join([HEADER, *lines]).encode()
    page.get_by_label("文件").set_input_files({"name": "毕业生.csv", "mimeType": "text/csv", "buffer": data})
    page.get_by_role("button", name="上传并预览").click()


def test_a_list_fills_the_form_and_is_taken_back(sign_in: SignIn, screen: dict[str, int]) -> None:
    clerk = sign_in(f"clerk-{SCHOOL}", screen)
    page = clerk.open(f"/rounds/1/{SCHOOL}/")
    page.get_by_role("link", name="从记录导入").click()

    choose(page, SOUND, FAULTY)
    expect(page.get_by_text("没有数出任何结果")).to_be_visible()
    expect(page.get_by_text("第 3 行")).to_be_visible()
    assert "欧阳" not in page.content()
    assert violations(page) == []

    choose(page, SOUND)
    row = page.get_by_role("row", name="毕业生人数").first
    expect(row.get_by_role("checkbox")).to_be_checked()
    assert violations(page) == []
    assert not too_wide(page)
    page.get_by_role("row", name="自主创业人数").first.get_by_role("checkbox").uncheck()
    page.get_by_role("button", name="确认导入").click()
    expect(page.locator(".messages")).to_contain_text("已导入记录")

    form = clerk.open(f"/rounds/1/{SCHOOL}/tables/1/")
    cell = form.locator('[id="cell-graduates.total"]')
    expect(cell).to_have_value("1")
    form.get_by_role("button", name="说明：毕业生人数").click()
    expect(form.locator('[id="explain-graduates.total"]')).to_contain_text("毕业生.csv")

    page = clerk.open(f"/rounds/1/{SCHOOL}/records/")
    press(page, "撤销这次导入")
    expect(page.locator(".messages")).to_contain_text("已撤销这次导入")
    assert violations(page) == []
    form = clerk.open(f"/rounds/1/{SCHOOL}/tables/1/")
    expect(form.locator('[id="cell-graduates.total"]')).to_have_value("")


def test_a_figure_of_the_records_is_taken_with_one_press(sign_in: SignIn, screen: dict[str, int]) -> None:
    clerk = sign_in(f"clerk-{SCHOOL}", screen)
    page = clerk.open(f"/rounds/1/{SCHOOL}/records/")
    choose(page, SOUND)
    expect(page.get_by_role("heading", name="将填入的格")).to_be_visible()
    for box in page.get_by_role("checkbox").all():
        box.uncheck()
    page.get_by_role("button", name="确认导入").click()
    expect(page.locator(".messages")).to_contain_text("个数，填入 0 格")
    form = clerk.open(f"/rounds/1/{SCHOOL}/tables/1/")
    form.get_by_role("button", name="填入：毕业生人数").click()
    expect(form.locator('[id="cell-graduates.total"]')).to_have_value("1")
    expect(form.locator("#entry-summary")).not_to_contain_text("正在保存")
    expect(form.get_by_role("button", name="填入：毕业生人数")).to_have_count(0)
    cell = form.locator('[id="cell-graduates.total"]')
    cell.fill("5")
    form.keyboard.press("Enter")
    expect(form.locator("#entry-summary")).not_to_contain_text("正在保存")
    form.reload()
    form.get_by_role("button", name="改用记录的数：毕业生人数").click()
    expect(cell).to_have_value("1")
    expect(form.locator("#entry-summary")).not_to_contain_text("正在保存")
    form.locator("[data-undo]").click()  # a step like any other
    expect(cell).to_have_value("5")
    cell.fill("")
    form.keyboard.press("Enter")
    expect(form.locator("#entry-summary")).to_have_text("已全部保存")
    page = clerk.open(f"/rounds/1/{SCHOOL}/records/")
    press(page, "撤销这次导入")
    expect(page.locator(".messages")).to_contain_text("已撤销这次导入")


def test_a_workbook_of_another_school_is_told_and_its_own_is_looked_at(sign_in: SignIn, screen: dict[str, int]) -> None:
    books = {}
    for school in ("school-01", SCHOOL):
        clerk = sign_in(f"clerk-{school}", screen)
        page = clerk.open(f"/rounds/1/{school}/workbook/upload/")
        with page.expect_download() as download:
            page.get_by_role("link", name="下载本单位的工作簿").click()
        books[school] = download.value.path()
    page.get_by_label("工作簿").set_input_files(str(books["school-01"]))
    page.get_by_role("button", name="上传并预览").click()
    expect(page.get_by_text("的工作簿，本页填报的是")).to_be_visible()
    assert violations(page) == []
    assert not too_wide(page)
    page.get_by_label("工作簿").set_input_files(str(books[SCHOOL]))
    page.get_by_role("button", name="上传并预览").click()
    expect(page.get_by_role("status").last).to_contain_text("将填入 0 格")
