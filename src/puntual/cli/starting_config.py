"""The commented puntual.toml that `puntual init` writes."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CountryHabits:
    """What is usual in a country: the capital's zone, the currency, the language."""

    time_zone: str
    currency: str
    language: str = "es"


COUNTRIES = {
    "MX": CountryHabits("America/Mexico_City", "MXN"),
    "CO": CountryHabits("America/Bogota", "COP"),
    "CL": CountryHabits("America/Santiago", "CLP"),
    "PE": CountryHabits("America/Lima", "PEN"),
    "AR": CountryHabits("America/Argentina/Buenos_Aires", "ARS"),
    "EC": CountryHabits("America/Guayaquil", "USD"),
    "BR": CountryHabits("America/Sao_Paulo", "BRL", "pt-BR"),
    "GT": CountryHabits("America/Guatemala", "GTQ"),
    "CR": CountryHabits("America/Costa_Rica", "CRC"),
    "PA": CountryHabits("America/Panama", "USD"),
    "UY": CountryHabits("America/Montevideo", "UYU"),
    "DO": CountryHabits("America/Santo_Domingo", "DOP"),
    "BO": CountryHabits("America/La_Paz", "BOB"),
    "PY": CountryHabits("America/Asuncion", "PYG"),
    "SV": CountryHabits("America/El_Salvador", "USD"),
    "HN": CountryHabits("America/Tegucigalpa", "HNL"),
    "NI": CountryHabits("America/Managua", "NIO"),
    "US": CountryHabits("America/New_York", "USD", "en"),
}


@dataclass(frozen=True, slots=True)
class Start:
    """The answers that a configuration starts from."""

    legal_name: str
    tax_id: str
    country: str
    time_zone: str
    currency: str
    language: str
    source: str
    channel: str


def configuration(start: Start, folder: Path) -> str:
    """The text of puntual.toml, to be put into `folder`."""
    return TEMPLATE.format(
        legal_name=_quoted(start.legal_name),
        tax_id=_quoted(start.tax_id),
        country=_quoted(start.country),
        time_zone=_quoted(start.time_zone),
        currency=_quoted(start.currency),
        code=start.currency,
        language=_quoted(start.language),
        source=_source(start.source, folder),
        channel=_quoted(start.channel),
        cloud="" if start.channel == "cloud_api" else "# ",
    )


def _source(source: str, folder: Path) -> str:
    if "://" in source:
        return SQL_SOURCE.format(url=_quoted(source), layout=LAYOUT)
    path = Path(source).expanduser()
    if not path.is_absolute():
        # The path was typed where the person stands; the file reads it from where it lies itself.
        path = Path(os.path.relpath(path.resolve(), folder.resolve()))
    return FILES_SOURCE.format(path=_quoted(path.as_posix()), layout=LAYOUT)


def _quoted(text: str) -> str:
    """A TOML basic string: its escapes are JSON's."""
    return json.dumps(text, ensure_ascii=False)


LAYOUT = """\
# Only where something is read wrongly:
# date_order = "dmy"      # or "mdy"
# decimal = "."           # or ","
# encoding = "utf-8"      # or "cp1252", ...
# delimiter = ";"
# An invoice over more than this is taken for a slip and its customer is left alone. Without it: 1,000 times the
# median of its currency.
# amount_limits = { USD = 50000 }
"""

FILES_SOURCE = """\
kind = "files"
# CSV or XLSX with one row for each open invoice (or instalment). Delimiter, encoding, decimal comma, date order
# and column titles (Spanish, Portuguese, English) are found out. Nothing is ever written to it.
path = {path}
{layout}
# Instead of one flat file, several; only receivables is a must:
# [source.paths]
# receivables = "facturas.xlsx"
# customers = "clientes.csv"
# applications = "pagos.csv"
# credits = "saldos_a_favor.csv"
# lines = "partidas.csv"
"""

SQL_SOURCE = """\
kind = "sql"
# A database user that has SELECT and nothing else: Puntual tries a write at the start and refuses to work if it
# succeeds. Better not here but in a variable: url_env = "PUNTUAL_SOURCE_URL"
url = {url}
{layout}
# For each kind of row the name of a table (or view), or one SELECT; only receivables is a must.
[source.queries]
receivables = "receivables"
# customers = "SELECT code AS customer_id, name AS customer_name, mobile FROM customers"
# applications = "SELECT invoice, paid_on AS payment_date, amount FROM payments"
# lines = "SELECT invoice, description, quantity, amount FROM invoice_lines WHERE invoice = :number"
"""

