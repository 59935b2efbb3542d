"""The doctor's look at voice notes: can they be heard here, and were the last ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from puntual.boot.settings import Settings
    from puntual.casework.office import Office

# What keeps happening for a reason that lies with us, not with the recording.
_OURS = {
    "not_installed": "the extra is not installed: make setup-voice",
    "timed_out": "the machine is too slow or too busy",
    "unreachable": "the recordings cannot be fetched: check the network and the access token",
    "forbidden_host": "the channel keeps recordings at a host that [media] hosts does not name",
}


def check_voice(office: Office, settings: Settings) -> tuple[list[str], list[str]]:
    """Problems and warnings. A note that cannot be heard goes to a person, so all of these are warnings."""
    from puntual.store.models import VoiceNote

    if office.ears is None:
        return [], []
    warnings = list(office.ears.transcriber.check())
    folder = settings.media.folder
    if folder.exists() and folder.stat().st_mode & 0o077:
        warnings.append(f"{folder} can be read by others on this machine: chmod 700 {folder}")
    done = VoiceNote.objects.filter(state="done").order_by("-heard_at")
    latest = list(done.values_list("outcome", flat=True)[:5])
    if latest and all(outcome in _OURS for outcome in latest):
        warnings.append(f"the last {len(latest)} voice notes went to a person unheard: {_OURS[latest[0]]}")
    return [], warnings
