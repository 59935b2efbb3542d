"""The doctor's look at the optional language model: installed, with a key, within its allowance, answering."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from puntual.boot.settings import Settings
    from puntual.casework.office import Office


def check_model(office: Office, settings: Settings) -> tuple[list[str], list[str]]:
    """Problems and warnings. A model that fails is a warning: messages are read without it."""
    from puntual.casework.second_reading import month_of, spent
    from puntual.store.models import ModelCall
    from puntual.understanding.llm.model_reader import is_installed

    model = settings.model
    if model is None:
        return [], []
    warnings = []
    if not is_installed():
        warnings.append(
            "[understanding.llm] is set, but its packages are not installed: pip install 'puntual[llm]'. "
            "Until then messages are read without it"
        )
    if not model.key and not model.is_local:
        warnings.append(
            "no key is set for the language model: PUNTUAL_LLM_KEY, or [understanding.llm] key_file"
        )
    so_far, allowance = spent(month_of(office)), model.allowance
    over_tokens = allowance.tokens is not None and so_far.tokens >= allowance.tokens
    if over_tokens or (allowance.money is not None and so_far.money >= allowance.money):
        warnings.append(f"the language model's allowance is used up: {so_far.tokens} tokens this month")
    latest = ModelCall.objects.exclude(outcome="").order_by("-pk").values_list("outcome", flat=True)[:5]
    failed = [outcome for outcome in latest if outcome != "answered"]
    if len(failed) == len(latest) > 0:
        warnings.append(f"the last {len(failed)} questions to the language model failed: {failed[0]}")
    return [], warnings
