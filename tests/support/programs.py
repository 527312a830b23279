"""Programs that call the interface with a token."""

from __future__ import annotations

from typing import Any

from django.test import Client

from support.web_world import World
from zhijian.web.api.actions.tokens import make_token
from zhijian.web.api.scopes import Scope


def caller(world: World, name: str, *scopes: Scope) -> Client:
    """A program with a token of that user; with all scopes where none is named."""
    user = world.user(name)
    _row, token = make_token(user=user, name="测试", scopes=scopes or tuple(Scope), days=1, by=user)
    return Client(headers={"Authorization": f"Bearer {token}"})


def at(world: World, rest: str = "", code: str = "school-05") -> str:
    return f"/api/v1/rounds/{world.round_id}/submissions/{code}{rest}"


def put(client: Client, url: str, body: Any) -> Any:
    return client.put(url, body, content_type="application/json")


def post(client: Client, url: str, body: Any = None) -> Any:
    return client.post(url, body, content_type="application/json")
