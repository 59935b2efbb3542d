"""Signing in and out, and the language of the pages."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login as start_session
from django.contrib.auth import logout as end_session
from django.contrib.auth.forms import AuthenticationForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from puntual.boot import current
from puntual.console.shell import page
from puntual.console.throttle import throttle
from puntual.store.journal import work
from puntual.store.models import User

DEMO_USER = "demo"
_BACKEND = "django.contrib.auth.backends.ModelBackend"


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password; a wrong pair gets one answer, whichever of the two is wrong."""
    if isinstance(request.user, User):
        return redirect("today")
    if request.method == "POST":
        return _try(request)
    return _form(request, AuthenticationForm(request))


def _try(request: HttpRequest) -> HttpResponse:
    """One try. During a lock-out the password is not even looked at, so that nothing can be learned from it."""
    name, address = request.POST.get("username", ""), request.META.get("REMOTE_ADDR", "")
    if throttle.wait(name, address):
        return _locked_out(request, name, address)
    form = AuthenticationForm(request, data=request.POST)
    if not form.is_valid():
        throttle.failed(name, address)
        _journal("SignInFailed", name, address)
        if throttle.wait(name, address):
            _journal("SignInLocked", name, address)
            return _locked_out(request, name, address)
        return _form(request, form, status=400)
    throttle.succeeded(name, address)
    _journal("SignedIn", name, address)
    start_session(request, form.get_user())
    return HttpResponseRedirect(_next(request))


def _locked_out(request: HttpRequest, name: str, address: str) -> HttpResponse:
    seconds = throttle.wait(name, address)
    response = _form(request, AuthenticationForm(request), status=429, minutes=int(seconds // 60) + 1)
    response.headers["Retry-After"] = str(int(seconds) + 1)
    return response


def _form(
    request: HttpRequest, form: AuthenticationForm, *, status: int = 200, minutes: int = 0
) -> HttpResponse:
    wanted = request.POST.get("next", request.GET.get("next", ""))
    return page(request, "login.html", {"form": form, "next": wanted, "minutes": minutes}, status=status)


def _journal(kind: str, name: str, address: str) -> None:
    """Who tried, from where; never the password, nor a name that is nobody's: it may be one typed too early."""
    user = User.objects.filter(username__iexact=name.strip()).first()
    with work(current.office().now(), user.username if user else "nobody") as unit:
        unit.record(kind, None, user=user.pk if user else None, address=address)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, on the server too."""
    end_session(request)
    return redirect("login")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Speak another language from now on: kept with the account, and in a cookie for the login page."""
    code = request.POST.get("language", "")
    response = HttpResponseRedirect(_next(request))
    if code in dict(settings.LANGUAGES):
        if isinstance(request.user, User):
            User.objects.filter(pk=request.user.pk).update(language=code)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, code, max_age=365 * 24 * 3600, httponly=True, samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
    return response


@require_POST
def enter_demo(request: HttpRequest) -> HttpResponse:
    """Sign the visitor of a demo in as its user. Anywhere else there is no such page."""
    if current.office().demo is None:
        raise Http404
    user, new = User.objects.get_or_create(
        username=DEMO_USER, defaults={"role": User.Role.SUPERVISOR, "language": _spoken(request)}
    )
    if new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    start_session(request, user, backend=_BACKEND)
    return HttpResponseRedirect(_next(request))


def _spoken(request: HttpRequest) -> str:
    spoken = str(getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE))
    return spoken if spoken in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _next(request: HttpRequest) -> str:
    """Where the form says to go on, if that is on this site; else the front page."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return "/"
