"""The HTML report as Chromium shows it, on a phone and on a desk, with scripts and without."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from support.chromium import DESK, PHONE, browser
from support.sample_document import sample_document
from zhijian.document.write import Download, FigureNote
from zhijian.document.write.html import write_html

pytestmark = pytest.mark.needs("chromium")
__all__ = ["browser"]  # a fixture

NOTE = FigureNote("f-1-1", "全日制在校生", ("33577人（2024年）", "workbooks/school-03.xlsx#表6!D12"))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("html") / "report.html"
    facts = Download("facts.csv", "text/csv", "指标,数值\n".encode(), "全部数据点")
    write_html(sample_document(), path, notes={NOTE.anchor: NOTE}, downloads=[facts])
    return path.as_uri()


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The report, opened without a network; anything that goes wrong in it, or is asked for, fails the test."""
    context = browser.new_context(viewport=request.param, offline=True)
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.append(message.text))
    page.on("requestfailed", lambda asked: troubles.append(asked.url))
    page.goto(address)
    yield page
    context.close()
    assert troubles == []


def test_nothing_is_wider_than_the_screen(page: Page) -> None:
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width == page.viewport_size["width"]  # type: ignore[index]


def test_a_figure_shows_its_fact_and_source(page: Page) -> None:
    figure = page.locator("#f-1-1")
    figure.focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("dialog")
    assert "workbooks/school-03.xlsx#表6!D12" in box.inner_text()
    page.keyboard.press("Escape")
    assert not box.is_visible()
    assert page.evaluate("document.activeElement.id") == "f-1-1"


def test_charts_are_redrawn_when_they_come_into_view(page: Page) -> None:
    chart = page.locator("#chart-enrolment .chart")
    chart.scroll_into_view_if_needed()
    chart.locator("svg").wait_for()
    assert chart.locator("img").is_hidden()
    drawing = chart.locator("svg").bounding_box()
    assert drawing
    assert drawing["width"] <= page.viewport_size["width"]  # type: ignore[index]


def test_a_table_sorts_by_value(page: Page) -> None:
    rows = page.locator("#table-schools tbody tr")
    button = page.locator("#table-schools th button").nth(2)
    button.click()
    assert rows.first.locator("td").first.inner_text() == "云岭一职"
    button.click()
    assert [cell.inner_text() for cell in rows.locator("td:nth-child(3)").all()] == ["61", "118", "166", "201", "236"]
    assert page.locator("#table-3 th button").count() == 0


def test_search_finds_text_across_bound_figures(page: Page) -> None:
    page.get_by_role("searchbox").fill("在校生33577人，比上年增加")
    page.keyboard.press("Enter")
    assert page.locator(".search output").inner_text() == "1/1"
    page.get_by_role("searchbox").fill("没有的字")
    page.keyboard.press("Enter")
    assert page.locator(".search output").inner_text() == "没有找到"


def test_contents_are_folded_on_a_phone_and_stand_beside_the_text_on_a_desk(page: Page) -> None:
    desk = page.viewport_size == DESK
    assert page.locator(".toc details").evaluate("it => it.open") is desk
    if not desk:
        page.locator(".menu").click()
    page.locator(".toc a", has_text="产教融合").click()
    expect(page.locator("#section-2-1")).to_be_in_viewport()


def test_data_can_be_saved(page: Page) -> None:
    with page.expect_download() as saved:
        page.get_by_role("link", name="全部数据点").click()
    assert saved.value.suggested_filename == "facts.csv"
    assert Path(saved.value.path()).read_text(encoding="utf-8") == "指标,数值\n"


def test_without_scripts_everything_can_be_read(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("#chart-enrolment img").is_visible()
    assert not page.get_by_role("searchbox").is_visible()
    page.locator("#f-1-1").click()
    assert page.locator("#note-f-1-1").is_visible()
    context.close()
