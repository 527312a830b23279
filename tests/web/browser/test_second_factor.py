"""Signing in with a second factor in the browser: required by an administrator, set up, asked for, restored."""

import base64
import hashlib
import hmac
import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from support.web_world import PASSWORD
from web.browser.conftest import DESK, PHONE, Person, window
from web.browser.test_pages import too_wide, violations

pytestmark = pytest.mark.needs("chromium")
SignIn = Callable[..., Person]
STEP = 30  # seconds
WHO = "reviewer-c-linjiang"


def code_of(secret: str, ahead: int = 0) -> str:
    """What an authenticator shows for the secret (RFC 6238), as many steps of 30 seconds from now."""
    counter = int(time.time()) // STEP + ahead
    digest = hmac.new(base64.b32decode(secret), counter.to_bytes(8, "big"), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def type_password(page: Page) -> None:
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").first.click()


def newcomer(chromium: Browser, address: str, size: dict[str, int]) -> Page:
    """A browser in which the reviewer has typed name and password."""
    page = Person(window(chromium, size), address).open("/accounts/login/")
    page.fill("#id_login", WHO)
    page.fill("#id_password", PASSWORD)
    page.get_by_role("main").get_by_role("button", name="登录").click()
    return page


def test_a_required_factor_is_set_up_and_from_then_on_asked_for(
    sign_in: SignIn, chromium: Browser, address: str
) -> None:
    admin = sign_in("administrator-yunling", DESK).open("/organisations/people/")
    form = admin.get_by_role("group", name="云岭市")
    form.get_by_label("审核员").check()
    admin.get_by_role("button", name="保存", exact=True).click()
    if "/reauthenticate/" in admin.url:
        type_password(admin)
    expect(admin.locator(".messages")).to_contain_text("下次登录时先设置")
    expect(admin.get_by_role("row", name=re.compile("审核员")).first).to_contain_text("下次登录时须设置")
    assert violations(admin) == []

    for size in (DESK, PHONE):
        page = newcomer(chromium, address, size)
        expect(page).to_have_url(re.compile("/2fa/totp/activate/$"))
        page.goto(f"{address}/rounds/1/board/")
        expect(page).to_have_url(re.compile("/2fa/totp/activate/$"))
        assert violations(page) == []
        assert not too_wide(page)
        if size == DESK:
            page.context.close()
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("#id_code").fill(code_of(secret))
    page.get_by_role("main").get_by_role("button").last.click()
    expect(page).to_have_url(re.compile("/2fa/recovery-codes/$"))
    assert violations(page) == []
    page.goto(f"{address}/rounds/1/board/")
    expect(page.get_by_role("heading", name="进度总览")).to_be_visible()
    page.context.close()

    page = newcomer(chromium, address, DESK)
    expect(page).to_have_url(re.compile("/2fa/authenticate/"))
    assert violations(page) == []
    page.locator("#id_code").fill("000000")
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page).to_have_url(re.compile("/2fa/authenticate/"))
    page.locator("#id_code").fill(code_of(secret, ahead=1))  # each code is good once
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page).to_have_url(re.compile("/rounds/"))
    page.context.close()

    admin.goto(f"{address}/organisations/people/?q={WHO}")
    admin.locator(".deeds summary").first.click()
    admin.once("dialog", lambda dialog: dialog.accept())
    admin.get_by_role("button", name=re.compile("第二重验证")).click()
    if "/reauthenticate/" in admin.url:
        type_password(admin)
    expect(admin.locator(".messages")).to_contain_text("第二重验证已撤销")
    page = newcomer(chromium, address, PHONE)
    expect(page).to_have_url(re.compile("/2fa/totp/activate/$"))
    page.context.close()
