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


# Words that may stand beside a correction's mark and its new day or amount; any other says something else.
_BESIDE = {
    "es": "a al con de del el en es esa ese eso esta este la le lo los las me mi monto mas no nos o para pero por "
    "que ser si son eran era fue fueron seria serian sera sean sea se su te un una va y ya cantidad dia decir digo "
    "fecha importe pago pagar pagare pagaria deposito depositar abono abonar podria puede puedo podemos queria "
    "quiero quise entonces espera espere ponle pongale pongalo ponlo cambio cambiar cambie cambiemos cambialo",
    "pt": "a ao as com da de do dia e em era eram essa esse esta este eu foi fica ficou foram isso mais mas me meu "
    "minha na nao no nos o os ou para pode podemos posso por pra que quero queria quis dizer sao se seja ser seria "
    "um uma vai valor data pago pagar pagarei pagamento deposito depositar entao espera coloca coloque",
    "en": "a an and at be but can could date day do for have how i it is amount my no not of on or pay please prefer "
    "put say that the then there they this to transfer was we were what will wait would you i'll it's that's let me "
    "let's lets us about actually",
}
# "The other one on Friday" carries a promise over, as "the rest" does.
OTHERS = {
    "es": whole(
        "(?:la|el|las|los) (?:otr[oa]s?|demas|restantes?)(?! (?:dia|semana|mitad|parte|mes)) | el resto | lo demas"
    ),
    "pt": whole(
        "(?:a|o|as|os) (?:outr[oa]s?|demais|restantes?)(?! (?:dia|semana|metade|parte|mes)) | o resto"
    ),
    "en": whole("the (?:other|others|other ones?|rest)(?! (?:day|week|half|part|month))"),
}


@dataclass(frozen=True, slots=True)
class Revised:
    """The dates and amounts that stand after a message's own corrections.

    corrects: it has such words. places: where all of its dates and amounts stand.
    """

    dates: tuple[LocatedDate, ...]
    amounts: tuple[LocatedAmount, ...]
    corrects: bool
    places: tuple[tuple[int, int], ...]


def revised(
    folded: str, language: str, dates: tuple[LocatedDate, ...], amounts: tuple[LocatedAmount, ...]
) -> Revised:
    """What is left of the dates and amounts once those are dropped that the message itself takes back."""
    marks = [found.span() for found in _MARKS[language].finditer(folded)]
    kept_dates = tuple(dates[_taken_back([(one.start, one.end) for one in dates], marks) :])
    kept_amounts = tuple(amounts[_taken_back([(one.start, one.end) for one in amounts], marks) :])
    places = [*((one.start, one.end) for one in dates), *((one.start, one.end) for one in amounts)]
    ahead = any(0 <= start - end <= _BEHIND for _, end in marks for start, _ in places)
    behind = any(_MARKS_AFTER[language].match(folded, end + 1) for _, end in places)
    return Revised(kept_dates, kept_amounts, ahead or behind, tuple(places))


def _taken_back(places: list[tuple[int, int]], marks: list[tuple[int, int]]) -> int:
    """How many of the first mentions a later one, right behind the words of a correction, replaces."""
    replacing = [
        number
        for number, (start, _) in enumerate(places)
        if any(number and places[number - 1][1] <= begins and 0 <= start - ends <= _RIGHT_BEHIND
               for begins, ends in marks)
    ]  # fmt: skip
    return replacing[-1] if replacing else 0


def says_no_more(folded: str, language: str, lexicon: Lexicon, places: tuple[tuple[int, int], ...]) -> bool:
    """Whether a correction is all that a message says: its words, the mentions at `places`, courtesies."""
    rest = folded
    for start, end in places:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    rest = _MARKS[language].sub(" ", _MARKS_AFTER[language].sub(" ", rest))
    words = bare(lexicon.polite.sub(" ", bare(rest))).split()
    return not set(words) - set(_BESIDE[language].split())


def repair_of(body: str, language: str, lexicon: Lexicon) -> Repair | None:
    """The repair that is all that a message says, courtesies aside."""
    core = bare(lexicon.polite.sub(" ", bare(body)))
    core = re.sub(r"^(?:no|nao|sabes que|sabe que|sabe|ah|oh|well|pues|bueno|ai) ", "", core)
    if _CANCEL[language].fullmatch(core):
        return Repair.CANCEL
    return Repair.RESTART if _RESTART[language].fullmatch(core) else None
