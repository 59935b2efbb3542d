"""What the customer takes back: a day or an amount said before ("no, mejor el lunes", "perdón, son 500"), or
the whole conversation ("olvídalo", "empecemos de nuevo")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from puntual.domain.reading import Repair

from .amounts import LocatedAmount
from .dates import LocatedDate
from .intents import bare
from .lexicon import Lexicon, whole

# A no before a comma takes back; without one it denies ("el lunes, no el viernes").
# How far behind the words of a correction the new day or amount may stand: within the message, where what it
# replaces stands right before them, and alone, where they speak of an earlier message.
_RIGHT_BEHIND, _BEHIND = 16, 45

_MARKS = {
    "es": whole(
        r"me equivoque | me confundi | corrijo | correccion | rectifico | quise decir | mejor dicho | mas bien | "
        r"mejor | perdon\w* | digo | en realidad | al final | cambiemos\w* | cambi(?:e|a)l[oa] | cambio de planes | "
        r"que sea | olvid(?:a|e)lo",
        r"no(?=[,.;] ?(?:son|eran|era|es|fue|fueron|seria|serian|sera|el|la|para|pago|pague)(?![a-z]))",
    ),
    "pt": whole(
        r"me enganei | me confundi | errei | corrigindo | correcao | quis dizer | ou melhor | melhor | perdao | "
        r"desculp\w+ | digo | na verdade | alias | pensando bem | (?:muda|mudar|troca|trocar|mude|passa|passar) para",
        r"nao(?=[,.;] ?(?:sao|eram|era|e|foi|foram|seria|fica|na|no|para|pago|paguei)(?![a-z]))",
    ),
    "en": whole(
        r"actually | sorry | i meant | i mean | my mistake | my bad | correction | make (?:it|that) | rather | "
        r"scratch that | no wait | wait no | i was wrong | (?:change|move|push) (?:it|that) to",
        r"no(?=[,.;] ?(?:it was|it is|it's|they were|make|on|i will|i'll)(?![a-z]))",
    ),
}  # fmt: skip
# Marks that follow the new day: "el lunes mejor", "Monday instead".
_MARKS_AFTER = {"es": whole("mejor"), "pt": whole("melhor"), "en": whole("instead | rather")}
_CANCEL = {
    "es": whole(
        r"(?:ya )?(?:olvid(?:alo|elo|enlo|ate|ese)(?: de (?:eso|esto))? | dej(?:alo|elo|enlo|emoslo) asi | "
        r"asi dej(?:alo|elo|emoslo) | dejemos(?:lo)? asi | dej(?:alo|elo) | olvida (?:eso|lo que dije|lo anterior) | "
        r"no he dicho nada | no dije nada)"
    ),
    "pt": whole(
        r"(?:esquec[ea](?: isso| o que eu disse)? | deix[ae] (?:para la|quieto|assim|isso|isso para la)(?: mesmo)? | "
        r"nao precisa mais | cancela isso | nao falei nada)"
    ),
    "en": whole(
        r"(?:never ?mind | forget (?:it|that|about it|what i said) | leave it(?: like that| as it is| at that)? | "
        r"drop it | cancel that)"
    ),
}  # fmt: skip
_RESTART = {
    "es": whole(
        r"(?:(?:vamos a|podemos|quiero|puedo|mejor) )?(?:(?:empe\w+|comen\w+) (?:de nuevo|otra vez|de cero|desde "
        r"cero|desde el principio) | volver a (?:empezar|comenzar|iniciar) | volvamos a empezar | reinici\w+) | "
        r"menu | inicio | desde el principio"
    ),
    "pt": whole(
        r"(?:(?:vamos|podemos|quero|posso) )?(?:come\w+ (?:de novo|outra vez|do zero|tudo de novo|do inicio) | "
        r"recome\w+ | reinici\w+) | menu | inicio | do zero"
    ),
    "en": whole(
        r"(?:(?:let us|let's|lets|can we|could we|i want to|i would like to) )?(?:start (?:over|again|from scratch|"
        r"from the beginning)|begin again|restart|reset) | menu | main menu"
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Revised:
    """The dates and amounts that stand after a message's own corrections. corrects: it has such words."""

    dates: tuple[LocatedDate, ...]
    amounts: tuple[LocatedAmount, ...]
    corrects: bool


def revised(
    folded: str, language: str, dates: tuple[LocatedDate, ...], amounts: tuple[LocatedAmount, ...]
) -> Revised:
    """What is left of the dates and amounts once those are dropped that the message itself takes back."""
    marks = [found.span() for found in _MARKS[language].finditer(folded)]
    kept_dates = tuple(dates[_taken_back([(one.start, one.end) for one in dates], marks) :])
    kept_amounts = tuple(amounts[_taken_back([(one.start, one.end) for one in amounts], marks) :])
    places = [*((one.start, one.end) for one in dates), *((one.start, one.end) for one in amounts)]
    corrects = any(0 <= start - end <= _BEHIND for _, end in marks for start, _ in places) or any(
        _MARKS_AFTER[language].match(folded.lstrip(), len(folded[: end + 1].rstrip()) + 1)
        for _, end in places
    )
    return Revised(kept_dates, kept_amounts, corrects)


def _taken_back(places: list[tuple[int, int]], marks: list[tuple[int, int]]) -> int:
    """How many of the first mentions a later one, right behind the words of a correction, replaces."""
    replacing = [
        number
        for number, (start, _) in enumerate(places)
        if any(number and places[number - 1][1] <= begins and 0 <= start - ends <= _RIGHT_BEHIND
               for begins, ends in marks)
    ]  # fmt: skip
    return replacing[-1] if replacing else 0


def repair_of(body: str, language: str, lexicon: Lexicon) -> Repair | None:
    """The repair that is all that a message says, courtesies aside."""
    core = bare(lexicon.polite.sub(" ", bare(body)))
    core = re.sub(r"^(?:no|nao|sabes que|sabe que|sabe|ah|oh|well|pues|bueno|ai) ", "", core)
    if _CANCEL[language].fullmatch(core):
        return Repair.CANCEL
    return Repair.RESTART if _RESTART[language].fullmatch(core) else None
