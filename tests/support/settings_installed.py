"""Settings of an installation that a test starts as processes of its own: like the tests', with a place for its files."""

from zhijian.web.settings.testing import *  # noqa: F403 - settings build on settings
from zhijian.web.settings.testing import HOME

MEDIA_ROOT = HOME / "uploads"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
