"""How a simulated customer behaves, and how common each habit is."""

from __future__ import annotations

from enum import StrEnum


class Habit(StrEnum):
    """What a simulated customer tends to do when a message arrives."""

    PAYS_ON_TIME = "pays_on_time"
    PAYS_LATE = "pays_late"
    KEEPS_PROMISE = "keeps_promise"
    KEEPS_UNDATED = "keeps_undated"
    KEEPS_PARTLY = "keeps_partly"
    BREAKS_PROMISE = "breaks_promise"
    DISPUTES = "disputes"
    CLAIMS_TRULY = "claims_truly"
    CLAIMS_FALSELY = "claims_falsely"
    OPTS_OUT = "opts_out"
    WRONG_NUMBER = "wrong_number"
    THIRD_PARTY = "third_party"
    ASKS_BALANCE = "asks_balance"
    ASKS_REFERENCE = "asks_reference"
    ASKS_INVOICE = "asks_invoice"
    WANTS_COPY = "wants_copy"
    WANTS_PERSON = "wants_person"
    HARDSHIP = "hardship"
    EXTENSION = "extension"
    RUDE = "rude"
    REFUSES = "refuses"
    THREATENS = "threatens"
    SENDS_VOICE = "sends_voice"
    SENDS_PICTURE = "sends_picture"
    WRITES_TWICE = "writes_twice"
    ANSWERS_LATE = "answers_late"
    SILENT = "silent"


WEIGHTS = {
    Habit.PAYS_ON_TIME: 15, Habit.PAYS_LATE: 10, Habit.KEEPS_PROMISE: 12, Habit.KEEPS_UNDATED: 5,
    Habit.KEEPS_PARTLY: 6, Habit.BREAKS_PROMISE: 7, Habit.DISPUTES: 5, Habit.CLAIMS_TRULY: 5,
    Habit.CLAIMS_FALSELY: 3, Habit.OPTS_OUT: 3, Habit.WRONG_NUMBER: 2, Habit.THIRD_PARTY: 1,
    Habit.ASKS_BALANCE: 4, Habit.ASKS_REFERENCE: 5, Habit.ASKS_INVOICE: 2, Habit.WANTS_COPY: 2,
    Habit.WANTS_PERSON: 2, Habit.HARDSHIP: 2, Habit.EXTENSION: 4, Habit.RUDE: 1, Habit.REFUSES: 1,
    Habit.THREATENS: 1, Habit.SENDS_VOICE: 1, Habit.SENDS_PICTURE: 2, Habit.WRITES_TWICE: 3,
    Habit.ANSWERS_LATE: 4, Habit.SILENT: 12,
}  # fmt: skip

ABOUT = {
    Habit.PAYS_ON_TIME: "pays soon after a reminder",
    Habit.PAYS_LATE: "pays, but late",
    Habit.KEEPS_PROMISE: "names a day and keeps it",
    Habit.KEEPS_UNDATED: "promises without a date, keeps it",
    Habit.KEEPS_PARTLY: "promises and pays a part",
    Habit.BREAKS_PROMISE: "promises and does not pay",
    Habit.DISPUTES: "disputes an invoice",
    Habit.CLAIMS_TRULY: "says that it is paid, and it is",
    Habit.CLAIMS_FALSELY: "says that it is paid, and it is not",
    Habit.OPTS_OUT: "asks for no more messages",
    Habit.WRONG_NUMBER: "the number is another person's",
    Habit.THIRD_PARTY: "someone else answers the phone",
    Habit.ASKS_BALANCE: "asks what is owed, then pays",
    Habit.ASKS_REFERENCE: "asks how to pay, then pays",
    Habit.ASKS_INVOICE: "asks what the invoice is for",
    Habit.WANTS_COPY: "asks for a copy of the invoice",
    Habit.WANTS_PERSON: "wants to talk to a person",
    Habit.HARDSHIP: "cannot pay for now",
    Habit.EXTENSION: "asks for more time or parts",
    Habit.RUDE: "answers with insults",
    Habit.REFUSES: "will not pay",
    Habit.THREATENS: "names lawyers or the consumer office",
    Habit.SENDS_VOICE: "sends voice notes",
    Habit.SENDS_PICTURE: "sends a picture of the receipt",
    Habit.WRITES_TWICE: "writes in several short messages",
    Habit.ANSWERS_LATE: "answers days later",
    Habit.SILENT: "never answers",
}
