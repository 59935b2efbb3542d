"""puntual.toml: what is read, and how a mistake is told."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from puntual.boot.settings import BadSettings, Settings, load
from puntual.domain.policy import FirstContact, OnSilence, OnVoice, Policy, Segment
from puntual.domain.rulebook import CapPer, Layer
from puntual.erp.dates import DateOrder
from puntual.erp.header_words import Entity
from puntual.erp.options import FilesOptions, SqlOptions

COMPANY = """
[company]
legal_name = "Abarrotes del Norte SA de CV"
country = "MX"
time_zone = "America/Monterrey"
currency = "MXN"
"""
SOURCE = """
[source]
path = "cartera.csv"
"""


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "PUNTUAL_DATABASE_URL",
        "PUNTUAL_ACCESS_TOKEN",
        "PUNTUAL_APP_SECRET",
        "PUNTUAL_VERIFY_TOKEN",
    ):
        monkeypatch.delenv(name, raising=False)


def loaded(tmp_path: Path, text: str) -> Settings:
    path = tmp_path / "puntual.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_the_shortest_file_gives_the_safe_defaults(tmp_path: Path) -> None:
    settings = loaded(tmp_path, COMPANY + SOURCE)
    assert settings.policy == Policy()
    assert settings.company.language == "es"
    assert settings.database.url == "sqlite:///puntual.sqlite3"
    assert settings.database_path == tmp_path / "puntual.sqlite3"
    assert settings.channel.kind == "simulator"
    assert settings.channel.portfolio_daily_limit is None
    assert (settings.schedule.sync_at, settings.schedule.plan_at) == ((time(6),), time(7, 30))
    assert (settings.web.port, settings.web.intake_port) == (8000, 8001)
    assert isinstance(settings.source, FilesOptions)
    assert settings.source.paths == {Entity.RECEIVABLES: tmp_path / "cartera.csv"}


def test_a_full_file_is_read_to_the_last_key(tmp_path: Path) -> None:
    settings = loaded(
        tmp_path,
        COMPANY
        + """