TEMPLATE = """\
# Configuration of Puntual. A line that begins with # shows a setting with its default or an example.
# Paths are relative to this file. After a change run: puntual doctor

[company]
legal_name = {legal_name}
tax_id = {tax_id}
# The name that customers know, if it is another one.
# trade_name = ""
# ISO code; decides the rules of contact, the holidays and how phones and dates are read.
country = {country}
# Used where a customer's own zone is not known.
time_zone = {time_zone}
# For rows that name no currency.
currency = {currency}
# es, pt-BR or en: for customers whose own language is not known.
language = {language}
# Stands in the first message of a conversation.
# privacy_url = "https://example.com/privacidad"
# How a customer reaches a person.
# human_contact = "55 1234 5678, lunes a viernes de 9 a 18 h"
# A company-wide ground for writing to customers who have no recorded opt-in of their own. Both or neither.
# consent_basis = "Cláusula 12 del contrato de crédito: acepta avisos de cobro por WhatsApp"
# consent_since = 2026-01-01

# Official means of payment by currency, copied word for word into answers; never generated.
# [company.payment_instructions]
# {code} = "Transferencia a Banco Ejemplo, cuenta 000 000 000, referencia: número de factura"

[database]
# SQLite file, or postgresql://user:password@host/name. The variable PUNTUAL_DATABASE_URL wins.
# url = "sqlite:///puntual.sqlite3"

[source]
{source}
# Only for columns that are not recognised: field = "title of your column".
# [source.columns]
# number = "Folio"
# due = "Vence"
# balance = "Saldo"
# phone = ["Cel 1", "Cel 2"]

# What happened before the first day. Without these files the caps of the first month are wrong.
[golive]
# opt_ins = "consentimientos.csv"     # customer, phone, date, evidence
# opt_outs = "bajas.csv"              # customer or phone
# exclusions = "excluidos.csv"        # customer, reason
# promises = "promesas.csv"           # customer, promised date, amount
# disputes = "disputas.csv"           # customer, invoice, reason
# contacts = "contactos_del_mes.csv"  # customer, date, channel

[channel]
# simulator sends nothing to anybody; cloud_api is Meta's WhatsApp Cloud API.
kind = {channel}
{cloud}phone_number_id = ""
{cloud}waba_id = ""
# Secrets come from variables (these are the defaults) or files (access_token_file = ...), never from here.
# access_token_env = "PUNTUAL_ACCESS_TOKEN"
# app_secret_env = "PUNTUAL_APP_SECRET"
# verify_token_env = "PUNTUAL_VERIFY_TOKEN"
# graph_url = "https://graph.facebook.com"
# graph_version = "v26.0"
# messages_per_second = 80
# Customers that templates may reach in 24 hours, as the provider's portfolio limit says; no limit if not set.
# portfolio_daily_limit = 2000

[policy]
# Stricter than the law only: Puntual applies the rules of the country in any case.
# bucket_edges = [7, 30, 60, 90]
# Below this open balance only pre-due and due notices, and those only if notices_below_minimum.
# minimum_balance = {{ {code} = 0 }}
# notices_below_minimum = false
# From this open balance on a person negotiates.
# human_above = {{ {code} = 50000 }}
# exact_where_safe, or neutral: no first message says anything about a debt.
# first_contact = "exact_where_safe"
# names_charges = false
# executive = ""
# preferred_channel = ""
# escalate, or stall, after contacts without an answer.
# on_silence = "escalate"
# silence_days = 3
# reopen_on_new_bucket = true
# promise_max_days = 30
# promise_reminder_at = "16:00"
# clearing_business_days = 2
# max_broken_promises = 2
# Voice notes: human, ask_for_text, or transcribe (needs: make setup-voice; see docs/voice.md).
# on_voice = "human"
# max_data_age_hours = 36
# A sync that changes more than this share of the portfolio waits for: puntual sync --accept
# max_change_share = 0.20
# good_payer_months = 12
# new_customer_days = 90
# closed_days = [2026-12-24]
# caps = {{ day = 1, week = 1, month = 3 }}

# [[policy.hours]]
# days = ["mon", "tue", "wed", "thu", "fri"]
# opens = "09:00"
# closes = "18:00"

# What may be granted without asking. instalments 1 means more days only.
# [policy.extension]
# max_days = 7
# max_instalments = 3
# min_instalment = {{ {code} = 1000 }}
# instalment_every_days = 15

# Start small: only these buckets, segments or customers; shadow composes messages and sends none.
# [policy.rollout]
# buckets = ["31-60"]
# segments = ["good", "new", "repeat_late", "broken_promises"]
# customers = ["C001"]
# shadow = true

# The steps of one segment, as a whole. priority: the lowest gives way last when caps allow fewer.
# [policy.cadence.new]
# silence_after = 3
# [[policy.cadence.new.steps]]
# code = "D+3"
# day = 3
# tone = "cordial"        # friendly, notice, cordial, direct, firm, final
# priority = 1

[schedule]
# In the company's own time zone, when `puntual serve` runs.
# sync_at = ["06:00"]
# plan_at = "07:30"

[web]
# host = "127.0.0.1"
# port = 8000             # the console
# intake_port = 8001      # the webhook door
# secret_key_file = ""
# Browsers come through a proxy that speaks TLS (nginx, Caddy, ...): cookies then never travel in the clear.
# https = true
# hosts = ["cobranza.example.com"]         # the names that browsers use; the proxy has to pass Host on
# trusted_proxies = ["127.0.0.1", "::1"]   # whose X-Forwarded-For and X-Forwarded-Proto are believed

[media]
# Recordings of voice notes, where on_voice = "transcribe". 0 days: deleted once they were heard.
# keep_days = 30
# folder = "puntual-media"
# models = "puntual-models"

[audit]
# The journal's heads are also written here, outside the database, so that a deletion shows.
# heads_file = "puntual-heads.jsonl"
# heads_url = "https://example.com/heads"
"""
