"""What every installation has in common."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import Any

from zhijian.web.settings.databases import database_of

WEB = Path(__file__).parents[1]
HOME = Path(os.environ.get("ZHIJIAN_HOME", "zhijian-data")).resolve()  # database, uploads, collected static files

DEBUG = False
DEMO = False
SECRET_KEY = os.environ.get("ZHIJIAN_SECRET_KEY", "")
ALLOWED_HOSTS = [host for host in os.environ.get("ZHIJIAN_HOSTS", "").split(",") if host]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "zhijian.web",
    "zhijian.web.organisations",
    "zhijian.web.audit",
    "zhijian.web.rounds",
    "zhijian.web.collection",
    "zhijian.web.review",
    "zhijian.web.bridge",
    "zhijian.web.api",
    "zhijian.web.operations",
]

MIDDLEWARE = [
    "zhijian.web.operations.logs.RequestLog",
    "zhijian.web.security.headers.ContentPolicy",
    "zhijian.web.security.headers.EncryptedPrograms",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "zhijian.web.organisations.sessions.SessionEnds",
    "zhijian.web.language.ChosenLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "zhijian.web.security.second_factor.SecondFactorFirst",
    "zhijian.web.access.DeclaredAccess",
    "zhijian.web.operations.turned_away.TurnedAway",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "zhijian.web.urls"
WSGI_APPLICATION = "zhijian.web.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zhijian.web.context.page",
            ],
            "libraries": {"texts": "zhijian.web.texts", "pages": "zhijian.web.pages.tags"},
        },
    }
]

DATABASES = {"default": database_of(os.environ.get("DATABASE_URL") or f"sqlite:///{HOME / 'zhijian.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Counters of failed logins live here: a table, so that all workers share them.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}}

AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = ["zhijian.web.organisations.accounts.Accounts"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": name, "OPTIONS": options}
    for name, options in (
        (
            "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
            {"user_attributes": ("username", "name", "email")},
        ),
        ("django.contrib.auth.password_validation.MinimumLengthValidator", {"min_length": 10}),
        ("django.contrib.auth.password_validation.CommonPasswordValidator", {}),
        ("django.contrib.auth.password_validation.NumericPasswordValidator", {}),
        ("zhijian.web.security.passwords.ContextWords", {}),
        ("zhijian.web.security.passwords.CommonStem", {}),
    )
]
if os.environ.get("ZHIJIAN_BREACHED_PASSWORDS"):  # a file of hashes, as the list of breached passwords is distributed
    AUTH_PASSWORD_VALIDATORS.append(
        {
            "NAME": "zhijian.web.security.passwords.Breached",
            "OPTIONS": {"path": os.environ["ZHIJIAN_BREACHED_PASSWORDS"]},
        }
    )
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

ACCOUNT_ADAPTER = "zhijian.web.organisations.accounts.InvitedOnly"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60  # so long a password that was asked for again holds
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/m/ip,5/300s/key",  # five wrong passwords of one account lock it for five minutes
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
MFA_ADAPTER = "zhijian.web.organisations.accounts.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "职鉴"
MFA_TOTP_TOLERANCE = 1  # clocks of office machines are half a minute off
SECOND_FACTOR_FOR: tuple[str, ...] = ()  # roles that must have one

SESSION_ENGINE = "zhijian.web.organisations.session_store"
SESSION_COOKIE_AGE = SESSION_LONGEST_SECONDS = 12 * 3600  # a session ends after a working day,
SESSION_IDLE_SECONDS = 2 * 3600  # after two hours without a request,
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # and with the browser
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie more than there must be
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [WEB / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]  # ours only: apps bring what we don't use
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "zhijian.web.storage.HashedFiles"},
}
MEDIA_ROOT = HOME / "uploads"  # never served as files: views check who may have them
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
UPLOAD_MOST_BYTES = 20 * 1024 * 1024
UPLOAD_MOST_EVER = 210 * 1024 * 1024  # whatever it is: a report folder is the largest
UPLOAD_SCANNER = shlex.split(os.environ.get("ZHIJIAN_SCANNER", ""))  # a command that ends with 0 for a clean file
FILE_UPLOAD_HANDLERS = ["zhijian.web.security.uploads.Scanned"]
API_MOST_PER_MINUTE = 600  # calls of one token, in each worker

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = "zhijian@localhost"
EMAIL_TIMEOUT = 10

DEMO_ACCOUNTS: list[dict[str, str]] = []
