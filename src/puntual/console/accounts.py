"""People who may sign in. There is no account until somebody makes one."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils import translation

from puntual.store.models import User


class CannotAddUser(ValueError):
    """The account was not made. The message says what to change, one sentence a reason."""


def add_user(name: str, password: str, role: str = "collector", language: str = "es") -> User:
    """Make an account and return it. Raises CannotAddUser; then nothing was changed.

    role: viewer, collector, supervisor or admin. language: es, pt-br or en, for the pages that they see.
    """
    user = User(username=name.strip(), role=role, language=_language(language))
    wrong = [*objections(name, role, language), *_password_objections(password, user)]
    if wrong:
        raise CannotAddUser(" ".join(wrong))
    user.set_password(password)
    user.save()
    return user


def objections(name: str, role: str, language: str) -> list[str]:
    """Why no such account can be made, whatever its password; empty where it can."""
    return [*_name_objections(name.strip()), *_choice_objections(role, _language(language))]


def _language(told: str) -> str:
    return told.strip().lower().replace("_", "-")


def _name_objections(name: str) -> list[str]:
    if not name:
        return ["Give the user a name."]
    try:
        UnicodeUsernameValidator()(name)
    except ValidationError:
        return ["A user name holds letters, digits and @ . + - _ only."]
    if User.objects.filter(username__iexact=name).exists():
        return [f"There already is a user called {name}."]
    return []


def _choice_objections(role: str, language: str) -> list[str]:
    wrong = []
    if role not in User.Role.values:
        wrong.append(f"The role is one of {', '.join(User.Role.values)}.")
    if language not in dict(settings.LANGUAGES):
        wrong.append(f"The language is one of {', '.join(dict(settings.LANGUAGES))}.")
    return wrong


def _password_objections(password: str, user: User) -> list[str]:
    try:
        # In the language of the other objections, whatever the process speaks.
        with translation.override("en"):
            validate_password(password, user)
    except ValidationError as error:
        return list(error.messages)
    return []
