"""A real Tryton 8 server on loopback: set up once from the public registry, then an invoice is posted and half paid.

Run inside Tryton's own environment as a script (`book`), imported by the tests as a module (`start`).
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PACKAGES = (
    "trytond>=8.0.0,<8.4",
    "trytond-account-invoice>=8.0.0,<8.4",
    "proteus>=8.0.0,<8.4",
    "passlib",
)
PASSWORD = "tryton-peer-1"
READER = "lector"
READABLE = (
    "account.invoice",
    "account.invoice.line",
    "account.move",
    "account.move.line",
    "account.account",
    "account.account.type",
    "party.party",
    "party.contact_mechanism",
)
"""What a user must be able to read, and nothing else, for the preset."""


@dataclass(frozen=True, slots=True)
class TrytonPeer:
    """Where the server listens and how to come in."""

    url: str
    database: str = "erp"
    user: str = READER
    password: str = PASSWORD


@contextmanager
def start(folder: Path) -> Iterator[TrytonPeer]:
    """A server with one half-paid invoice. Raises OSError or CalledProcessError where it cannot be set up."""
    python = _environment(folder / "venv")
    config, password = folder / "trytond.conf", folder / "password"
    port = _free_port()
    config.write_text(
        f"[database]\nuri = sqlite://\npath = {folder}\n\n[web]\nlisten = 127.0.0.1:{port}\n\n"
        "[session]\nauthentications = password\n"
    )
    password.write_text(PASSWORD)
    (folder / "erp.sqlite").touch()
    env = {**os.environ, "TRYTONPASSFILE": str(password), "PYTHONWARNINGS": "ignore"}
    admin = [str(python.parent / "trytond-admin"), "-c", str(config), "-d", "erp"]
    modules = ["-u", "ir", "res", "account_invoice", "--activate-dependencies", "--email", "peer@example.com"]
    subprocess.run([*admin, *modules], check=True, env=env, capture_output=True, timeout=300)
    script = [str(python), str(Path(__file__).resolve()), str(config)]
    subprocess.run(script, check=True, env=env, capture_output=True, timeout=180)
    server = subprocess.Popen(
        [str(python.parent / "trytond"), "-c", str(config), "-d", "erp"],
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait(url)
        yield TrytonPeer(url)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=20)


def _environment(folder: Path) -> Path:
    python = folder / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, capture_output=True, timeout=120)
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES]
    subprocess.run(install, check=True, capture_output=True, timeout=400)
    return python


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(url: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.3)
        else:
            return
    raise OSError("Tryton did not begin to listen")


def book(config: str) -> None:
    """Post an invoice of 1,000.00 MXN and pay 400.00 of it; a second one of two instalments stays unpaid."""
    import datetime as dt
    from decimal import Decimal

    from proteus import Model, Wizard  # type: ignore[import-not-found]
    from proteus import config as proteus_config
    from trytond.modules.account.tests.tools import (  # type: ignore[import-not-found]
        create_chart,
        create_fiscalyear,
        get_accounts,
    )
    from trytond.modules.account_invoice.tests.tools import (  # type: ignore[import-not-found]
        set_fiscalyear_invoice_sequences,
    )
    from trytond.modules.company.tests.tools import create_company  # type: ignore[import-not-found]
    from trytond.modules.currency.tests.tools import get_currency  # type: ignore[import-not-found]

    settings = proteus_config.set_trytond("sqlite:///erp", config_file=config)
    settings.skip_warning = True
    create_company(currency=get_currency("MXN"))
    company = Model.get("company.company").find([])[0]
    user = Model.get("res.user")(settings.user)
    user.companies.append(company)
    user.company = company
    user.save()
    reader = Model.get("res.user")(name="Lector", login=READER, password=PASSWORD)
    reader.companies.append(Model.get("company.company")(company.id))
    reader.company = company
    reader.groups.append(_reading_group(Model))
    reader.save()
    settings._context = Model.get("res.user").get_preferences(True, {})
    year = set_fiscalyear_invoice_sequences(
        create_fiscalyear(company, (dt.date(2026, 1, 1), dt.date(2026, 12, 31)))
    )
    year.click("create_period")
    create_chart(company)
    accounts = get_accounts(company)
    terms = Model.get("account.invoice.payment_term")
    halves = terms(name="Two halves")
    first = halves.lines.new(type="percent_on_total", ratio=Decimal("0.5"))
    first.relativedeltas.new(days=30)
    second = halves.lines.new(type="remainder")
    second.relativedeltas.new(days=60)
    halves.save()
    month = terms(name="30 days")
    line = month.lines.new(type="remainder")
    line.relativedeltas.new(days=30)
    month.save()
    party = Model.get("party.party")(name="Ferretería El Ñandú", code="C-0001")
    party.contact_mechanisms.new(type="mobile", value="+525512345678")
    party.account_receivable = accounts["receivable"]
    party.save()
    party.save()
    for term, amount, day in (
        (month, "1000.00", dt.date(2026, 9, 1)),
        (halves, "500.00", dt.date(2026, 10, 1)),
    ):
        invoice = Model.get("account.invoice")()
        invoice.type = "out"
        invoice.party, invoice.payment_term, invoice.invoice_date = party, term, day
        item = invoice.lines.new(description="Cemento gris", quantity=2, unit_price=Decimal(amount) / 2)
        item.account = accounts["revenue"]
        invoice.click("post")
        if term is month:
            _pay(invoice, accounts, Decimal("400.00"), dt.date(2026, 9, 15), Model, Wizard)


def _reading_group(model):  # type: ignore[no-untyped-def]
    """A group as docs/erp/tryton.md describes it: it reads, and writes nothing."""
    group = model.get("res.group")(name="Read receivables")
    group.save()
    for name in READABLE:
        access = model.get("ir.model.access")(model=name, group=group)
        access.perm_read, access.perm_write, access.perm_create, access.perm_delete = (
            True,
            False,
            False,
            False,
        )
        access.save()
    return group


def _pay(invoice, accounts, amount, day, model, wizard) -> None:  # type: ignore[no-untyped-def]
    method = model.get("account.invoice.payment.method")(
        name="Cash", journal=model.get("account.journal").find([("type", "=", "cash")])[0]
    )
    method.credit_account = method.debit_account = accounts["cash"]
    method.save()
    pay = wizard("account.invoice.pay", [invoice])
    pay.form.payment_method, pay.form.amount, pay.form.date = method, amount, day
    pay.execute("choice")
    pay.form.type = "partial"
    pay.execute("pay")


if __name__ == "__main__":
    book(sys.argv[1])
