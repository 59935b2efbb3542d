"""Properties of understanding: any text gives a Reading, whose parts fit together."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from puntual.domain.reading import Band, Context, Intent, Pending
from puntual.understanding import read
from puntual.understanding.intents import ORDER
from puntual.understanding.normalise import fold

WORDS = [
    "no", "si", "ya", "pagué", "pago", "pagar", "el", "la", "los", "viernes", "lunes", "mañana", "pasado",
    "15", "20", "31", "de", "abril", "mayo", "mes", "fin", "quincena", "semana", "otra", "próxima", "que",
    "viene", "en", "días", "8", "mil", "quinientos", "mitad", "todo", "resto", "$", "1,500.00", "1.500",
    "A-1024", "factura", "55", "1234", "5678", ",", ".", "?", "!", "y", "pero", "hasta", "cuando", "me",
    "paguen", "baja", "stop", "soy", "yo", "su", "esposa", "sexta", "amanhã", "dia", "útil", "tomorrow",
    "next", "friday", "👍", "🙏", "por", "favor", "gracias", "hola", "no", "quiero", "puedo", "abogado",
    "01/02", "31/12/2026", "30/02", "9999", "00/00", "1/1/1", "ñ",
]  # fmt: skip
chatter = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
anything = st.one_of(st.text(max_size=300), chatter, st.text(alphabet="0123456789/-.,$ elday", max_size=60))
contexts = st.builds(
    Context,
    today=st.dates(date(1, 1, 1), date(9999, 12, 31)) | st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    country=st.sampled_from([None, "MX", "CO", "CL", "PE", "BR", "US", "XX", ""]),
    language=st.sampled_from([None, "es", "pt-BR", "en", "fr", ""]),
    balance=st.none() | st.decimals(0, 10**9, places=2),
    currency=st.sampled_from([None, "MXN", "CLP", "KWD", "???"]),
    pending=st.none() | st.sampled_from(list(Pending)),
)


@given(anything, contexts)
@example("", Context(date(2026, 4, 14)))
@example("32/0", Context(date(2026, 4, 14)))
@example("la mitad", Context(date(2026, 4, 14), balance=Decimal("0.01")))
@example("😀" * 500, Context(date(2026, 4, 14)))
@example("\x00\ud800ﬁ½Ⅷİ", Context(date(9999, 12, 31)))
@example("en 999 meses el 31 de diciembre el próximo mes", Context(date(9999, 12, 31)))
@example("hace 700 días la semana pasada el mes pasado", Context(date(1, 1, 1)))
@settings(max_examples=600, deadline=None)
def test_any_text_gives_a_reading_whose_parts_fit_together(text: str, context: Context) -> None:
    reading = read(text, context)
    assert reading == read(text, context)
    assert reading.intents
    assert reading.primary is reading.intents[0]
    assert list(reading.intents) == sorted(set(reading.intents), key=ORDER.index)
    assert 0 <= reading.confidence <= 1
    assert (reading.promise is not None) == (Intent.PROMISE in reading.intents)
    assert Intent.UNCLEAR not in reading.intents or reading.intents == (Intent.UNCLEAR,)
    assert reading.primary is not Intent.UNCLEAR or reading.band is not Band.ACT
    if reading.promise and reading.promise.date:
        assert reading.promise.date >= context.today
    for mention in reading.dates:
        assert mention.text in text
        assert mention.end is None or mention.end >= mention.date
        assert mention.ambiguous == bool(mention.alternatives)
    for amount in reading.amounts:
        assert amount.text in text
        assert amount.value > 0


@given(st.text(max_size=200))
def test_folding_keeps_every_position(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.sampled_from(["Ya no me escriban", "BAJA", "no quiero más mensajes", "Stop"]), contexts)
def test_an_opt_out_is_heard_in_any_context(text: str, context: Context) -> None:
    if context.language in (None, "es", ""):
        assert Intent.OPT_OUT in read(text, context).intents
