"""Headers, TLS for programs, and how often a program may call."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from support.programs import caller
from support.web_world import World
from zhijian.web.security.throttling import Counter, TooOften


@pytest.mark.parametrize("url", ["/accounts/login/", "/health/", "/nowhere/", "/api/v1/me"])
def test_every_answer_tells_the_browser_what_it_must_not_do(world: World, url: str) -> None:
    headers = Client().get(url).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "no-store" in headers["Cache-Control"]


def test_signing_out_empties_the_cache_and_leaves_what_was_not_sent(world: World, signed_in: Any) -> None:
    answer = signed_in("clerk-school-04").post("/accounts/logout/")
    assert answer.headers["Clear-Site-Data"] == '"cache"'


def test_a_program_without_tls_is_refused_and_not_led_on(world: World, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    program = caller(world, "clerk-school-05")
    refused = program.get("/api/v1/me")
    assert (refused.status_code, "HTTPS" in refused.json()["message"]) == (403, True)
    assert program.get("/api/v1/me", secure=True).status_code == 200
    assert Client().get("/accounts/login/").headers["Location"].startswith("https://")


def test_calls_are_counted_by_the_minute() -> None:
    counter = Counter()
    for _call in range(3):
        counter.count("a", 3, now=60.0)
    with pytest.raises(TooOften):
        counter.count("a", 3, now=119.9)
    counter.count("b", 3, now=119.9)
    counter.count("a", 3, now=120.0)
    assert counter.calls == {"a": 1}


def test_a_program_that_calls_too_often_is_told(world: World, settings: Any) -> None:
    settings.API_MOST_PER_MINUTE = 0
    answer = caller(world, "clerk-school-05").get("/api/v1/me")
    assert (answer.status_code, "过于频繁" in answer.json()["message"]) == (429, True)


def test_what_another_site_makes_a_browser_send_is_refused(world: World) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies[settings.SESSION_COOKIE_NAME] = world.sessions["clerk-school-05"]
    cells = {"cells": [{"indicator": "graduates.total", "text": "9", "version": 0}]}
    address = f"/rounds/{world.round_id}/school-05"
    assert browser.get(f"{address}/").status_code == 200
    assert browser.put(f"{address}/cells/", cells, content_type="application/json").status_code == 403
    assert browser.post(f"{address}/steps/submit/").status_code == 403
    assert browser.post("/organisations/language/", {"language": "en"}).status_code == 403
    assert not world.submission("school-05").cells.filter(period="2024").exists()
