"""The demo on one machine: a fictional city, accounts whose passwords stand on the login page, no TLS."""

import secrets

from zhijian.web.settings import demo_accounts
from zhijian.web.settings.base import *  # noqa: F403 - settings build on settings
from zhijian.web.settings.base import HOME

DEMO = True
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]


def _kept_key() -> str:
    """A key of this machine's own, so that sessions live on when the demo is started again."""
    path = HOME / "secret-key"
    if not path.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(60), "utf-8")
    return path.read_text("utf-8")


SECRET_KEY = _kept_key()
DEMO_ACCOUNTS = demo_accounts.DEMO_ACCOUNTS
