"""What the entry page weighs, and when it first shows on a slow phone: ``python -m benchmarks.pages [--quick]``.

The demo city on granian, in Chromium with an empty cache. Slow phone: 390 px, 1.6 Mbit/s, 150 ms to the server and back,
a processor four times slower: the profile by which Lighthouse judges pages for phones.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from support.web_server import manage, served  # noqa: E402 - after the path to the tests' support
from zhijian.web.settings.demo_accounts import PASSWORD  # noqa: E402

PAGES = {
    "表3（录入页，46 行）": "/rounds/1/school-04/tables/3/",
    "基础数据（录入页，行数最多）": "/rounds/1/school-04/tables/0/",
    "填报首页": "/rounds/1/school-04/",
    "登录页": "/accounts/login/",
}
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
ROUNDS = 5
PAINT = """() => new Promise(tell => new PerformanceObserver(list => tell(list.getEntries()[0].startTime))
    .observe({type: "paint", buffered: true}))"""
MOST_BYTES, MOST_MILLISECONDS = 400_000, 2000  # what the entry page may weigh, and when it must show


def measure(browser: Browser, address: str, path: str, cookies: list[Any]) -> tuple[int, float]:
    """(bytes over the line, milliseconds to the first contentful paint) of one visit with an empty cache."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    if path != PAGES["登录页"]:
        context.add_cookies(cookies)
    page = context.new_page()
    session = context.new_cdp_session(page)
    weight = 0

    def count(event: dict[str, Any]) -> None:
        nonlocal weight
        weight += int(event["encodedDataLength"])

    session.on("Network.loadingFinished", count)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(f"{address}{path}", wait_until="networkidle")
    paint = page.evaluate(PAINT)
    context.close()
    return weight, float(paint)


def main() -> int:
    quick = "--quick" in sys.argv[1:]
    chromium = shutil.which("chromium")
    if chromium is None:
        print("没有找到 chromium", file=sys.stderr)
        return 3
    with tempfile.TemporaryDirectory(prefix="zhijian-pages-") as place:
        home = Path(place)
        for command in (["migrate"], ["createcachetable"], ["collectstatic", "--noinput"], ["load_demo"]):
            manage(home, "demo", *command)
        with served(home, "demo") as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            signed_in = browser.new_context()
            page = signed_in.new_page()
            page.goto(f"{address}/accounts/login/")
            page.fill("#id_login", "clerk")
            page.fill("#id_password", PASSWORD)
            page.locator("main form button[type=submit]").first.click()
            page.wait_for_url(lambda url: "/accounts/login/" not in url)
            cookies = signed_in.cookies()
            good = True
            for title, path in PAGES.items():
                visits = [measure(browser, address, path, cookies) for _ in range(1 if quick else ROUNDS)]
                weight = max(visit[0] for visit in visits)
                paints = [visit[1] for visit in visits]
                print(
                    f"{title}：{weight / 1000:.0f} kB，首次绘制中位数 {statistics.median(paints):.0f} ms"
                    f"（{min(paints):.0f}–{max(paints):.0f}）"
                )
                good &= weight <= MOST_BYTES and statistics.median(paints) <= MOST_MILLISECONDS
            browser.close()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
