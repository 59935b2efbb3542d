"""What the whole suite shares: a file for the SQLite test database, and the pinned time zones."""

from __future__ import annotations

import pytest
from django.conf import settings

from puntual.countries.zones import pin_time_zones
from tests.choose_database import FOLDER

pin_time_zones()


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """SQLite's in-memory database cannot be shared by threads; a file can."""
    database = settings.DATABASES["default"]
    if "sqlite" in database["ENGINE"]:
        database.setdefault("TEST", {})["NAME"] = str(FOLDER / "test.sqlite3")
