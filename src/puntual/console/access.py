"""Who may open which page: every view names the least role that may use it, and nothing is open by default."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.views.decorators.http import require_http_methods

from puntual.store.models import User

View = Callable[..., HttpResponse]

_RANKS = {User.Role.VIEWER: 1, User.Role.COLLECTOR: 2, User.Role.SUPERVISOR: 3, User.Role.ADMIN: 4}


def has_role(user: User, least: User.Role) -> bool:
    """Whether `user` may do what `least` may: viewer < collector < supervisor < admin."""
    return _RANKS.get(User.Role(user.role), 0) >= _RANKS[least]


def person(request: HttpRequest) -> User:
    """Who is signed in. Only for views behind `reads` or `changes`."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def reads(least: User.Role) -> Callable[[View], View]:
    """A page for `least` and above, that changes nothing: GET and HEAD only."""
    return _guarded(least, ["GET", "HEAD"])


def changes(least: User.Role) -> Callable[[View], View]:
    """Something that `least` and above may do: POST only, so that no link and no prefetch can do it."""
    return _guarded(least, ["POST"])


def _guarded(least: User.Role, methods: list[str]) -> Callable[[View], View]:
    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **arguments: Any) -> HttpResponse:
            if not isinstance(request.user, User):
                return _to_login(request)
            if not has_role(request.user, least):
                raise PermissionDenied
            return view(request, **arguments)

        return require_http_methods(methods)(guarded)

    return guard


def _to_login(request: HttpRequest) -> HttpResponse:
    """The login page; for an htmx fragment, a header that makes the whole page go there."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": resolve_url(settings.LOGIN_URL)})
    if request.method == "POST":
        return HttpResponseRedirect(resolve_url(settings.LOGIN_URL))
    return redirect_to_login(request.get_full_path())
