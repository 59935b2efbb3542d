"""How good the data is: what is wrong by kind, how it went over the readings, who may be one customer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from puntual.casework.data_quality import GRAVITY
from puntual.console.access import reads
from puntual.console.queries.quality import quality_shown
from puntual.console.shell import page
from puntual.store.models import User


@reads(User.Role.VIEWER)
def quality(request: HttpRequest) -> HttpResponse:
    """Counts, curves, examples and advice; `?severity=` narrows it to one."""
    asked = request.GET.get("severity", "")
    severity = asked if asked in GRAVITY else ""
    language = (translation.get_language() or "es").partition("-")[0]
    shown = quality_shown(severity, language)
    return page(request, "quality.html", {"shown": shown, "severity": severity})
