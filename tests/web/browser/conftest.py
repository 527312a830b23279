"""A server of its own per file of tests, on a copy of a small city; and Chromium, at a desk and on a phone."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from support.web_server import environment, served
from support.web_world import PASSWORD

DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
MAKE = "from support.web_world import make_world; from django.core.management import call_command as c; "
MAKE += "c('migrate', verbosity=0); print(make_world().round_id)"
PATIENCE = 60_000  # milliseconds until a test gives up: however busy the machine, nothing is told by how long it takes
OFFLINE = "net::ERR_INTERNET_DISCONNECTED"  # what Chromium says of a request without a line


@pytest.fixture(scope="session")
def prepared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database in which the small city stands, its figures filled in, nothing handed in."""
    home = tmp_path_factory.mktemp("prepared")
    code = f"import django; django.setup(); {MAKE}"
    subprocess.run(
        [sys.executable, "-c", code], env=environment(home, "testing"), check=True, capture_output=True, text=True
    )
    return home


@pytest.fixture(scope="module")
def address(prepared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the application listens, on a copy of the database that no other file of tests sees."""
    home = tmp_path_factory.mktemp("home")
    shutil.copytree(prepared_home, home, dirs_exist_ok=True)
    with served(home, "testing") as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


class Person:
    """Somebody at a browser of their own. troubles: what the console complained about."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context, self.address = context, address
        self.page: Page = context.new_page()
        self.troubles: list[str] = []
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", self._listen)

    def _listen(self, told: ConsoleMessage) -> None:
        if told.type in {"error", "warning"}:
            self.troubles.append(told.text)

    def open(self, path: str) -> Page:
        answer = self.page.goto(f"{self.address}{path}")
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"
        return self.page


def window(chromium: Browser, size: dict[str, int]) -> BrowserContext:
    """A browser without any cookie, with fingers instead of a mouse where it is narrow."""
    phone = size["width"] < 600
    context = chromium.new_context(viewport=size, has_touch=phone, is_mobile=phone, locale="zh-CN")  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    return context


def enter(chromium: Browser, address: str, name: str, size: dict[str, int]) -> Person:
    """That person's browser, signed in."""
    person = Person(window(chromium, size), address)
    page = person.open("/accounts/login/")
    page.fill("#id_login", name)
    page.fill("#id_password", PASSWORD)
    page.get_by_role("main").get_by_role("button", name="登录").click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)
    return person


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def screen(request: pytest.FixtureRequest) -> dict[str, int]:
    """The window: every test that asks for it runs at a desk and on a phone."""
    size: dict[str, int] = request.param
    return size


@pytest.fixture
def sign_in(chromium: Browser, address: str) -> Iterator[Callable[..., Person]]:
    """``sign_in("clerk-school-04")`` is that person's browser. Whatever the pages complain of fails the test."""
    people: list[Person] = []

    def open_browser(name: str, size: dict[str, int] = DESK) -> Person:
        people.append(enter(chromium, address, name, size))
        return people[-1]

    yield open_browser
    for person in people:
        person.context.close()
    assert [trouble for person in people for trouble in person.troubles if OFFLINE not in trouble] == []
