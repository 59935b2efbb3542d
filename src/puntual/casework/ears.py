"""What voice notes are heard with."""

from __future__ import annotations

from dataclasses import dataclass

from puntual.ports.media import MediaSource
from puntual.ports.transcription import Transcriber
from puntual.store.media_files import MediaFiles


@dataclass(frozen=True, slots=True)
class Ears:
    """From a media id to words. keep_days: how long a recording is kept; 0 deletes it once it was heard.

    an_hour: recordings of one sender that are heard in an hour; more of them go to a person unheard.
    """

    media: MediaSource
    transcriber: Transcriber
    files: MediaFiles
    keep_days: int = 30
    an_hour: int = 20
