"""What the models promise, the database enforces: no migration has lost a constraint or an index."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, models

pytestmark = pytest.mark.django_db


MODELS = tuple(apps.get_app_config("store").get_models())


@pytest.mark.parametrize("model", MODELS, ids=[one.__name__ for one in MODELS])
def test_every_constraint_and_index_stands_in_the_database(model: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        standing = connection.introspection.get_constraints(cursor, model._meta.db_table)
    wanted = {one.name for one in (*model._meta.constraints, *model._meta.indexes)}
    assert wanted <= standing.keys()
    alone = {
        tuple(one["columns"])
        for one in standing.values()
        if (one["unique"] or one["primary_key"]) and one["columns"]
    }
    assert {(field.column,) for field in model._meta.concrete_fields if field.unique} <= alone
    assert all(
        standing[one.name]["unique"]
        for one in model._meta.constraints
        if isinstance(one, models.UniqueConstraint)
    )
