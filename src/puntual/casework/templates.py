"""What the channel holds of our templates, as rows: a push leaves only in one that is approved."""

from __future__ import annotations

from dataclasses import dataclass

from puntual.store.journal import Work, work
from puntual.store.models import Notice, TemplateState

from .compose import NEVER_SEEN, TEMPLATES
from .office import Office

_NOTICE = "templates_unread"


@dataclass(frozen=True, slots=True)
class TemplatesReport:
    """The catalogue's templates as (name, language) that the channel has approved, and those that it has not.

    changed: how many states are not what they were.
    """

    approved: frozenset[tuple[str, str]]
    lacking: frozenset[tuple[str, str]]
    changed: int


def refresh(office: Office) -> TemplatesReport:
    """Ask the channel for its templates and keep their states; what it does not hold is not approved.

    Raises ValueError that says what to do where they cannot be read. What was known before then stays.
    """
    held = {(one.name, one.language): one.state.lower() for one in office.channel.templates()}
    wanted = {(name, language) for language, names in TEMPLATES.items() for name in names}
    states = {key: held.get(key, NEVER_SEEN) for key in wanted}
    with work(office.now()) as unit:
        changed = _keep(office, unit, states)
        Notice.objects.filter(key=_NOTICE).delete()
    approved = frozenset(key for key, state in states.items() if state == "approved")
    return TemplatesReport(approved, frozenset(wanted - approved), changed)


def _keep(office: Office, unit: Work, states: dict[tuple[str, str], str]) -> int:
    known = {(row.name, row.language): row for row in TemplateState.objects.all()}
    changed = sorted(key for key in states if key not in known or known[key].state != states[key])
    TemplateState.objects.bulk_create(
        [
            TemplateState(
                name=name, language=language, state=states[name, language][:12], changed_at=office.now()
            )
            for name, language in changed
        ],
        update_conflicts=True,
        unique_fields=["name", "language"],
        update_fields=["state", "reason", "changed_at"],
    )
    for name, language in changed:
        if (name, language) in known:
            state = states[name, language]
            unit.record("TemplateChanged", None, template=name, language=language, state=state)
    if changed:
        unit.record("TemplatesRead", None, changed=len(changed))
    return len(changed)


def tell_unread(office: Office, why: str) -> None:
    """The team sees that the templates' states are as old as the last time that they could be read."""
    text = f"The message templates could not be read from the channel: {why}"
    Notice.objects.update_or_create(
        key=_NOTICE, defaults={"code": _NOTICE, "text": text[:500], "at": office.now(), "seen_at": None}
    )
