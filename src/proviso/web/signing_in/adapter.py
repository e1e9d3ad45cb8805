"""What allauth is told about us: by staff number and password, no sign-up, no e-mail, each sign-in an entry (10.1).

It decides nothing about cases. Failed attempts say the same words and do the same work for a number that nobody has.
"""

import logging
from collections.abc import Mapping

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from proviso.accounts import failed_sign_ins, force_changes
from proviso.accounts.account_findings import TWICE, AccountFinding, Differs
from proviso.accounts.account_rows import AccountRow, accounts_with
from proviso.accounts.entries import SERVER, actor_of, note
from proviso.accounts.models import Force, Officer
from proviso.accounts.refused_accounts import Standing, standing
from proviso.casework import clock
from proviso.record.entry import Json
from proviso.record.read import head
from proviso.web.signing_in import attempts, given_password, retained_answers, session

log = logging.getLogger("proviso.signing_in")


class Adapter(DefaultAccountAdapter):
    """allauth's hooks. A sign-in that cannot be entered in the record does not happen."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("The staff number or the password is not right. Check both and try again."),
        "incorrect_password": _("That is not your password. Try again."),
        "enter_current_password": _("That is not your current password. Try again."),
        "too_many_login_attempts": _(
            "There were too many attempts that failed. Wait 10 minutes, then try again. Or sign in on a computer that "
            "you signed in on before, or ask an administrator to lift this."
        ),
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Nobody signs up: an administrator adds officers."""
        return False

    def is_ajax(self, _request: HttpRequest) -> bool:
        """Pages answer people only; there is no second, JSON, form of them."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Whether `next` may be followed: paths of this service only, never a host, not even our own."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def add_message(self, *args: object, **kwargs: object) -> None:
        """allauth's messages are not ours: pages say what happened themselves."""

    def send_notification_mail(self, *args: object, **kwargs: object) -> None:
        """No e-mail is sent."""

    def login(self, request: HttpRequest, user: Officer) -> None:
        """Enter it in the record, then sign in under a new session key and a new token."""
        token = str(request.META.get("CSRF_COOKIE", ""))
        with transaction.atomic():
            body = {"staff_number": user.staff_number, "role": user.role, "unit": user.unit.code}
            failed_sign_ins.sum_up(user.force, now=clock.now())
            _note(user.force, "signed_in", actor_of(user), body | {"address": attempts.address_of(request)})
            login(request, user)
        session.begin(request, token)
        given_password.note_at_sign_in(request, user)
        retained_answers.leave_only_to(request, user)
        log.info("Officer %s signed in", user.staff_number)

    def logout(self, request: HttpRequest) -> None:
        """Enter it in the record and empty the session."""
        user = request.user
        if isinstance(user, Officer):
            with transaction.atomic():
                _note(user.force, "signed_out", actor_of(user), {"staff_number": user.staff_number})
            log.info("Officer %s signed out", user.staff_number)
            logout(request)
            session.remember_who(request, user, session.SIGNED_OUT)

    def pre_authenticate(self, request: HttpRequest, **credentials: object) -> None:
        """Count the attempt; allauth gives it back where the password is right."""
        try:
            self._login_failed_rl_usage = attempts.begin(request, str(credentials.get("username", "")))
        except attempts.Held as held:
            raise self.validation_error("too_many_login_attempts") from held

    def authentication_failed(self, request: HttpRequest, **credentials: object) -> None:
        """Enter a failed attempt: against whom, where that is known; what was typed is kept nowhere."""
        who = request.user if isinstance(request.user, Officer) else None
        typed = str(credentials.get("username", ""))
        against = _standing_of(who, typed)
        if against.findings:
            enter_refusal(request, against)
            return
        log.warning("An attempt failed against %s", against.staff_number or "a staff number that nobody has")
        attempts.failed(request, typed, self._login_failed_rl_usage)

    def set_password(self, user: Officer, password: str) -> None:
        """Change one's own password, as an entry of the force's log."""
        force_changes.change_password(user, password, by=user, now=clock.now())


def confirmed(request: HttpRequest) -> None:
    """Enter that the officer who is signed in has just given the password again."""
    user = request.user
    assert isinstance(user, Officer)  # noqa: S101  the gate lets nobody else through
    with transaction.atomic():
        _note(user.force, "identity_confirmed", actor_of(user), {"staff_number": user.staff_number})


def _note(force: Force, kind: str, actor: str, body: Mapping[str, Json]) -> None:
    note(force, kind, actor=actor, body=body, now=clock.now())


def enter_refusal(request: HttpRequest, against: Standing) -> None:
    """Enter that an account was refused because it is not as the force's log has it, and in what."""
    number = against.staff_number
    log.error("An account is not as the record has it and was refused: %s", number or "one that no entry added")
    if head(against.force).size:  # the log, not the table: somebody may have given the force another code there
        body: dict[str, Json] = {"staff_number": number, "differs": list(against.differs)}
        with transaction.atomic():
            _note(
                Force(code=against.force), "account_refused", SERVER, body | {"address": attempts.address_of(request)}
            )


def _standing_of(who: Officer | None, typed: str) -> Standing:
    """How the account stands that an attempt was made on; of a number that nobody has, how nobody's does."""
    found = [AccountRow.of(who)] if who else accounts_with(typed)
    if not found:
        return Standing(None, settings.PROVISO_FORCE, ())
    each = [standing(row) for row in found]
    wrong = next((one for one in each if one.findings), None)
    twice = Standing(
        each[0].staff_number, each[0].force, (AccountFinding("account", found[0].number, Differs.TWICE, TWICE),)
    )
    return wrong or (twice if len(each) > 1 else each[0])
