"""The page of a proofed report in Chromium, on a desk and on a phone: the report with notes in its margin."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from support.chromium import DESK, PHONE, browser
from support.command import zhijian
from support.contradictory import write_report

pytestmark = pytest.mark.needs("chromium")
__all__ = ["browser"]  # a fixture


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("page")
    report = write_report(folder / "年报.docx")
    assert zhijian("proof", report, "--format", "html", "-o", folder / "核查.html").code == 1
    return (folder / "核查.html").as_uri()


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page, opened without a network; anything that goes wrong in it, or is asked for, fails the test."""
    context = browser.new_context(viewport=request.param, offline=True)
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.append(message.text))
    page.on(
        "request", lambda asked: troubles.extend([asked.url] if not asked.url.startswith(("file:", "data:")) else [])
    )
    page.goto(address)
    yield page
    context.close()
    assert troubles == []


def test_nothing_is_wider_than_the_screen(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]  # type: ignore[index]


def test_a_note_stands_beside_its_paragraph_or_below_it(page: Page) -> None:
    mark, note = page.locator("#zj-m1").bounding_box(), page.locator("#zj-n1").bounding_box()
    assert mark
    assert note
    if page.viewport_size == DESK:
        assert note["x"] > mark["x"] + mark["width"]
        assert abs(note["y"] - mark["y"]) < 200
    else:
        assert note["y"] > mark["y"]
    assert page.locator("mark").first.inner_text().startswith("160人")


def test_a_long_note_does_not_push_the_next_paragraph_down(browser: Browser, tmp_path: Path) -> None:
    (report := tmp_path / "简报.txt").write_text(
        "救助工作简报\n一、资金\n全年救助支出6.14亿元，其中临时救助1.93亿元，占81.4%。\n全年发放价格补贴3120万元。\n",
        "utf-8",
    )
    zhijian("proof", report, "--catalogue", "none", "--format", "html", "-o", tmp_path / "核查.html")
    page = browser.new_page(viewport=DESK)
    page.goto((tmp_path / "核查.html").as_uri())

    note, after = page.locator("#zj-n1").bounding_box(), page.get_by_text("全年发放价格补贴").bounding_box()

    assert note
    assert after
    assert after["y"] + after["height"] < note["y"] + note["height"]
    assert after["x"] + after["width"] < note["x"]


def test_list_note_and_figure_lead_to_each_other(page: Page) -> None:
    page.locator(".findings a").first.click()
    expect(page.locator("#zj-n1")).to_be_in_viewport()
    page.locator("#zj-n1 a").first.click()
    expect(page.locator("#zj-m1")).to_be_in_viewport()
    page.locator("#zj-m1").click()
    expect(page.locator("#zj-n1")).to_be_in_viewport()
    page.locator("#zj-n1 .other").click()
    expect(page.locator("#zj-n2")).to_be_in_viewport()


def test_it_can_be_used_without_a_mouse_and_by_a_screen_reader(page: Page) -> None:
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    identities = page.evaluate("[...document.querySelectorAll('[id]')].map(it => it.id)")
    assert len(identities) == len(set(identities))
    assert page.get_by_role("main").count() == 1
    assert page.locator("#zj-n1").get_attribute("aria-label") == "1 错误 ZJ501"
    named = page.evaluate("[...document.links].every(it => it.getAttribute('aria-label') || it.textContent.trim())")
    assert named
