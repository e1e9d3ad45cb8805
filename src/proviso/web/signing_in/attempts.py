"""What an attempt is counted by, before it is known whether it is right, and what is entered when it is not.

At the sign-in page: the officer's own device where it is known, otherwise the staff number (whether or not anybody has
it) and the address. In a session: that session alone. A right password counts for nothing. Raises `Held`.
"""

from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest

from proviso.accounts import attempt_counts
from proviso.accounts.attempt_counts import Count, Taken, digest, number_digest
from proviso.accounts.entries import actor_of, note
from proviso.accounts.failed_sign_ins import Failure, count_refused, enter_failure
from proviso.accounts.models import Counted, Force, Officer
from proviso.casework import clock
from proviso.record.backends import backend_of
from proviso.web.signing_in import known_devices


class Held(Exception):
    """Too many failed lately; nothing was looked at."""


@dataclass(frozen=True)
class Attempt:
    """One attempt that was counted, and can be given back."""

    taken: Taken

    def rollback(self) -> None:
        """It was right. The name is allauth's."""
        attempt_counts.give_back(self.taken)


def begin(request: HttpRequest, typed: str) -> Attempt:
    """Count an attempt. Raises `Held`."""
    count = _count_of(request, typed)
    by_address = count.counted == Counted.UNKNOWN_DEVICE and attempt_counts.is_held(_address_count(request))
    taken = None if by_address else attempt_counts.take(count)
    if taken is None:
        force = None if count.counted == Counted.CONFIRMATION else _force()
        if force is not None:
            count_refused(force, typed, address_of(request), now=clock.now())
        raise Held
    return Attempt(taken)


def failed(request: HttpRequest, typed: str, attempt: Attempt) -> None:
    """Enter that it failed, and whatever is held from now on."""
    counted = attempt.taken.count.counted
    began = [counted] if attempt.taken.fills else []
    if isinstance(request.user, Officer):
        _confirmation_failed(request, request.user, began)
        return
    if counted == Counted.UNKNOWN_DEVICE and attempt_counts.add(_address_count(request)):
        began.append(Counted.ADDRESS)
    officer = officer_with(typed)
    force = officer.force if officer else _force()
    if force is not None:
        enter_failure(force, Failure(typed, officer, address_of(request), began), now=clock.now())


def page_is_held(request: HttpRequest) -> bool:
    """Whether this address sent the sign-in page too much that was not right; a known device is not asked."""
    return not _is_known(request) and attempt_counts.is_held(_page_count(request))


def count_at_page(request: HttpRequest) -> None:
    """Something that signed nobody in was sent to the sign-in page."""
    if not _is_known(request):
        attempt_counts.add(_page_count(request))


def address_of(request: HttpRequest) -> str:
    """The client's address: what the trusted proxies say, where there are any."""
    address: str = get_adapter(request).get_client_ip(request)
    return address


def officer_with(staff_number: str) -> Officer | None:
    """The officer who has a staff number, in whichever case it was typed."""
    if "\0" in staff_number:  # which nobody's holds, and PostgreSQL would not be asked for
        return None
    with backend_of(connection).text_as_stored():  # a column that holds no text is no reason to say less, or more
        return Officer.objects.select_related("unit__force").filter(staff_number__iexact=staff_number).first()


def _count_of(request: HttpRequest, typed: str) -> Count:
    number = number_digest(typed)
    if isinstance(request.user, Officer):
        return Count(Counted.CONFIRMATION, digest(f"session {request.session.session_key}"), number)
    device = known_devices.device_of(request, officer_with(typed))
    if device is not None:
        return Count(Counted.KNOWN_DEVICE, digest(f"device {device}"), number)
    return Count(Counted.UNKNOWN_DEVICE, number, number)


def _confirmation_failed(request: HttpRequest, officer: Officer, began: list[Counted]) -> None:
    body = {"staff_number": officer.staff_number, "address": address_of(request)}
    with transaction.atomic():
        for kind, more in (("confirmation_failed", {}), *(("attempts_held", {"held": one.value}) for one in began)):
            note(officer.force, kind, actor=actor_of(officer), body=body | more, now=clock.now())


def _force() -> Force | None:
    return Force.objects.filter(code=settings.PROVISO_FORCE).first()


def _is_known(request: HttpRequest) -> bool:
    return known_devices.device_of(request, officer_with(request.POST.get("login", "").strip())) is not None


def _address_count(request: HttpRequest) -> Count:
    return Count(Counted.ADDRESS, digest(f"address {get_ip(request)}"))


def _page_count(request: HttpRequest) -> Count:
    return Count(Counted.SIGN_IN_PAGE, digest(f"address {get_ip(request)}"))
