"""The tests' own city, made once per run; every test changes it inside a transaction that is rolled back."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from support.web_world import World, make_world


@pytest.fixture(scope="session")
def made_world(django_db_setup: None, django_db_blocker: Any) -> World:
    with django_db_blocker.unblock():
        return make_world()


@pytest.fixture
def world(made_world: World, db: None) -> World:
    return World(made_world.round_id, made_world.sessions)


@pytest.fixture
def signed_in(world: World) -> Callable[[str], Client]:
    """``signed_in("clerk-school-04")`` is that user's browser."""

    def open_browser(name: str) -> Client:
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[name]
        return client

    return open_browser


@pytest.fixture
def no_counters() -> Iterator[None]:
    """Failed sign-ins are counted from nought, and are forgotten afterwards."""
    cache.clear()
    yield
    cache.clear()