trade_name = "Norte"
privacy_url = "https://norte.example/privacidad"
consent_basis = "contrato, cláusula 12"
consent_since = 2026-01-01
[company.payment_instructions]
MXN = "Banco Uno, cuenta 1"
[source]
kind = "files"
date_order = "dmy"
decimal = ","
delimiter = "\\t"
encoding = "cp1252"
[source.paths]
receivables = "f.xlsx"
customers = "/abs/c.csv"
[source.columns]
due = "Vence el"
phone = ["Cel 1", "Cel 2"]
[golive]
opt_ins = "si.csv"
contacts = "mes.csv"
[channel]
kind = "cloud_api"
phone_number_id = "123"
waba_id = "456"
graph_url = "http://127.0.0.1:9/"
messages_per_second = 20
portfolio_daily_limit = 2000
[policy]
bucket_edges = [10, 30]
minimum_balance = { MXN = 500.5, CLP = 1000 }
human_above = { USD = "2500" }
first_contact = "neutral"
on_silence = "stall"
on_voice = "ask_for_text"
promise_reminder_at = "15:30"
max_change_share = 0.5
closed_days = [2026-12-24]
caps = { week = 1, month = 2 }
[[policy.hours]]
days = ["mon", "fri"]
opens = "09:30"
closes = "13:00"
[policy.extension]
max_days = 3
min_instalment = { MXN = 1000 }
[policy.rollout]
buckets = ["11-30"]
segments = ["good"]
customers = ["C1"]
shadow = true
[policy.cadence.new]
silence_after = 2
[[policy.cadence.new.steps]]
day = 5
tone = "cordial"
priority = 1
[[policy.cadence.new.steps]]
code = "antes"
day = -2
tone = "friendly"
priority = 2
[schedule]
sync_at = ["05:00", "13:00"]
plan_at = "08:15"
[web]
host = "0.0.0.0"
port = 9000
secret_key_file = "key"
[audit]
heads_file = "heads.txt"
heads_url = "https://audit.example/heads"
[database]
url = "postgresql://puntual@db/puntual"
""",
    )
    policy, company = settings.policy, settings.company
    assert (company.name, company.zone, company.consent_since) == (
        "Norte",
        "America/Monterrey",
        date(2026, 1, 1),
    )
    assert company.payment_instructions == {"MXN": "Banco Uno, cuenta 1"}
    assert isinstance(settings.source, FilesOptions)
    assert settings.source.paths[Entity.CUSTOMERS] == Path("/abs/c.csv")
    layout = settings.source.layout
    assert (layout.date_order, layout.decimal, layout.delimiter, layout.encoding) == (
        DateOrder.DAY_FIRST,
        ",",
        "\t",
        "cp1252",
    )
    assert layout.columns == {"due": ("Vence el",), "phone": ("Cel 1", "Cel 2")}
    assert settings.golive.paths == {
        Entity.OPT_INS: tmp_path / "si.csv",
        Entity.CONTACTS: tmp_path / "mes.csv",
    }
    assert (settings.channel.graph_url, settings.channel.portfolio_daily_limit) == (
        "http://127.0.0.1:9",
        2000,
    )
    assert policy.minimum_balance == {"MXN": 50050, "CLP": 1000}
    assert policy.human_above == {"USD": 250000}
    assert (policy.first_contact, policy.on_silence) == (FirstContact.NEUTRAL, OnSilence.STALL)
    assert (policy.on_voice, policy.promise_reminder_at) == (OnVoice.ASK_FOR_TEXT, time(15, 30))
    assert [(cap.per, cap.attempts, cap.layer) for cap in policy.caps] == [
        (CapPer.WEEK, 1, Layer.COMPANY),
        (CapPer.MONTH, 2, Layer.COMPANY),
    ]
    assert [(h.weekdays, h.opens, h.closes) for h in policy.hours] == [
        (frozenset({1, 5}), time(9, 30), time(13))
    ]
    assert policy.extension.min_instalment == {"MXN": 100000}
    assert policy.roll_out.shadow and policy.roll_out.segments == {Segment.GOOD}
    new = policy.cadences[Segment.NEW]
    assert [(s.code, s.day, s.tone) for s in new.steps] == [("antes", -2, "friendly"), ("D+5", 5, "cordial")]
    assert (new.silence_after, policy.cadences[Segment.GOOD]) == (2, Policy().cadences[Segment.GOOD])
    assert settings.schedule.sync_at == (time(5), time(13))
    assert settings.web.secret_key_file == tmp_path / "key"
    assert settings.audit.heads_file == tmp_path / "heads.txt"
    with pytest.raises(ValueError, match="not a file"):
        _ = settings.database_path


@pytest.mark.parametrize(
    ("text", "key", "hint"),
    [
        ("[company]\nlegal_name = 'x'\n" + SOURCE, "[company] country", "missing"),
        (COMPANY.replace('"MX"', '"Mexico"') + SOURCE, "[company] country", "ISO country"),
        (COMPANY.replace('"MXN"', '"MXP"') + SOURCE, "[company] currency", "ISO currency"),
        (COMPANY.replace("Monterrey", "Monterey") + SOURCE, "[company] time_zone", "America/Monterrey"),
        (COMPANY + 'langage = "es"\n' + SOURCE, "[company] langage", "Did you mean language?"),
        (COMPANY + 'language = "fr"\n' + SOURCE, "[company] language", "pt-BR"),
        (COMPANY + 'consent_basis = "x"\n' + SOURCE, "[company] consent_basis", "both"),
        (COMPANY + 'privacy_url = "norte.example"\n' + SOURCE, "[company] privacy_url", "https://"),
        (COMPANY, "[source] path", "open invoices"),
        (COMPANY + SOURCE + 'kind = "file"\n', "[source] kind", "Did you mean files?"),
        (COMPANY + SOURCE + 'decimal = ";"\n', "[source] decimal", "or"),
        (COMPANY + SOURCE + 'date_order = "mmddyy"\n', "[source] date_order", "mdy"),
        (COMPANY + SOURCE + '[source.columns]\nfecha_vence = "x"\n', "[source.columns] fecha_vence", "due"),
        (COMPANY + '[source]\nkind = "sql"\nurl = "sqlite:///x"\n', "[source.queries] receivables", "SELECT"),
        (
            COMPANY + '[source]\nkind = "sql"\n[source.queries]\nreceivables = "t"\n',
            "[source] url",
            "url_env",
        ),
        (COMPANY + SOURCE + "[polcy]\n", "polcy", "Did you mean policy?"),
        (COMPANY + SOURCE + "[policy]\nsilence_days = '3'\n", "[policy] silence_days", "whole number"),
        (COMPANY + SOURCE + "[policy]\nsilence_days = true\n", "[policy] silence_days", "whole number"),
        (COMPANY + SOURCE + "[policy]\nmax_change_share = 20\n", "[policy] max_change_share", "0 to 1"),
        (COMPANY + SOURCE + "[policy]\nbucket_edges = [30, 7]\n", "[policy] bucket_edges", "rising"),
        (COMPANY + SOURCE + '[policy]\non_silence = "wait"\n', "[policy] on_silence", "stall"),
        (COMPANY + SOURCE + "[policy]\nminimum_balance = { PESOS = 5 }\n", "minimum_balance.PESOS", "ISO"),
        (COMPANY + SOURCE + '[policy.rollout]\nbuckets = ["31-61"]\n', "[policy.rollout] buckets", "31-60"),
        (
            COMPANY + SOURCE + '[[policy.hours]]\ndays = ["mon"]\nopens = "18:00"\ncloses = "09:00"\n',
            "closes",
            "after",
        ),
        (COMPANY + SOURCE + '[schedule]\nplan_at = "7.30"\n', "[schedule] plan_at", "07:30"),
        (COMPANY + SOURCE + "[web]\nintake_port = 8000\n", "[web] intake_port", "of its own"),
        (COMPANY + SOURCE + '[channel]\nkind = "cloud_api"\n', "[channel] phone_number_id", "missing"),
        (
            COMPANY + SOURCE + '[channel]\naccess_token = "abc"\n',
            "[channel] access_token",
            "access_token_env",
        ),
        (COMPANY + SOURCE + '[database]\nurl = "mysql://x"\n', "[database] url", "sqlite:///"),
        (COMPANY + SOURCE + '[golive]\noptins = "x"\n', "[golive] optins", "opt_ins"),
        ("[company\n", "puntual.toml", "TOML"),
    ],
)
def test_a_mistake_is_told_with_file_key_and_what_is_allowed(
    tmp_path: Path, text: str, key: str, hint: str
) -> None:
    with pytest.raises(BadSettings) as error:
        loaded(tmp_path, text)
    message = str(error.value)
    assert "puntual.toml" in message
    assert key in message
    assert hint in message


def test_a_file_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="puntual init"):
        load(tmp_path / "puntual.toml")


def test_the_environment_wins_for_the_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUNTUAL_DATABASE_URL", "postgresql://elsewhere/db")
    assert loaded(tmp_path, COMPANY + SOURCE + '[database]\nurl = "sqlite:///x"\n').database.url.endswith(
        "/db"
    )


def test_secrets_come_from_variables_or_files_and_never_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MY_TOKEN", "EAA-secret-token")
    (tmp_path / "app.secret").write_text("s3cr3t-app\n")
    channel = '[channel]\naccess_token_env = "MY_TOKEN"\napp_secret_file = "app.secret"\n'
    settings = loaded(tmp_path, COMPANY + SOURCE + channel)
    assert settings.channel.access_token.reveal() == "EAA-secret-token"
    assert settings.channel.app_secret.reveal() == "s3cr3t-app"
    assert not settings.channel.verify_token
    shown = f"{settings} {settings!r} {settings.channel.access_token}"
    assert "EAA" not in shown
    assert "s3cr3t" not in shown


def test_a_secret_file_that_is_missing_is_told_without_the_secret(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="app_secret_file cannot be read"):
        loaded(tmp_path, COMPANY + SOURCE + '[channel]\napp_secret_file = "none"\n')


def test_the_address_of_an_erp_may_come_from_a_variable_and_never_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ERP_URL", "postgresql://reader:hunter2@erp/x")
    text = '[source]\nkind = "sql"\nurl_env = "ERP_URL"\n[source.queries]\nreceivables = "SELECT * FROM f"\n'
    settings = loaded(tmp_path, COMPANY + text)
    assert isinstance(settings.source, SqlOptions)
    assert settings.source.url.endswith("@erp/x")
    assert settings.source.queries == {Entity.RECEIVABLES: "SELECT * FROM f"}
    assert "hunter2" not in repr(settings)
