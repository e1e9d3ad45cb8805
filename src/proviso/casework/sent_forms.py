"""A form that begins something counts once, however often it is sent: its token is written with what the form made, in
one transaction, and whoever sends it again is led there. Our safeguard.

A row is a digest over whose form it was, which, and its token, and where it led: nothing of a person. It goes after a
week. A token of somebody else, or one that was made up, counts as a form that was not sent yet.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.db import IntegrityError, transaction

from proviso.casework import clock
from proviso.casework.models import SentForm

KEPT = timedelta(days=7)
"""A page may stay open over a weekend; nobody sends one again after that."""


@dataclass(frozen=True, slots=True)
class FormSent:
    """Where a form led, and whether it was sent before."""

    led_to: str
    before: bool


def form_digest(force: str, staff_number: str, path: str, token: str) -> str:
    """By what a form that was shown to somebody is known, as 64 hexadecimal figures."""
    return sha256("\0".join((force, staff_number, path, token)).encode()).hexdigest()


def led_before(digest: str) -> str | None:
    """Where the form led when it was sent before; None where it was not."""
    return SentForm.objects.filter(digest=digest).values_list("led_to", flat=True).first()


def counted_once(digest: str, act: Callable[[], str]) -> FormSent:
    """Do the act, which returns where it leads, and count its form; or do nothing, where the form counted before.

    Whoever sends it at the same time waits for the first. What the act raises is raised, and the form did not count.
    """
    with transaction.atomic():
        SentForm.objects.filter(at__lt=clock.now() - KEPT).delete()
        if not _is_first(digest):
            return FormSent(SentForm.objects.get(digest=digest).led_to, before=True)
        led_to = act()
        SentForm.objects.filter(digest=digest).update(led_to=led_to)
    return FormSent(led_to, before=False)


def forget_forms_of(reference: str) -> None:
    """Take away where forms of a case led."""
    SentForm.objects.filter(led_to__contains=reference).delete()


def _is_first(digest: str) -> bool:
    """Whether the row is new; the database says so, also to two that ask at once."""
    try:
        with transaction.atomic():
            SentForm.objects.create(digest=digest, at=clock.now())
    except IntegrityError:
        return False
    return True
