"""The interface does what its own description says, whatever is sent: schemathesis draws the requests, always the same."""

from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as running
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from support.web_world import World
from zhijian.web.api.actions.tokens import make_token
from zhijian.web.api.scopes import Scope
from zhijian.web.organisations.models import Membership, Organisation

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
REQUESTS = 8  # per operation


@pytest.fixture
def headers(world: World) -> dict[str, str]:
    """Of a user who is everything in the city, so that requests get as far as they can."""
    user = world.user("clerk-school-05")
    for role, code in (("head", "school-05"), ("reviewer", "yunling"), ("administrator", "yunling")):
        Membership.objects.create(user=user, role=role, organisation=Organisation.objects.get(code=code))
    _row, token = make_token(user=user, name="测试", scopes=list(Scope), days=1, by=user)
    return {"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}


def application(environ: Any, start_response: Any) -> list[bytes]:
    """The server, with whole answers: schemathesis does not close those that are sent in pieces.

    It keeps the connection to the database, in which the test's transaction is, as Django's own client does.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    response = WSGIHandler()(environ, start_response)
    try:
        return [b"".join(response)]
    finally:
        response.close()
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def known_parts(case: Any, world: World, number: int) -> None:
    """Every other request goes to a round, organisation and cell that there are."""
    known = {"round_id": world.round_id, "org_code": "school-05", "catalogue": "secondary-2024", "number": 1}
    if number % 2:
        for name in case.path_parameters or {}:
            case.path_parameters[name] = known[name]
        body = case.body if isinstance(case.body, dict) else {}
        for place in (body, *body.get("cells", [])) if isinstance(body.get("cells", []), list) else (body,):
            if isinstance(place, dict) and "indicator" in place:
                place["indicator"] = "graduates.total"


def statuses_of(operation: Any, world: World, headers: dict[str, str]) -> list[int]:
    """Calls one operation again and again; the status of each answer, every one checked against the description."""
    found: list[int] = []

    @running(
        max_examples=REQUESTS,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def send(case: Any) -> None:
        known_parts(case, world, len(found))
        response = case.call(headers=headers)
        found.append(response.status_code)
        case.validate_response(response, checks=CHECKS)

    send()
    return found


def test_no_request_breaks_it(world: World, headers: dict[str, str], settings_quiet: None) -> None:
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, headers=headers)
    operations = [each.ok() for each in described.get_all_operations()]
    answered = {operation.label: statuses_of(operation, world, headers) for operation in operations}
    assert len(answered) >= 55
    assert {200, 201, 404, 409, 422} <= {status for statuses in answered.values() for status in statuses}


@pytest.fixture
def settings_quiet(settings: Any) -> None:
    """Hosts as schemathesis calls them."""
    settings.ALLOWED_HOSTS = ["*"]
