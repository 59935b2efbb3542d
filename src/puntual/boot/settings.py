"""puntual.toml as typed values. Everything is checked when it is loaded, not when it is used."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import time
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from puntual.boot.media_settings import MediaSettings, read_media
from puntual.boot.model_settings import ModelSettings, read_model
from puntual.boot.policy_settings import minor_amounts, read_policy
from puntual.boot.preset_settings import read_preset_source
from puntual.boot.secret import Secret, read_secret
from puntual.boot.source_settings import KINDS as OTHER_KINDS
from puntual.boot.source_settings import read_documents, read_other_source
from puntual.boot.toml_reading import BadSettings, Section
from puntual.domain.company import Company
from puntual.domain.money import is_currency
from puntual.domain.policy import Policy
from puntual.erp.dates import DateOrder
from puntual.erp.documents.finder import DocumentOptions
from puntual.erp.header_words import WORDS, Entity
from puntual.erp.options import FilesOptions, GoLiveOptions, Layout, SqlOptions
from puntual.erp.sheet_options import AnySourceOptions

__all__ = ["BadSettings", "Settings", "load"]

DATABASE_VARIABLE = "PUNTUAL_DATABASE_URL"
DEFAULT_DATABASE = "sqlite:///puntual.sqlite3"
LANGUAGES = ("es", "pt-BR", "en")
_READ_AT_SYNC = (Entity.RECEIVABLES, Entity.CUSTOMERS, Entity.APPLICATIONS, Entity.CREDITS, Entity.LINES)
_GO_LIVE = (
    Entity.OPT_INS,
    Entity.OPT_OUTS,
    Entity.EXCLUSIONS,
    Entity.PROMISES,
    Entity.DISPUTES,
    Entity.CONTACTS,
)


@dataclass(frozen=True, slots=True)
class DatabaseSettings:
    """Puntual's own database: "sqlite:///puntual.sqlite3" (relative to the file) or "postgresql://…"."""

    url: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    """The WhatsApp provider. portfolio_daily_limit: customers that templates may reach in 24 hours."""

    kind: Literal["simulator", "cloud_api"] = "simulator"
    phone_number_id: str = ""
    waba_id: str = ""
    graph_url: str = "https://graph.facebook.com"
    graph_version: str = "v26.0"
    messages_per_second: int = 80
    portfolio_daily_limit: int | None = None
    access_token: Secret = field(default_factory=Secret)
    app_secret: Secret = field(default_factory=Secret)
    verify_token: Secret = field(default_factory=Secret)


@dataclass(frozen=True, slots=True)
class ScheduleSettings:
    """When `serve` works, in the company's own time zone."""

    sync_at: tuple[time, ...] = (time(6, 0),)
    plan_at: time = time(7, 30)


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Where the console (port) and the webhook door (intake_port) listen, and how browsers come to the console.

    https: browsers reach it through a proxy that speaks TLS. hosts: the names under which they do.
    trusted_proxies: addresses whose X-Forwarded-For and X-Forwarded-Proto are believed; nobody else's are.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    intake_port: int = 8001
    secret_key_file: Path | None = None
    https: bool = False
    hosts: tuple[str, ...] = ()
    trusted_proxies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuditSettings:
    """Where the heads of the journal go outside the database."""

    heads_file: Path | None = None
    heads_url: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """One installation's configuration. `file` is where it was read from; paths are absolute.

    model: the language model that reads a second time; None where there is none.
    """

    file: Path
    company: Company
    database: DatabaseSettings
    source: AnySourceOptions
    golive: GoLiveOptions
    channel: ChannelSettings
    policy: Policy
    schedule: ScheduleSettings
    web: WebSettings
    audit: AuditSettings
    media: MediaSettings
    model: ModelSettings | None = None
    documents: DocumentOptions = field(default_factory=DocumentOptions)

    @property
    def database_path(self) -> Path:
        """The file of a SQLite database, absolute. Raises ValueError for another kind."""
        parts = urlsplit(self.database.url)
        if parts.scheme != "sqlite":
            raise ValueError("the database is not a file")
        return self.file.resolve().parent / parts.path.removeprefix("/")


