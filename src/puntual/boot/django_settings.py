"""Django's settings, derived from puntual.toml (or its defaults where there is none)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from .database import connection

if TYPE_CHECKING:
    from .settings import Settings

CONFIG = Path(os.environ.get("PUNTUAL_CONFIG", "puntual.toml"))
FOLDER = CONFIG.resolve().parent


def _told() -> Settings | None:
    """What puntual.toml says; None where there is none."""
    if not CONFIG.exists():
        return None
    from .settings import load

    return load(CONFIG)


def _database_url(told: Settings | None) -> str:
    if url := os.environ.get("PUNTUAL_DATABASE_URL"):
        return url
    return told.database.url if told else "sqlite:///puntual.sqlite3"


def _hosts(told: Settings | None) -> list[str]:
    """The names that the console answers to: this machine's own, and those that browsers use."""
    if names := os.environ.get("PUNTUAL_HOSTS"):
        return names.split(",")
    own = ["127.0.0.1", "localhost", "[::1]", "testserver"]
    return [*own, told.web.host, *told.web.hosts] if told else own


def _secret_key() -> str:
    """A key of this installation's own, made on first use and kept beside the configuration."""
    if key := os.environ.get("PUNTUAL_SECRET_KEY"):
        return key
    path = FOLDER / ".puntual-secret-key"
    if path.exists():
        return path.read_text().strip()
    from django.core.management.utils import get_random_secret_key

    key = get_random_secret_key()
    if CONFIG.exists():
        path.touch(mode=0o600)
        path.write_text(key)
    return key


_TOLD = _told()
_HTTPS = _TOLD is not None and _TOLD.web.https
DATABASES = {"default": connection(_database_url(_TOLD), FOLDER)}
SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = _hosts(_TOLD)
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "es"
LANGUAGES = [("es", "Español"), ("pt-br", "Português"), ("en", "English")]
LOCALE_PATHS = [str(Path(__file__).parent.parent / "console" / "locale")]
AUTH_USER_MODEL = "store.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "puntual.store",
    "puntual.console",
]
MIDDLEWARE = [
    "puntual.console.middleware.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "puntual.console.middleware.own_language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "puntual.console.urls"
WSGI_APPLICATION = "puntual.console.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
# Behind TLS no cookie travels in the clear, and none may be set for us by another site of the same domain.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_NAME = "__Host-sessionid" if _HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if _HTTPS else "csrftoken"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/login/"
LOGGING_CONFIG = None
