"""A number that left its customer in the ERP may be another person's: what it was trusted with is revoked."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from puntual.rules.phones import whatsapp_variants
from puntual.store.journal import Work, work
from puntual.store.models import ContactPoint, Customer, IdentityRow
from puntual.store.statements import query, within

from .office import Office
from .receive import forget_levels

SLICE = 500


def revoke(office: Office, customers: Collection[int]) -> int:
    """Revoke the identities whose number stood, or now stands, with one of `customers` (those that a sync has
    just stored) and is not their own customer's any more; returns how many.

    An identity that was linked otherwise, from a number that no customer has on file, is left alone.
    """
    if not IdentityRow.objects.filter(customer__isnull=False).exists():
        return 0
    revoked = 0
    for part in _slices(sorted(customers)):
        numbers = (
            ContactPoint.objects.filter(customer__in=part).exclude(e164="").values_list("e164", flat=True)
        )
        phones = {form for number in numbers for form in whatsapp_variants(number)}
        rows = IdentityRow.objects.filter(phone__in=phones, customer__isnull=False)
        for row in rows.order_by("customer_id", "id"):
            # Seen without a lock, since hardly any has moved; one that seems to have is looked at again.
            if _has_moved(row):
                assert row.customer_id is not None  # by the filter
                with work(office.now()) as unit:
                    revoked += _revoke_one(office, unit, row.pk, row.customer_id)
    return revoked


def _slices(keys: list[int]) -> Iterator[list[int]]:
    left = iter(keys)
    while part := list(islice(left, SLICE)):
        yield part


def _revoke_one(office: Office, unit: Work, key: int, owner: int) -> bool:
    list(Customer.objects.filter(pk=owner).select_for_update(no_key=True))
    row = IdentityRow.objects.select_for_update(no_key=True).get(pk=key)
    if row.customer_id != owner or not _has_moved(row):
        return False
    forget_levels(unit, row, office.now(), "the number left its customer in the ERP")
    row.save()
    return True


def _has_moved(row: IdentityRow) -> bool:
    """On file for its customer once, or for another now, but not for its customer now."""
    forms = [f"+{form}" for form in whatsapp_variants(f"+{row.phone}")]
    points = _standing_with.all(forms)
    now_with = {customer for customer, point_in_source, in_source in points if point_in_source and in_source}
    if row.customer_id in now_with:
        return False
    left = any(customer == row.customer_id and not in_source for customer, in_source, _ in points)
    return bool(now_with) or left


@query
def _standing_with(numbers: Any) -> QuerySet[ContactPoint, tuple[int, bool, bool]]:
    points = ContactPoint.objects.filter(within("e164", numbers))
    return points.values_list("customer_id", "in_source", "customer__in_source")
