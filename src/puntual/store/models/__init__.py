"""All tables, by subject."""

from .collection import Case, Claim, Dispute, Escalation, HoldRow, Note, Promise, Timer, WorklistEntry
from .journal import JournalEntry, JournalHead
from .learning import ModelCall, ReadingCorrection
from .messages import (
    Attempt,
    IdentityRow,
    InboundMessage,
    OutboundMessage,
    ParkedReceipt,
    StrangeUpdate,
    VoiceNote,
)
from .portfolio import (
    Application,
    ContactPoint,
    Credit,
    Customer,
    Finding,
    InvoiceLine,
    Receivable,
    SyncFigures,
    SyncRun,
)
from .product import Notice, Switch, TemplateState, User

__all__ = [
    "Application",
    "Attempt",
    "Case",
    "Claim",
    "ContactPoint",
    "Credit",
    "Customer",
    "Dispute",
    "Escalation",
    "Finding",
    "HoldRow",
    "IdentityRow",
    "InboundMessage",
    "InvoiceLine",
    "JournalEntry",
    "JournalHead",
    "ModelCall",
    "Note",
    "Notice",
    "OutboundMessage",
    "ParkedReceipt",
    "Promise",
    "ReadingCorrection",
    "Receivable",
    "StrangeUpdate",
    "Switch",
    "SyncFigures",
    "SyncRun",
    "TemplateState",
    "Timer",
    "User",
    "VoiceNote",
    "WorklistEntry",
]
