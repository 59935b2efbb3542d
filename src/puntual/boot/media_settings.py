"""[media] of puntual.toml: where recordings and the speech model are kept, for how long, and where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from puntual.boot.toml_reading import Section
from puntual.channels.cloud_request import MEDIA_HOSTS


@dataclass(frozen=True, slots=True)
class MediaSettings:
    """keep_days: 0 deletes a recording once it was heard. hosts: where the channel's files may be fetched from.

    models: the folder for the speech model, joined once from its packages.
    """

    folder: Path
    models: Path
    keep_days: int = 30
    hosts: tuple[str, ...] = MEDIA_HOSTS


def read_media(section: Section) -> MediaSettings:
    """The settings; what the file does not say is the default. Raises BadSettings."""
    beside = section.file.resolve().parent
    media = MediaSettings(
        folder=section.path("folder") or beside / "puntual-media",
        models=section.path("models") or beside / "puntual-models",
        keep_days=section.number("keep_days", 30, 0, 3650),
        hosts=section.texts("hosts") or MEDIA_HOSTS,
    )
    section.finish()
    return media
