"""The tests' own: quick passwords, no files left behind, no TLS between the test and its server."""

from __future__ import annotations

import tempfile
from pathlib import Path

from zhijian.web.settings.base import *  # noqa: F403 - settings build on settings
from zhijian.web.settings.base import WEB

SECRET_KEY = "used by tests only, and long enough to be taken for a key"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MEDIA_ROOT = Path(tempfile.gettempdir()) / "zhijian-test-uploads"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = WEB / "static"  # served as they lie there, nothing is collected
STATICFILES_DIRS = []
API_MOST_PER_MINUTE = 10**9  # tests call as one, and as fast as they can
