"""An installation that people reach over a network. What must not be is refused before the first request."""

import os

from zhijian.web.operations.logs import json_logging
from zhijian.web.operations.starting import refuse_settings
from zhijian.web.settings.base import *  # noqa: F403 - settings build on settings

CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("ZHIJIAN_ORIGINS", "").split(",") if origin]

SECURE_SSL_REDIRECT = os.environ.get("ZHIJIAN_SSL_REDIRECT", "1") == "1"
SECURE_REDIRECT_EXEMPT = [r"^(health|ready)/$"]  # asked for by the machine itself, without the proxy
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("ZHIJIAN_OLD_SECRET_KEYS", "").split(",") if key]
SECOND_FACTOR_FOR = tuple(r for r in os.environ.get("ZHIJIAN_SECOND_FACTOR", "administrator").split(",") if r)
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("ZHIJIAN_PROXIES", "1"))

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("ZHIJIAN_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("ZHIJIAN_MAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("ZHIJIAN_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("ZHIJIAN_MAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("ZHIJIAN_MAIL_TLS", "0") == "1"
DEFAULT_FROM_EMAIL = os.environ.get("ZHIJIAN_MAIL_FROM", "zhijian@localhost")

LOGGING = json_logging(os.environ.get("ZHIJIAN_LOG_LEVEL", "INFO"))

refuse_settings(globals())
