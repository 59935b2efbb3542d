"""A day at a collections desk, as rows: enough of everything for each page to have something to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from puntual.console.accounts import add_user
from puntual.store.journal import work
from puntual.store.models import (
    Application,
    Attempt,
    Case,
    Claim,
    ContactPoint,
    Credit,
    Customer,
    Dispute,
    Escalation,
    Finding,
    HoldRow,
    IdentityRow,
    InboundMessage,
    Note,
    Notice,
    OutboundMessage,
    Promise,
    Receivable,
    SyncRun,
    Timer,
    User,
    WorklistEntry,
)

NOW = datetime(2026, 3, 17, 16, 30, tzinfo=UTC)  # a Tuesday, 10:30 in Mexico City
TODAY = NOW.date().toordinal()
PASSWORD = "correct horse battery"
ROLES = {"vera": "viewer", "carla": "collector", "sofia": "supervisor", "ada": "admin"}

_PEOPLE = (
    # key, name, country, city, zone, currency, balance, dpd
    (
        "C-1001",
        "Ferretería El Tornillo, S.A. de C.V.",
        "MX",
        "Puebla",
        "America/Mexico_City",
        "MXN",
        1845000,
        9,
    ),
    ("C-1002", "Abarrotes La Esperanza", "MX", "Toluca", "America/Mexico_City", "MXN", 362050, 16),
    ("C-1003", "Panadería Don Beto", "MX", "Monterrey", "America/Monterrey", "MXN", 98000, 3),
    ("C-1004", "Distribuidora Andina S.A.S.", "CO", "Bogotá", "America/Bogota", "COP", 1245000000, 34),
    ("C-1005", "Papelería Los Nogales", "CO", "Medellín", "America/Bogota", "COP", 83450000, 8),
    ("C-1006", "Construções Horizonte Ltda.", "BR", "São Paulo", "America/Sao_Paulo", "BRL", 2210075, 62),
    ("C-1007", "Farmácia Boa Saúde", "BR", "Curitiba", "America/Sao_Paulo", "BRL", 154990, 1),
    ("C-1008", "Comercial Quintanilla y Cía.", "CL", "Valparaíso", "America/Santiago", "CLP", 1890000, 22),
    ("C-1009", "Textiles Huáscar S.R.L.", "PE", "Lima", "America/Lima", "PEN", 740000, 95),
    ("C-1010", "Taller Mecánico Ríos", "MX", "León", "America/Mexico_City", "MXN", 512000, 7),
    ("C-1011", "Clínica Dental Sonrisas", "MX", "Mérida", "America/Merida", "MXN", 233000, 40),
    ("C-1012", "Agro Insumos del Valle", "AR", "Mendoza", "America/Argentina/Mendoza", "ARS", 98700000, 12),
)

_PLAN = (
    # customer, action, step, rule, source, until
    ("C-1001", "contact", "D+7", "", "", ""),
    ("C-1002", "contact", "D+15", "", "", ""),
    ("C-1003", "contact", "D+3", "", "", ""),
    ("C-1007", "shadow", "D0", "", "", ""),
    ("C-1010", "contact", "D+7", "", "", ""),
    ("C-1009", "escalate", "D+90", "policy.silence", "company policy", ""),
    ("C-1004", "skip", "D+31", "product.disputed", "Puntual: what is disputed is not chased", ""),
    ("C-1005", "skip", "D+7", "co.daily_cap", "Ley 2300 de 2023, art. 3", "2026-03-18T07:00:00-05:00"),
    (
        "C-1006",
        "skip",
        "D+61",
        "product.human",
        "Puntual: while a person has the case the agent is silent",
        "",
    ),
    (
        "C-1008",
        "skip",
        "D+15",
        "product.promised",
        "Puntual: a promise is waited for",
        "2026-03-20T08:00:00-03:00",
    ),
    ("C-1011", "yield", "D+31", "product.priority", "company policy: step priority", ""),
    ("C-1012", "skip", "D+7", "product.opted_out", "Puntual: an opt-out ends all pushes", ""),
)
_REASONS = {
    "policy.silence": "3 contacts without an answer",
    "product.disputed": "The customer disputes it",
    "co.daily_cap": "1 contact a day, and there was one today",
    "product.human": "A person has the case",
    "product.promised": "The customer promised to pay",
    "product.priority": "D+31 gives way to D+61: 1 contacts are left this month",
    "product.opted_out": "The customer asked for no more messages",
}


@dataclass(slots=True)
class Desk:
    """What the seed made, by the names that the tests use."""

    users: dict[str, User]
    cases: dict[str, Case]
    run: SyncRun
    escalation: Escalation
    doubtful: OutboundMessage

    def customer(self, key: str) -> Customer:
        """The customer of a key."""
        return self.cases[key].customer


def sow(now: datetime = NOW) -> Desk:
    """Fill an empty database with the desk as of `now`."""
    users = {name: add_user(name, PASSWORD, role, "en") for name, role in ROLES.items()}
    run = SyncRun.objects.create(
        started_at=now - timedelta(minutes=42), finished_at=now - timedelta(minutes=41), state="done"
    )
    cases = {row[0]: _case(*row, now=now) for row in _PEOPLE}
    _plan(cases)
    _chat_with_the_hardware_store(cases["C-1001"], users["carla"], now)
    _others_write(cases, now)
    escalation = _hard_cases(cases, users["carla"], now)
    doubtful = _doubtful(cases["C-1010"], now)
    _settled_promises(cases, now)
    _findings(run)
    Notice.objects.create(
        code="stranger",
        key="stranger/1",
        at=now - timedelta(hours=4),
        text="Someone of no customer wrote twice.",
    )
    with work(now - timedelta(minutes=3)) as unit:
        case = cases["C-1001"]
        paid = case.customer.receivables.get(number="F-10010")
        unit.record("ReceivableChanged", case.customer_id, receivable=paid.pk, before=915000, after=615000)
    return Desk(users, cases, run, escalation, doubtful)


def _case(
    key: str,
    name: str,
    country: str,
    city: str,
    zone: str,
    currency: str,
    balance: int,
    dpd: int,
    *,
    now: datetime,
) -> Case:
    number = int(key[2:])
    language = "pt-BR" if country == "BR" else "es"
    customer = Customer.objects.create(
        key=key,
        name=name,
        country=country,
        city=city,
        zones=zone,
        language=language,
        salesperson="Raúl Medina",
    )
    ContactPoint.objects.create(
        customer=customer,
        raw=f"55 1234 {number}",
        e164=f"+5255501{number}",
        verdict="ok",
        consent_on=(now - timedelta(days=200)).date(),
        consent_evidence="contrato marco, cláusula 8",
    )
    parts = (balance // 3, balance - balance // 3)
    for index, part in enumerate(parts):
        Receivable.objects.create(
            customer=customer,
            key=f"F{number}-{index}",
            number=f"F-{number}{index}",
            issued_day=TODAY - dpd - 30,
            due_day=TODAY - dpd + index * 5,
            currency=currency,
            amount=part,
            balance=part,
            first_seen=now - timedelta(days=30),
        )
    return Case.objects.create(
        customer=customer, opened_day=TODAY - dpd, next_step_on=TODAY, last_step="D+3", unanswered=dpd % 3
    )


def _plan(cases: dict[str, Case]) -> None:
    for back in range(4):
        for rank, (key, action, step, rule, source, until) in enumerate(_PLAN):
            if back and action in ("contact", "shadow"):
                continue
            row = next(person for person in _PEOPLE if person[0] == key)
            WorklistEntry.objects.create(
                day=TODAY - back,
                case=cases[key],
                rank=rank,
                action=action,
                step=step,
                rule=rule,
                source=source,
                until=until,
                reason=_REASONS.get(rule, f"{step}: 2 invoices, oldest {row[7]} days past due"),
                amount=row[6],
                currency=row[5],
                dpd=row[7] - back,
            )


def _identity(case: Case, at: datetime, name: str) -> IdentityRow:
    phone = case.customer.contact_points.get().e164.lstrip("+")
    return IdentityRow.objects.create(
        phone=phone, customer=case.customer, linked_at=at, last_inbound_at=at, profile_name=name
    )


def _said(
    case: Case, identity: IdentityRow, at: datetime, text: str, intent: str, kind: str = "text"
) -> None:
    InboundMessage.objects.create(
        message_id=f"wamid.{case.pk}.{at.timestamp()}",
        identity=identity,
        customer=case.customer,
        kind=kind,
        text=text,
        sent_at=at,
        received_at=at,
        state="done",
        handled_at=at,
        reading={"intents": [intent], "primary": intent, "confidence": 0.93, "model": "rules-1"},
    )
    case.last_inbound_at, case.last_intent = at, intent
    case.save()
    identity.last_inbound_at = at
    identity.save()


def _wrote(
    case: Case,
    at: datetime,
    text: str,
    state: str = "read",
    purpose: str = "push",
    step: str = "",
    **more: object,
) -> OutboundMessage:
    zone = ZoneInfo(case.customer.zones)
    row = OutboundMessage.objects.create(
        id=UUID(int=OutboundMessage.objects.count() + 0xA0A0),
        obligation=f"case{case.pk}/{at.isoformat()}",
        case=case,
        customer=case.customer,
        identity=case.customer.identities.first(),
        contact_point=case.customer.contact_points.first(),
        purpose=purpose,
        kind="reminder_cordial",
        step=step,
        day=TODAY,
        text=text,
        state=state,
        created_at=at,
        ready_at=at,
        claimed_at=at,
        sent_at=None if state in ("queued", "unknown", "review", "cancelled") else at,
        permit={
            "purpose": purpose,
            "verdict": "allowed",
            "rulebook": f"{case.customer.country} 2026-11-22",
            "consulted": ["mx.weekday_hours", "industry.monthly_cap"] if purpose == "push" else [],
            "local": at.astimezone(zone).isoformat(),
        },
        **more,
    )
    if purpose == "push":
        Attempt.objects.create(customer=case.customer, outbound=row, at=at)
    return row


def _chat_with_the_hardware_store(case: Case, carla: User, now: datetime) -> None:
    identity = _identity(case, now - timedelta(days=8), "Beto Tornillo")
    identity.proved_until = now + timedelta(days=60)
    identity.save()
    first = now - timedelta(days=8, hours=1)
    _wrote(
        case,
        first,
        "Ferretería El Tornillo: le escribe el asistente automático de Comercial Ejemplo. La factura F-10010 "
        "por 6,150.00 MXN venció el 8 de marzo de 2026. ¿Nos confirma qué día podrá realizar el pago?",
        step="D+3",
    )
    _said(
        case, identity, first + timedelta(minutes=40), "buenas, el jueves les deposito sin falta", "promise"
    )
    _wrote(
        case,
        first + timedelta(minutes=41),
        "Gracias, Ferretería El Tornillo. Registramos su pago de 6,150.00 MXN para el jueves 12 de marzo de 2026.",
        purpose="confirm",
    )
    promised = (now - timedelta(days=5)).date().toordinal()
    Promise.objects.create(
        case=case, amount=615000, currency="MXN", due_day=promised, made_at=first + timedelta(minutes=41),
        state="partly_kept", paid=300000, ended_at=now - timedelta(days=4, hours=2),
    )  # fmt: skip
    HoldRow.objects.create(
        customer=case.customer, kind="promise", until_day=promised, since=first + timedelta(minutes=41),
        ended_at=now - timedelta(days=4, hours=2),
    )  # fmt: skip
    Application.objects.create(
        receivable=case.customer.receivables.first(), key="pay-1", day=promised, amount=300000, currency="MXN"
    )
    Credit.objects.create(customer=case.customer, key="adv-1", kind="advance", amount=50000, currency="MXN")
    Timer.objects.create(
        case=case, kind="promise_reminder", key=f"{case.pk}/r", due_at=now - timedelta(days=5), local="x",
        zone="America/Mexico_City", state="skipped", reason="the month's contacts are used up",
        ended_at=now - timedelta(days=5),
    )  # fmt: skip
    Note.objects.create(
        case=case, author=carla, text="Prefiere que le escriban por la mañana.", at=now - timedelta(days=2)
    )
    _wrote(
        case, now - timedelta(days=4), "Recibimos 3,000.00 MXN. Queda un saldo de 15,450.00 MXN.", step="D+7"
    )
    _said(case, identity, now - timedelta(hours=1), "me pasa el saldo y la cuenta para depositar?", "balance")


def _others_write(cases: dict[str, Case], now: datetime) -> None:
    talks = (
        ("C-1002", "ya les pagué el lunes por transferencia, revisen", "paid", timedelta(hours=2)),
        ("C-1004", "esa factura está mal, llegaron 8 cajas de 10", "dispute", timedelta(hours=5)),
        ("C-1005", "", "unclear", timedelta(hours=7)),
        ("C-1006", "quero falar com uma pessoa, por favor", "human", timedelta(hours=1, minutes=10)),
        ("C-1008", "pago el 20", "promise", timedelta(days=2)),
        ("C-1012", "no me escriban más", "opt_out", timedelta(days=9)),
    )
    for key, text, intent, since in talks:
        case = cases[key]
        identity = _identity(case, now - since, case.customer.name.split()[0])
        _said(case, identity, now - since, text, intent, kind="text" if text else "voice")
    for key in ("C-1002", "C-1008", "C-1012"):
        at = (cases[key].last_inbound_at or now) + timedelta(minutes=1)
        _wrote(cases[key], at, "Gracias por avisarnos.", purpose="answer", state="delivered")
    Claim.objects.create(
        case=cases["C-1002"], claimed_at=now - timedelta(hours=2), amount=362050, currency="MXN",
        reference="SPEI 884213", resolve_after=now + timedelta(days=2),
    )  # fmt: skip
    HoldRow.objects.create(customer=cases["C-1002"].customer, kind="claim", since=now - timedelta(hours=2))
    opted_out = cases["C-1012"].customer
    opted_out.opted_out_at = now - timedelta(days=9)
    opted_out.save()
    stranger = IdentityRow.objects.create(phone="5215550001111")
    InboundMessage.objects.create(
        message_id="wamid.stranger", identity=stranger, kind="text", text="hola, quién es?", state="done",
        sent_at=now - timedelta(hours=4), received_at=now - timedelta(hours=4),
    )  # fmt: skip


def _hard_cases(cases: dict[str, Case], carla: User, now: datetime) -> Escalation:
    disputed = cases["C-1004"]
    receivable = disputed.customer.receivables.order_by("due_day").first()
    assert receivable is not None
    receivable.disputed = True
    receivable.save()
    Dispute.objects.create(
        case=disputed,
        receivable=receivable,
        reason="llegaron 8 cajas de 10",
        opened_at=now - timedelta(hours=5),
    )
    opened = Escalation.objects.create(
        case=disputed,
        reason="dispute",
        opened_at=now - timedelta(hours=5),
        brief="Distribuidora Andina S.A.S. (C-1004): 12,450,000.00 COP · F-10040, F-10041 · 34 dpd\n"
        "3 contacts, last 2026-03-10, 1 unanswered\n«esa factura está mal, llegaron 8 cajas de 10» (dispute)\n"
        "Check the invoice and the delivery with sales, then tell the customer what was found.",
    )
    human = cases["C-1006"]
    human.state, human.owner = "human", carla
    human.save()
    Escalation.objects.create(
        case=human,
        reason="human",
        state="taken",
        owner=carla,
        opened_at=now - timedelta(hours=1),
        taken_at=now - timedelta(minutes=50),
        brief="Construções Horizonte Ltda. (C-1006): 22,100.75 BRL · F-10060, F-10061 · 62 dpd\n"
        "4 contacts, last 2026-03-12, 0 unanswered, 1 promises broken\n"
        "«quero falar com uma pessoa, por favor» (human)\n"
        "Call or write back: the customer asked for a person.",
    )
    return opened


def _doubtful(case: Case, now: datetime) -> OutboundMessage:
    _wrote(case, now - timedelta(minutes=20), "Taller Mecánico Ríos: …", state="unknown", step="D+7")
    return _wrote(
        case,
        now - timedelta(hours=2),
        "Taller Mecánico Ríos: la factura F-10100 por 1,706.66 MXN venció el 10 de marzo de 2026. "
        "¿Nos confirma qué día podrá realizar el pago?",
        state="review",
        reason="no answer within 20 s after the request was written",
    )


def _settled_promises(cases: dict[str, Case], now: datetime) -> None:
    rows = (
        ("C-1008", 630000, "CLP", 3, "open", 0),
        ("C-1003", 245000, "MXN", 0, "open", 0),
        ("C-1010", 170666, "MXN", -1, "open", 0),
        ("C-1011", 100000, "MXN", -9, "broken", 0),
        ("C-1005", 20000000, "COP", -6, "kept", 20000000),
    )
    for key, amount, currency, days, state, paid in rows:
        Promise.objects.create(
            case=cases[key], amount=amount, currency=currency, due_day=TODAY + days, state=state, paid=paid,
            made_at=now - timedelta(days=10), ended_at=None if state == "open" else now - timedelta(days=1),
        )  # fmt: skip
    HoldRow.objects.create(
        customer=cases["C-1008"].customer, kind="promise", until_day=TODAY + 3, since=now - timedelta(days=2)
    )


def _findings(run: SyncRun) -> None:
    rows = (
        ("missing_amount", "block", 17, "C-1003", ""),
        ("missing_phone", "block", 88, "C-1011", ""),
        ("unreadable_due", "block", 204, "", "31/02/2026"),
        ("unreadable_due", "block", 311, "C-1009", "pendiente"),
        ("duplicate_customer", "warn", 420, "C-1002", "ABLE850101XX1"),
        ("absurd_amount", "block", 77, "C-1010", "98760000.00 MXN"),
    )
    for code, severity, row, customer, value in rows:
        Finding.objects.create(
            code=code, severity=severity, row=row, customer_key=customer, value=value, first_run=run,
            hint="Mend it at the source.",
        )  # fmt: skip