def load(path: Path) -> Settings:
    """The settings in `path`. Raises BadSettings, which says what to change.

    PUNTUAL_DATABASE_URL in the environment wins over [database] url.
    """
    top = Section(path, "", _parsed(path))
    company = _company(top.section("company"))
    understanding = top.section("understanding")
    settings = Settings(
        file=path,
        company=company,
        database=_database(top.section("database")),
        source=_source(top.section("source")),
        golive=_golive(top.section("golive")),
        channel=_channel(top.section("channel")),
        policy=read_policy(top.section("policy")),
        schedule=_schedule(top.section("schedule")),
        web=_web(top.section("web")),
        audit=_audit(top.section("audit")),
        media=read_media(top.section("media")),
        model=read_model(understanding),
        documents=read_documents(top.section("documents")),
    )
    understanding.finish()
    top.finish()
    return settings


def _parsed(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise BadSettings(f"{path}: there is no such file. Make one with: puntual init") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadSettings(f"{path}: cannot be read as TOML: {error}") from None


def _company(section: Section) -> Company:
    country, currency = section.text("country").upper(), section.text("currency").upper()
    if not re.fullmatch(r"[A-Z]{2}", country):
        raise section.wrong("country", f'is "{country}"', "an ISO country code such as MX, CO, BR")
    if not is_currency(currency):
        raise section.wrong("currency", f'is "{currency}"', "an ISO currency code such as MXN, COP, BRL")
    language = section.text("language", "pt-BR" if country == "BR" else "es")
    if language not in LANGUAGES:
        raise section.wrong("language", f'is "{language}"', section.one_of(language, LANGUAGES))
    company = Company(
        legal_name=section.text("legal_name"),
        country=country,
        zone=_zone(section),
        currency=currency,
        trade_name=section.text("trade_name", ""),
        tax_id=section.text("tax_id", ""),
        language=language,
        privacy_url=_address(section, "privacy_url") or "",
        human_contact=section.text("human_contact", ""),
        payment_instructions=_payment_instructions(section.section("payment_instructions")),
        consent_basis=section.text("consent_basis", ""),
        consent_since=section.day("consent_since"),
    )
    if bool(company.consent_basis) != (company.consent_since is not None):
        raise section.wrong("consent_basis", "and consent_since belong together", "both of them, or neither")
    section.finish()
    return company


def _zone(section: Section) -> str:
    zone = section.text("time_zone")
    if zone not in available_timezones():
        near = difflib.get_close_matches(zone, available_timezones(), n=3) or ["America/Mexico_City"]
        raise section.wrong("time_zone", f'is "{zone}"', f"an IANA zone such as {', '.join(near)}")
    return ZoneInfo(zone).key


def _payment_instructions(section: Section) -> dict[str, str]:
    for currency in section.values:
        if not is_currency(currency):
            raise section.wrong(currency, "is no currency", "ISO codes such as MXN")
    return {currency: section.text(currency) for currency in section.values}


def _address(section: Section, key: str) -> str | None:
    value = section.text(key, "")
    if value and urlsplit(value).scheme not in ("http", "https"):
        raise section.wrong(key, f'is "{value}"', "an address that begins with https://")
    return value.rstrip("/") or None


def _database(section: Section) -> DatabaseSettings:
    url = os.environ.get(DATABASE_VARIABLE) or section.text("url", DEFAULT_DATABASE)
    section.known.add("url")
    if urlsplit(url).scheme not in ("sqlite", "postgresql", "postgres"):
        raise section.wrong(
            "url", "names another kind of database", "sqlite:///file or postgresql://user@host/name"
        )
    section.finish()
    return DatabaseSettings(url)


def _source(section: Section) -> AnySourceOptions:
    kind = section.text("type" if section.has("type") else "kind", "files")
    section.known.add("kind")
    layout = _layout(section)
    options: AnySourceOptions
    if kind == "files":
        options = FilesOptions(_source_paths(section), layout)
    elif kind == "sql":
        options = _sql(section, layout)
    elif kind == "preset":
        options = read_preset_source(section, layout)
    elif kind in OTHER_KINDS:
        options = read_other_source(kind, section, layout)
    else:
        known = ("files", "sql", "preset", *OTHER_KINDS)
        raise section.wrong("kind", f'is "{kind}"', section.one_of(kind, known))
    section.finish()
    return options


def _source_paths(section: Section) -> dict[Entity, Path]:
    """`path` alone is the file of receivables; [source.paths] names one file for each kind of row."""
    paths = _paths(section.section("paths"), _READ_AT_SYNC)
    if single := section.path("path"):
        paths[Entity.RECEIVABLES] = single
    if Entity.RECEIVABLES not in paths:
        raise section.wrong("path", "is missing", "the CSV or XLSX file with your open invoices")
    return paths


def _sql(section: Section, layout: Layout) -> SqlOptions:
    """The address may stand in a variable (url_env), because it usually holds a password."""
    url = os.environ.get(section.text("url_env", ""), "") or section.text("url", "")
    section.known.add("url")
    if not url:
        raise section.wrong("url", "is missing", "a SQLAlchemy address, or url_env with a variable's name")
    queries = section.section("queries")
    found = {entity: queries.text(entity.value) for entity in _READ_AT_SYNC if queries.has(entity.value)}
    queries.finish()
    if Entity.RECEIVABLES not in found:
        raise queries.wrong("receivables", "is missing", "a table's name or one SELECT")
    return SqlOptions(url, found, layout)


def _layout(section: Section) -> Layout:
    order = (
        section.choice("date_order", DateOrder, DateOrder.DAY_FIRST) if section.has("date_order") else None
    )
    decimal = section.text("decimal", "")
    if decimal not in ("", ".", ","):
        raise section.wrong("decimal", f'is "{decimal}"', '"." or ","')
    delimiter = section.values.get("delimiter", "")
    section.known.add("delimiter")
    if not isinstance(delimiter, str) or len(delimiter) > 1:
        raise section.wrong("delimiter", f"is {delimiter!r}", r'one character: "," ";" "|" or "\t"')
    encoding = section.text("encoding", "")
    return Layout(
        _columns(section.section("columns")),
        order,
        decimal or None,
        encoding or None,
        delimiter or None,
        minor_amounts(section, "amount_limits"),
    )


def _columns(section: Section) -> dict[str, tuple[str, ...]]:
    fields = {name for words in WORDS.values() for name in words} - {"customer"}
    for name in section.values:
        if name not in fields:
            raise section.wrong(name, "is no field", section.one_of(name, sorted(fields)))
    return {name: section.texts(name) for name in section.values}


def _paths(section: Section, entities: tuple[Entity, ...]) -> dict[Entity, Path]:
    found = {entity: section.path(entity.value) for entity in entities}
    section.finish()
    return {entity: path for entity, path in found.items() if path is not None}


def _golive(section: Section) -> GoLiveOptions:
    layout = _layout(section)
    paths = _paths(section, _GO_LIVE)
    return GoLiveOptions(paths, layout)


def _channel(section: Section) -> ChannelSettings:
    kind = section.text("kind", "simulator")
    if kind not in ("simulator", "cloud_api"):
        raise section.wrong("kind", f'is "{kind}"', section.one_of(kind, ("simulator", "cloud_api")))
    real = kind == "cloud_api"
    limited = section.has("portfolio_daily_limit")
    channel = ChannelSettings(
        kind="cloud_api" if real else "simulator",
        phone_number_id=section.text("phone_number_id", None if real else ""),
        waba_id=section.text("waba_id", None if real else ""),
        graph_url=_address(section, "graph_url") or ChannelSettings().graph_url,
        graph_version=section.text("graph_version", ChannelSettings().graph_version),
        messages_per_second=section.number("messages_per_second", 80, 1, 1000),
        portfolio_daily_limit=section.number("portfolio_daily_limit", 0, 1) if limited else None,
        access_token=read_secret(section, "access_token", "PUNTUAL_ACCESS_TOKEN"),
        app_secret=read_secret(section, "app_secret", "PUNTUAL_APP_SECRET"),
        verify_token=read_secret(section, "verify_token", "PUNTUAL_VERIFY_TOKEN"),
    )
    section.finish()
    return channel


def _schedule(section: Section) -> ScheduleSettings:
    default = ScheduleSettings()
    schedule = ScheduleSettings(
        section.hours("sync_at", default.sync_at), section.hour("plan_at", default.plan_at)
    )
    section.finish()
    return schedule


def _web(section: Section) -> WebSettings:
    default = WebSettings()
    web = WebSettings(
        section.text("host", default.host),
        section.number("port", default.port, 1, 65535),
        section.number("intake_port", default.intake_port, 1, 65535),
        section.path("secret_key_file"),
        section.flag("https", default.https),
        section.texts("hosts"),
        section.texts("trusted_proxies"),
    )
    if web.https and not web.trusted_proxies:  # the proxy on the same machine, as in most installations
        web = replace(web, trusted_proxies=("127.0.0.1", "::1"))
    if web.port == web.intake_port:
        raise section.wrong("intake_port", f"is {web.intake_port} like port", "a port of its own")
    section.finish()
    return web


def _audit(section: Section) -> AuditSettings:
    default = section.file.resolve().parent / "puntual-heads.jsonl"
    audit = AuditSettings(section.path("heads_file") or default, _address(section, "heads_url"))
    section.finish()
    return audit
