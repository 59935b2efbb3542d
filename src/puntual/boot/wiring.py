"""The one place that knows every room: from settings to the Office."""

from __future__ import annotations

import logging
import os
import uuid
from functools import partial
from pathlib import Path

from puntual.casework.ears import Ears
from puntual.casework.office import Office
from puntual.channels.cloud_api import CloudApi
from puntual.channels.cloud_media import CloudMedia
from puntual.channels.cloud_request import CloudSettings
from puntual.channels.simulator import Simulator
from puntual.countries.registry import KnownCountries
from puntual.domain.policy import OnVoice
from puntual.erp.documents.lines import with_documents
from puntual.erp.open_source import open_source
from puntual.payments.instructions import Instructions
from puntual.ports.channel import Channel
from puntual.ports.clock import Clock
from puntual.ports.inbox import InboxReader, InboxWriter
from puntual.ports.second_reader import Allowance, SecondReader
from puntual.store.media_files import MediaFiles
from puntual.understanding import reader
from puntual.understanding.voice.transcriber import LocalTranscriber

from .clock import SystemClock
from .database import psycopg_dsn
from .heads import publish
from .settings import Settings, load

log = logging.getLogger(__name__)
DEFAULT_CONFIG = Path("puntual.toml")


def settings_in_force() -> Settings:
    """The settings of the file that PUNTUAL_CONFIG names (./puntual.toml otherwise)."""
    return load(Path(os.environ.get("PUNTUAL_CONFIG", DEFAULT_CONFIG)))


def open_office(settings: Settings | None = None) -> Office:
    """The wired application of this installation."""
    settings = settings or settings_in_force()
    clock = SystemClock()
    channel = open_channel(settings, clock)
    return Office(
        company=settings.company,
        policy=settings.policy,
        clock=clock,
        channel=channel,
        source=with_documents(open_source(settings.source, settings.company), settings.documents),
        inbox=inbox_reader(settings),
        understanding=reader(),
        countries=KnownCountries(),
        payments=Instructions(settings.company),
        new_id=uuid.uuid4,
        owner=f"{os.uname().nodename}/{os.getpid()}",
        heads_file=settings.audit.heads_file,
        publish_head=partial(publish, settings.audit.heads_url) if settings.audit.heads_url else None,
        daily_limit=settings.channel.portfolio_daily_limit,
        second_reader=open_second_reader(settings),
        ears=open_ears(settings, channel),
        allowance=settings.model.allowance if settings.model else Allowance(),
    )


def open_channel(settings: Settings, clock: Clock) -> Channel:
    """The WhatsApp provider that the settings name."""
    if settings.channel.kind == "simulator":
        return Simulator(clock, seed=1)
    return CloudApi(_cloud_settings(settings))


def _cloud_settings(settings: Settings) -> CloudSettings:
    return CloudSettings(
        phone_number_id=settings.channel.phone_number_id,
        waba_id=settings.channel.waba_id,
        access_token=settings.channel.access_token.reveal(),
        app_secret=settings.channel.app_secret.reveal(),
        graph_url=settings.channel.graph_url,
        version=settings.channel.graph_version,
        messages_per_second=settings.channel.messages_per_second,
    )


def open_ears(settings: Settings, channel: Channel) -> Ears | None:
    """What voice notes are heard with; None where policy has them go to a person or asks for text."""
    if settings.policy.on_voice is not OnVoice.TRANSCRIBE:
        return None
    files = MediaFiles(settings.media.folder)
    heard_by = LocalTranscriber(settings.media.models)
    if isinstance(channel, Simulator):
        return Ears(channel, heard_by, files, settings.media.keep_days)
    source = CloudMedia(_cloud_settings(settings), settings.media.hosts)
    return Ears(source, heard_by, files, settings.media.keep_days)


def open_second_reader(settings: Settings) -> SecondReader | None:
    """The language model of the settings; None without one, or without the extra that it needs."""
    model = settings.model
    if model is None:
        return None
    from puntual.understanding.llm.model_reader import Endpoint, ModelReader, is_installed

    if not is_installed():  # `puntual doctor` says what to do; meanwhile messages are read without it
        log.warning("the extra llm is not installed", extra={"action": "model_not_installed"})
        return None
    return ModelReader(
        Endpoint(model.base_url, model.model, model.key.reveal(), model.timeout, model.parallel)
    )


def inbox_reader(settings: Settings) -> InboxReader:
    """The reading end of the durable inbox: a file of its own on SQLite, a table on PostgreSQL."""
    dsn = psycopg_dsn(settings.database.url)
    if dsn is None:
        from puntual.store.inbox_sqlite import SqliteInboxReader

        return SqliteInboxReader(inbox_path(settings))
    from puntual.store.inbox_postgres import PostgresInboxReader

    return PostgresInboxReader(dsn)


def inbox_writer(settings: Settings, clock: Clock) -> InboxWriter:
    """The writing end, for the webhook door."""
    dsn = psycopg_dsn(settings.database.url)
    if dsn is None:
        from puntual.store.inbox_sqlite import SqliteInbox

        return SqliteInbox(inbox_path(settings), clock)
    from puntual.store.inbox_postgres import PostgresInbox

    return PostgresInbox(dsn, clock)


def inbox_path(settings: Settings) -> Path:
    """On SQLite the inbox is a file beside the main one: a shared file would starve it."""
    main = settings.database_path
    return main.with_name(f"{main.stem}-inbox{main.suffix}")
