"""Accounts: none by default, made with a good password or not at all."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from typer.testing import CliRunner

from puntual.cli import user as command
from puntual.console.accounts import CannotAddUser, add_user
from puntual.store.models import User

GOOD = "correct horse battery"


def test_there_is_no_account_until_somebody_makes_one(db: None) -> None:
    assert not User.objects.exists()


def test_passwords_are_kept_by_argon2() -> None:
    from puntual.boot import django_settings

    assert django_settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert settings.AUTH_PASSWORD_VALIDATORS


def test_a_new_account_signs_in_with_its_role_and_language(db: None) -> None:
    made = add_user("ana.paula", GOOD, "supervisor", "pt-BR")
    assert (made.role, made.language) == ("supervisor", "pt-br")
    assert made.check_password(GOOD) and not made.is_superuser


@pytest.mark.parametrize(
    ("name", "password", "role", "language", "told"),
    [
        ("", GOOD, "viewer", "es", "name"),
        ("a b", GOOD, "viewer", "es", "letters, digits"),
        ("ana", "short", "viewer", "es", "12"),
        ("ana", "passwordpassword", "boss", "es", "viewer, collector, supervisor, admin"),
        ("ana", GOOD, "viewer", "fr", "es, pt-br, en"),
        ("CARLA", GOOD, "viewer", "es", "already"),
        ("anapaulalima", "anapaulalima1", "viewer", "es", "similar|parecid"),
    ],
)
def test_what_is_wrong_with_an_account_is_said_and_nothing_is_made(
    name: str, password: str, role: str, language: str, told: str, db: None
) -> None:
    add_user("carla", GOOD)
    with pytest.raises(CannotAddUser, match=told):
        add_user(name, password, role, language)
    assert User.objects.count() == 1


def test_the_command_takes_the_password_from_the_environment_or_asks(db: None, monkeypatch: Any) -> None:
    monkeypatch.setattr(command, "prepare", lambda config: None)
    runner = CliRunner()
    monkeypatch.setenv("PUNTUAL_PASSWORD", GOOD)
    assert runner.invoke(command.app, ["add", "ana", "--role", "admin"]).exit_code == 0
    monkeypatch.delenv("PUNTUAL_PASSWORD")
    asked = runner.invoke(command.app, ["add", "bruno"], input=f"{GOOD}\n{GOOD}\n")
    assert asked.exit_code == 0, asked.output
    assert User.objects.get(username="bruno").check_password(GOOD)
    refused = runner.invoke(command.app, ["add", "ana"], input=f"{GOOD}\n{GOOD}\n")
    assert refused.exit_code == 1
    listed = runner.invoke(command.app, ["list"]).output
    assert "ana" in listed and "bruno" in listed and "admin" in listed
