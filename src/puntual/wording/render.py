"""Writing a message: pick a wording that the facts fill and the channel accepts, and fill it."""

from __future__ import annotations

from collections.abc import Mapping

from .catalogue import CHANNEL_CODES, Wording, wordings_by_rank
from .formats import language_for
from .parameters import objections
from .types import Facts, MessageType, Obstacle, Rendered, Trait, Unrenderable
from .values import Fill, fill_for, filled

# Template states in which the provider delivers. A template that has no state is taken as usable: where a channel
# approves them first, the caller gives a state to those that it never spoke of.
_USABLE = frozenset({"approved", "reinstated", "flagged", "unarchived"})
_NO_STATES: Mapping[str, str] = {}


def render(
    type_: MessageType,
    language: str,
    facts: Facts,
    *,
    first: bool = False,
    variant: int | None = None,
    statuses: Mapping[str, str] = _NO_STATES,
) -> Rendered | Unrenderable:
    """The message of `type_` in `language` (a record's tag; by country where unusable) about `facts`.

    first: it opens a conversation, so it introduces the company, the assistant, how to reach a person and
    how to stop. A reminder takes its form for one or several invoices from the facts. variant: any number
    of the customer's own (the same number gives the same wording); statuses: template name -> state in that
    language; a paused or rejected one yields to the next. Same input, same output.
    """
    code = language_for(language, facts.country)
    fitting_type = type_.for_invoices(len(facts.invoices))
    fill, values = fill_for(facts, code), dict[str, str]()
    missing = ""
    blocked = ""
    for group in wordings_by_rank(code, fitting_type, first=first):
        for wording in _rotated([one for one in group if _trait_holds(one, facts)], variant or 0):
            lack = _fill(wording, fill, values)
            if lack:
                missing = lack
            elif fitting_type.is_push and not usable(wording.name, statuses):
                blocked = wording.name
            else:
                return _written(wording, code, values)
    if blocked:
        return Unrenderable(Obstacle.NO_USABLE_TEMPLATE, blocked)
    return Unrenderable(Obstacle.MISSING_FACT, missing)


def _rotated(group: list[Wording], variant: int) -> list[Wording]:
    """The equally specific wordings, beginning at the customer's own."""
    if len(group) < 2:
        return group
    start = variant % len(group)
    return group[start:] + group[:start]


def _trait_holds(wording: Wording, facts: Facts) -> bool:
    match wording.only_if:
        case None:
            return True
        case Trait.GOOD_PAYER:
            return facts.good_payer
        case Trait.CHARGES:
            return facts.charges
        case Trait.ONE_PAYMENT:
            return len(facts.plan) < 2


def _fill(wording: Wording, fill: Fill, values: dict[str, str]) -> str:
    """Put the wording's values into `values`; the name of the first missing one, or ""."""
    for name in wording.needs:
        if name not in values:
            values[name] = filled(name, fill)
        if not values[name]:
            return name
    return ""


def usable(name: str, statuses: Mapping[str, str]) -> bool:
    """Whether the channel delivers the template `name`; one without a recorded state is taken as usable."""
    state = statuses.get(name)
    return state is None or state.lower() in _USABLE


def _written(wording: Wording, language: str, values: dict[str, str]) -> Rendered | Unrenderable:
    parameters = tuple(values[name] for name in wording.needs)
    text = wording.body.format_map(values)
    is_template = wording.type.is_push
    broken = objections(parameters, text, template=is_template)
    if broken:
        return Unrenderable(Obstacle.BAD_PARAMETER, broken[0])
    return Rendered(
        wording.name, wording.name if is_template else None, CHANNEL_CODES[language], parameters, text
    )
