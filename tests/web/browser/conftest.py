"""A server of its own per file of tests, on a copy of a small city; and Chromium, at a desk and on a phone."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from support.web_world import PASSWORD

DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
SUPPORT = Path(__file__).parents[2]
MAKE = "from support.web_world import make_world; from django.core.management import call_command as c; "
MAKE += "c('migrate', verbosity=0); print(make_world().round_id)"
OFFLINE = "net::ERR_INTERNET_DISCONNECTED"  # what Chromium says of a request without a line


def environment(home: Path) -> dict[str, str]:
    return {
        **os.environ,
        "ZHIJIAN_HOME": str(home),
        "DATABASE_URL": f"sqlite:///{home / 'browser.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "zhijian.web.settings.testing",
        "PYTHONPATH": str(SUPPORT),
    }


@pytest.fixture(scope="session")
def prepared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database in which the small city stands, its figures filled in, nothing handed in."""
    home = tmp_path_factory.mktemp("prepared")
    code = f"import django; django.setup(); {MAKE}"
    subprocess.run([sys.executable, "-c", code], env=environment(home), check=True, capture_output=True, text=True)
    return home


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def address(prepared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the application listens, on a copy of the database that no other file of tests sees."""
    home = tmp_path_factory.mktemp("home")
    shutil.copytree(prepared_home, home, dirs_exist_ok=True)
    port = free_port()
    command = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--port", str(port), "--no-ws"]
    command += ["--workers", "1", "--blocking-threads", "4", "--log-level", "info", "zhijian.web.wsgi:application"]
    out = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen(command, env=environment(home), start_new_session=True, **out) as server:  # type: ignore[call-overload]
        try:
            wait_for(server)
            yield f"http://127.0.0.1:{port}"
        finally:
            os.killpg(server.pid, signal.SIGKILL)  # the workers too, whatever connections a browser holds open


def wait_for(server: subprocess.Popen[bytes]) -> None:
    """Until the server listens; from then on, requests wait for its worker in the socket."""
    told: list[bytes] = []
    assert server.stdout is not None
    for line in server.stdout:
        told.append(line)
        if b"Started worker" in line:
            return
    pytest.fail(f"the server did not start:\n{b''.join(told).decode()}", pytrace=False)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


@dataclass(frozen=True)
class Person:
    """Somebody at a browser of their own, signed in. troubles: what the console complained about, apart from lost lines."""

    context: BrowserContext
    page: Page
    address: str
    troubles: list[str]

    def open(self, path: str) -> Page:
        answer = self.page.goto(f"{self.address}{path}")
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"
        return self.page


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def screen(request: pytest.FixtureRequest) -> dict[str, int]:
    """The window: every test that asks for it runs at a desk and on a phone."""
    size: dict[str, int] = request.param
    return size


@pytest.fixture
def sign_in(chromium: Browser, address: str) -> Iterator[Callable[..., Person]]:
    """``sign_in("clerk-school-04")`` is that person's browser. Whatever the pages complain of fails the test."""
    people: list[Person] = []

    def enter(name: str, size: dict[str, int] = DESK) -> Person:
        phone = size["width"] < 600
        context = chromium.new_context(viewport=size, has_touch=phone, is_mobile=phone, locale="zh-CN")  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        page = context.new_page()
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda told: troubles.append(told.text) if told.type in {"error", "warning"} else None)
        page.goto(f"{address}/accounts/login/")
        page.fill("#id_login", name)
        page.fill("#id_password", PASSWORD)
        page.get_by_role("main").get_by_role("button", name="登录").click()
        page.wait_for_url(lambda url: "/accounts/login/" not in url)
        person = Person(context, page, address, troubles)
        people.append(person)
        return person

    yield enter
    for person in people:
        person.context.close()
    assert [trouble for person in people for trouble in person.troubles if OFFLINE not in trouble] == []
