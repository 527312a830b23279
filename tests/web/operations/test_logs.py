"""Logs are JSON lines, and hold nothing that tells of a person."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from support.web_world import World
from zhijian.web.operations.logs import JsonLines, json_logging

Browser = Callable[[str], Client]


@pytest.fixture
def lines() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """What production would have logged so far."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    loggers = [logging.getLogger(name) for name in ("zhijian.web.requests", "django")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel("INFO")
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    for logger, level in zip(loggers, before, strict=True):
        logger.removeHandler(handler)
        logger.setLevel(level)


def test_a_request_is_one_line(world: World, signed_in: Browser, lines: Callable[[], list[dict[str, Any]]]) -> None:
    answer = signed_in("clerk-school-04").get(
        f"/rounds/{world.round_id}/school-04/?q=张三", headers={"X-Request-ID": "abc-12345678"}
    )
    assert answer.headers["X-Request-ID"] == "abc-12345678"
    (line,) = lines()
    assert line["route"] == "rounds/<int:round_id>/<slug:org_code>/"
    assert (line["method"], line["status"], line["request"]) == ("GET", 200, "abc-12345678")
    assert line["milliseconds"] > 0
    told = json.dumps(line, ensure_ascii=False)
    for personal in ("张三", "clerk", "school-04", "填报员", "127.0.0.1"):
        assert personal not in told


@pytest.mark.parametrize("sent", ["short", "x" * 65, "a b c d e f g h", 'abc"defghijk'])
def test_a_number_that_is_none_is_replaced(client: Client, sent: str) -> None:
    answer = client.get("/health/", headers={"X-Request-ID": sent})
    assert len(answer.headers["X-Request-ID"]) == 32


def test_an_address_with_a_secret_is_not_logged(
    client: Client, db: None, lines: Callable[[], list[dict[str, Any]]]
) -> None:
    client.get("/organisations/join/a-secret-token/")
    client.get("/no/such/place-of-somebody/")
    assert "a-secret-token" not in json.dumps(lines())
    assert "somebody" not in json.dumps(lines())


def test_an_error_tells_where_and_not_what(lines: Callable[[], list[dict[str, Any]]]) -> None:
    try:
        raise ValueError("Key (username)=(zhangsan) already exists")
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", "/accounts/zhangsan/")
    (line,) = lines()
    assert line["error"] == "ValueError"
    assert line["at"][-1].endswith("test_an_error_tells_where_and_not_what")
    assert "zhangsan" not in json.dumps(line)


def test_production_logs_everything_this_way() -> None:
    made = json_logging("WARNING")
    assert made["root"] == {"handlers": ["lines"], "level": "WARNING"}
    assert made["formatters"]["json"]["()"] == "zhijian.web.operations.logs.JsonLines"
