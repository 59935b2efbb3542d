"""What holds for every response: security headers, and the language of whoever is signed in."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from puntual.store.models import User

Next = Callable[[HttpRequest], HttpResponse]

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_ONE_YEAR = 365 * 24 * 3600


def security_headers(get_response: Next) -> Next:
    """No script, style or request but our own; nothing of a page stays in a shared cache.

    Stands first, so that error pages and static files carry the headers too.
    """

    def add(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()"
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        if request.is_secure():
            response.headers["Strict-Transport-Security"] = f"max-age={_ONE_YEAR}"
        return response

    return add


def own_language(get_response: Next) -> Next:
    """Speak the language that the signed-in person chose; strangers get their browser's."""

    def speak(request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, User) and translation.check_for_language(request.user.language):
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language() or request.user.language
        return get_response(request)

    return speak
