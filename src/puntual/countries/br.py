"""Contact rules for Brazil (BR): no federal hours, five states with a law of their own."""

from __future__ import annotations

from datetime import time

from puntual.domain.rulebook import ClosedDays, Confidence, ContactHours, Layer, Overlay, Rule, Source

from .industry import MONDAY_TO_FRIDAY, SATURDAY, book, own_caution, source, states

_STRICTEST_STATE = source(
    "CDC arts. 42 e 71; hours of the strictest state law (RJ 7.868/18), by caution", Confidence.MEDIUM
)
_START_OF_DAY = time(0)


def _state(
    code: str, law: Source, *, opens: time, closes: time, saturday: tuple[time, time] | None = None
) -> Overlay:
    """A state whose own law takes the place of the hours that bind where no state law is known."""
    own = f"br-{code.lower()}"
    rules: list[Rule] = [
        ContactHours(f"{own}.weekday_hours", Layer.LAW, MONDAY_TO_FRIDAY, opens, closes, law),
        ClosedDays(f"{own}.closed_days", Layer.LAW, law),
    ]
    if saturday is not None:
        rules.append(ContactHours(f"{own}.saturday_hours", Layer.LAW, SATURDAY, *saturday, law))
    return Overlay(subdivision=code, replaces=frozenset({"br.weekday_hours"}), rules=tuple(rules))


_ZONES: dict[str, tuple[str, ...]] = {
    **states("DF ES GO MG PR RJ RS SC SP", "America/Sao_Paulo"),
    **states("CE MA PB PI RN", "America/Fortaleza"),
    **states("AL SE", "America/Maceio"),
    "AC": ("America/Rio_Branco",),
    "AM": ("America/Manaus", "America/Eirunepe"),
    "AP": ("America/Belem",),
    "BA": ("America/Bahia",),
    "MS": ("America/Campo_Grande",),
    "MT": ("America/Cuiaba",),
    "PA": ("America/Belem", "America/Santarem"),
    "PE": ("America/Recife",),
    "RO": ("America/Porto_Velho",),
    "RR": ("America/Boa_Vista",),
    "TO": ("America/Araguaina",),
}

RULEBOOK = book(
    "BR",
    timezone="America/Sao_Paulo",
    languages=("pt-BR",),
    zones=_ZONES,
    rules=(
        ContactHours(
            "br.weekday_hours", Layer.CAUTION, MONDAY_TO_FRIDAY, time(9), time(19), _STRICTEST_STATE
        ),
        *own_caution("br"),
    ),
    overlays=(
        _state("RJ", source("RJ Lei 7.868/2018", Confidence.MEDIUM), opens=time(9), closes=time(19)),
        _state("ES", source("ES Lei 10.626/2017", Confidence.MEDIUM), opens=time(8), closes=time(19)),
        _state("AM", source("AM Lei 306/2016", Confidence.MEDIUM), opens=_START_OF_DAY, closes=time(19)),
        _state(
            "SP",
            source("SP Lei 15.426/2014", Confidence.HIGH),
            opens=time(8),
            closes=time(20),
            saturday=(time(8), time(14)),
        ),
        _state(
            "AL",
            source("AL Lei 7.782/2016", Confidence.MEDIUM),
            opens=time(8),
            closes=time(20),
            saturday=(time(8), time(14)),
        ),
    ),
    unsure=(
        (
            "There are no federal hours; a customer of an unknown state, or of one whose law was not found, "
            "is kept to the hours of the strictest state."
        ),
        "Whether the laws of RJ, ES and AM reach WhatsApp is open; they are applied.",
        "AM's law gives an end (19 h) and no start; the industry's 8 h is the start.",
        (
            "City holidays are not known, except São Paulo's where the state is unknown; add your own "
            "as closed days."
        ),
        "Fernando de Noronha counts only when the city says so.",
    ),
)
