"""Production's settings for a test that puts a proxy in front: quick passwords, and few wrong ones before an address waits."""

from zhijian.web.settings.production import *  # noqa: F403 - settings build on settings
from zhijian.web.settings.production import ACCOUNT_RATE_LIMITS

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_RATE_LIMITS = {**ACCOUNT_RATE_LIMITS, "login": "1000/h/ip", "login_failed": "4/h/ip,1000/h/key"}
