"""Photograph every page of the web application, at a desk (1366 px) and on a phone (390 px), into build/screenshots/.

The pages are those of the demo city, in a database of its own that is thrown away. Uses the list of pages and the
server of the tests, and the system's Chromium. ``make screenshots`` runs it.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402 - after the path to the tests' support

from support.web_pages import PAGES  # noqa: E402
from support.web_server import manage, served  # noqa: E402
from zhijian.web.settings.demo_accounts import PASSWORD  # noqa: E402

TARGET = ROOT / "build" / "screenshots"
SIZES = {"desk": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}
PLACES = {"school": "school-04", "signed": "school-05", "city": "yunling", "county": "c-linjiang"}
PEOPLE = {"clerk": "clerk", "head": "head", "county": "city", "city": "city", "admin": "admin"}


def photograph(browser: Browser, address: str) -> int:
    """Number of pictures taken. The demo's county reviews another school than the list's: the city stands in."""
    taken = 0
    for size, viewport in SIZES.items():
        for who in dict.fromkeys(page.who for page in PAGES):
            context = browser.new_context(viewport=viewport, locale="zh-CN")  # type: ignore[arg-type]
            page = context.new_page()
            if who != "nobody":
                _sign_in(page, address, PEOPLE[who])
            for each in (each for each in PAGES if each.who == who):
                page.goto(f"{address}{each.path.format(**PLACES)}")
                page.screenshot(path=TARGET / size / f"{each.title}.png", full_page=True)
                taken += 1
            context.close()
    return taken


def _sign_in(page: Page, address: str, username: str) -> None:
    page.goto(f"{address}/accounts/login/")
    page.fill("#id_login", username)
    page.fill("#id_password", PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


def main() -> int:
    chromium = shutil.which("chromium")
    if chromium is None:
        print("没有找到 chromium；Debian 上请安装 chromium 软件包。", file=sys.stderr)
        return 3
    shutil.rmtree(TARGET, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="zhijian-pictures-") as place:
        home = Path(place)
        print("正在准备示范市……", flush=True)
        for command in (["migrate"], ["createcachetable"], ["collectstatic", "--noinput"], ["load_demo"]):
            manage(home, "demo", *command)
        with served(home, "demo") as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            taken = photograph(browser, address)
            browser.close()
    print(f"已存 {taken} 张图片：{TARGET.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
