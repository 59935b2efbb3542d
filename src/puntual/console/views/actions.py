"""What people do: take a case, hand it back, reply, note, close, settle, pause. Each is one POST."""

from __future__ import annotations

from typing import assert_never
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from puntual.boot import current
from puntual.casework import people
from puntual.console.access import changes, person
from puntual.console.second_look import refusal_words, second_look, softer_rules
from puntual.console.shell import fragment
from puntual.console.views.case import Draft, case_page
from puntual.store.models import Case, Dispute, Escalation, Notice, OutboundMessage, User

MOST_TEXT = 4096
MOST_REASON = 300


@changes(User.Role.COLLECTOR)
def take(request: HttpRequest, case_id: int) -> HttpResponse:
    """The person has the case; the agent is silent from here on."""
    get_object_or_404(Case, pk=case_id)
    people.take_case(current.office(), case_id, person(request))
    messages.success(request, _("You have the case. The agent is silent until you hand it back."))
    return _back(request, reverse("case", args=[case_id]))


@changes(User.Role.COLLECTOR)
def hand_back(request: HttpRequest, case_id: int) -> HttpResponse:
    """The agent goes on, knowing what the person noted."""
    get_object_or_404(Case, pk=case_id)
    people.hand_back(current.office(), case_id, person(request), note=_text(request, "note", MOST_TEXT))
    messages.success(request, _("The agent has the case again."))
    return _back(request, reverse("case", args=[case_id]))


@changes(User.Role.COLLECTOR)
def reply(request: HttpRequest, case_id: int) -> HttpResponse:
    """A person's own words through the same outbox. A second click with the same id is the same message."""
    row = get_object_or_404(Case, pk=case_id)
    text = _text(request, "text", MOST_TEXT)
    browser_id = _uuid(request.POST.get("browser_id", ""))
    if not text or browser_id is None:
        return case_page(request, case_id, Draft(text, _("Write a message first.")), status=400)
    answer = people.reply(current.office(), case_id, text, browser_id, person(request))
    match answer:
        case people.ReplyQueued(warnings=warnings):
            messages.success(request, _("Your message is on its way."))
            for warning in (*softer_rules(warnings), *second_look(current.office(), row, text)):
                messages.warning(request, warning)
            return redirect("case", case_id=case_id)
        case people.ReplyRefused(reason=reason):
            return case_page(request, case_id, Draft(text, refusal_words(reason)), status=409)
        case _:
            assert_never(answer)


@changes(User.Role.COLLECTOR)
def check(request: HttpRequest, case_id: int) -> HttpResponse:
    """A draft's warnings while it is written. POST, so that the words never stand in an address."""
    row = get_object_or_404(Case, pk=case_id)
    warnings = second_look(current.office(), row, _text(request, "text", MOST_TEXT))
    return fragment(request, "parts/warnings.html", {"warnings": warnings})


@changes(User.Role.COLLECTOR)
def note(request: HttpRequest, case_id: int) -> HttpResponse:
    """Something for the team to know; the customer never sees it."""
    get_object_or_404(Case, pk=case_id)
    text = _text(request, "text", MOST_TEXT)
    if text:
        people.note(current.office(), case_id, text, person(request))
        messages.success(request, _("The note is in the timeline."))
    return redirect("case", case_id=case_id)


@changes(User.Role.COLLECTOR)
def close_escalation(request: HttpRequest, escalation_id: int) -> HttpResponse:
    """The question is settled; how is said in a few words."""
    get_object_or_404(Escalation, pk=escalation_id)
    outcome = _text(request, "outcome", MOST_REASON)
    if not outcome:
        messages.error(request, _("Say in a few words how it was settled."))
    else:
        people.close_escalation(current.office(), escalation_id, outcome, person(request))
        messages.success(request, _("The escalation is closed."))
    return _back(request, reverse("escalations"))


@changes(User.Role.COLLECTOR)
def settle_dispute(request: HttpRequest, dispute_id: int) -> HttpResponse:
    """A person found out who is right about a contested invoice."""
    row = get_object_or_404(Dispute, pk=dispute_id)
    ruling, reason = request.POST.get("ruling", ""), _text(request, "reason", MOST_REASON)
    if ruling not in list(people.Ruling) or not reason:
        messages.error(request, _("Say who is right, and in a few words what was found."))
    elif not people.settle_dispute(
        current.office(), dispute_id, people.Ruling(ruling), reason, person(request)
    ):
        messages.error(request, _("This dispute is settled already."))
    elif ruling == people.Ruling.UPHELD:
        messages.success(request, _("Noted. Nothing is asked for until the ERP shows the credit note."))
    else:
        messages.success(request, _("Noted. The invoice is collected again, from tomorrow on."))
    return _back(request, reverse("case", args=[row.case_id]))


@changes(User.Role.COLLECTOR)
def reopen_dispute(request: HttpRequest, dispute_id: int) -> HttpResponse:
    """The ruling was a mistake: the invoice is contested again."""
    row = get_object_or_404(Dispute, pk=dispute_id)
    if people.reopen_dispute(current.office(), dispute_id, person(request)):
        messages.success(request, _("The dispute is open again; nothing is asked for."))
    else:
        messages.error(request, _("This can no longer be taken back."))
    return _back(request, reverse("case", args=[row.case_id]))


@changes(User.Role.COLLECTOR)
def settle(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """A person found out whether a message of unknown fate arrived."""
    get_object_or_404(OutboundMessage, pk=message_id)
    arrived = {"yes": True, "no": False}.get(request.POST.get("arrived", ""))
    if arrived is None:
        messages.error(request, _("Say whether it arrived."))
    else:
        people.settle_review(current.office(), message_id, arrived, person(request))
        messages.success(request, _("Noted. Nothing was sent again."))
    return _back(request, reverse("review"))


@changes(User.Role.COLLECTOR)
def see_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Somebody of the team has read it; it is gone for everybody, until it happens again."""
    get_object_or_404(Notice, pk=notice_id)
    people.see_notice(current.office(), notice_id, person(request))
    return _back(request, reverse("today"))


@changes(User.Role.SUPERVISOR)
def pause(request: HttpRequest) -> HttpResponse:
    """Nothing leaves until somebody resumes; the reason is on every page."""
    reason = _text(request, "reason", MOST_REASON)
    if not reason:
        messages.error(request, _("Say why everything is paused: the team reads it on every page."))
    else:
        people.pause_everything(current.office(), reason, person(request))
    return _back(request, reverse("today"))


@changes(User.Role.SUPERVISOR)
def resume(request: HttpRequest) -> HttpResponse:
    """Reminders may leave again."""
    people.resume_everything(current.office(), person(request))
    messages.success(request, _("Reminders may leave again."))
    return _back(request, reverse("today"))


def _text(request: HttpRequest, name: str, most: int) -> str:
    return request.POST.get(name, "").strip()[:most]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _back(request: HttpRequest, otherwise: str) -> HttpResponse:
    """To the page that the form was on, if it says so and is ours."""
    wanted = request.POST.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    ):
        return HttpResponseRedirect(wanted)
    return HttpResponseRedirect(otherwise)
