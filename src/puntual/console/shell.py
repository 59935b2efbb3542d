"""What every page shows around its content: navigation counts, pause bar, health strip, demo banner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from babel import Locale
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from puntual.boot import current
from puntual.casework.office import Office
from puntual.store.models import User

from . import formats
from .access import has_role
from .queries import conversations
from .queries.health import Health, health


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame of a page for one reader. The `may_` flags only hide buttons: views check for themselves."""

    company: str
    locale: Locale
    zone: str
    now: datetime
    demo: bool
    languages: tuple[tuple[str, str], ...]
    health: Health | None = None
    waiting: int = 0
    may_act: bool = False
    may_pause: bool = False


def reader_locale(office: Office) -> Locale:
    """How amounts and dates are written for whoever reads now: their language, the company's country."""
    return formats.locale_of(translation.get_language() or settings.LANGUAGE_CODE, office.company.country)


def shell(request: HttpRequest, office: Office) -> Shell:
    """The frame for this request; a stranger sees the least of it."""
    frame = Shell(
        company=office.company.name,
        locale=reader_locale(office),
        zone=office.company.zone,
        now=office.now(),
        demo=office.demo is not None,
        languages=tuple(settings.LANGUAGES),
    )
    user = request.user
    if not isinstance(user, User):
        return frame
    return replace(
        frame,
        health=health(),
        waiting=conversations.waiting_with_a_person(),
        may_act=has_role(user, User.Role.COLLECTOR),
        may_pause=has_role(user, User.Role.SUPERVISOR),
    )


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """A whole page: `template` of templates/console inside the frame."""
    office = current.office()
    full = {"shell": shell(request, office), **(context or {})}
    return render(request, f"console/{template}", full, status=status)


def fragment(
    request: HttpRequest, template: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """A part of a page, for htmx: the same templates without the frame's cost."""
    office = current.office()
    frame = {"locale": reader_locale(office), "now": office.now()}
    return render(request, f"console/{template}", {"shell": frame, **context}, status=status)
