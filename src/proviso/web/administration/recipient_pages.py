"""The force's list of recipients, for its administrators: proposing one, approving what another proposed, taking one
off (8.1). Nobody else sees the list, and nobody approves what they proposed.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proviso.accounts.certificate_text import held_a_key
from proviso.accounts.channel_codes import ORDERED, Channel, ReachedAt
from proviso.accounts.force_changes import ChangeRefused
from proviso.accounts.models import Listed, Officer, Recipient, Role
from proviso.accounts.recipients import approve_recipient, propose_recipient, to_be_proposed, withdraw_recipient
from proviso.casework import clock
from proviso.casework.values.timing import Department
from proviso.casework.values.value import Value, ask
from proviso.web.administration.certificate_parts import CertificateShown, certificate_of
from proviso.web.case_access import officer_of, page_of
from proviso.web.design.forms import ValueForm, form_for
from proviso.web.design.page_addresses import reverse
from proviso.web.design.pasted_keys import held_keys, refuse_keys, without_keys
from proviso.web.sent_once import once
from proviso.web.signing_in import retained_answers
from proviso.web.signing_in.gate import reauthenticate_within


def _reached_at(what: ReachedAt) -> tuple[Channel, ...]:
    return tuple(one for one in Channel if one.reached_at is what)


class RecipientProposed(Value):
    """A recipient as an administrator puts it forward."""

    kind = "recipient_proposed"

    department: Department = ask("Which part of the Home Office?", "Select which part of the Home Office")
    name: str = ask(
        "What is it called on the list?",
        "Enter what it is called",
        most=120,
        hint="What officers will see",
        heard_by=None,
    )
    channel: Channel = ask("How is it reached?", "Select how it is reached")
    number: str | None = ask(
        "Telephone number",
        "Enter the telephone number",
        only_where=("channel", _reached_at(ReachedAt.NUMBER)),
        most=40,
        heard_by=None,
    )
    mailbox: str | None = ask(
        "Mailbox", "Enter the mailbox", only_where=("channel", _reached_at(ReachedAt.MAILBOX)), most=254, heard_by=None
    )
    certificate: str | None = ask(
        "Its certificate",
        "Paste the recipient’s certificate",
        only_where=("channel", ORDERED),
        long=True,
        most=30_000,
        hint="From -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----. What is sent is encrypted to it. "
        "Never paste a private key",
        heard_by=None,
    )


class Withdrawal(Value):
    """A recipient taken off the list."""

    kind = "recipient_withdrawn"

    why: str = ask(
        "Why is it taken off the list?",
        "Enter why it is taken off the list",
        long=True,
        most=500,
        reason=True,
        heard_by=None,
    )


P = ParamSpec("P")
V = TypeVar("V", bound=Value)


def for_administrators(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """A page that only an administrator sees."""

    @wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if _officer(request).role != Role.ADMINISTRATOR:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return page


def _officer(request: HttpRequest) -> Officer:
    return officer_of(request)


@require_safe
@for_administrators
def recipients(request: HttpRequest) -> HttpResponseBase:
    """The list: what is approved, what waits for a second administrator, what was taken off."""
    listed = Recipient.objects.filter(force=_officer(request).force).order_by("pk")
    groups = [
        (words, [_row(one, request) for one in listed if one.state == state])
        for state, words in (
            (Listed.APPROVED, _("Approved")),
            (Listed.PROPOSED, _("Waiting for a second administrator")),
            (Listed.WITHDRAWN, _("Taken off the list")),
        )
    ]
    context = page_of(request, "recipients", groups=groups)
    return render(request, "administration/recipients.jinja", context)


def _row(recipient: Recipient, request: HttpRequest) -> dict[str, object]:
    return {
        "recipient": recipient,
        "department": Department(recipient.department).label,
        "certificate": certificate_of(recipient, clock.now()),
        "may_approve": recipient.state == Listed.PROPOSED and recipient.proposed_by != _officer(request).staff_number,
        "may_withdraw": recipient.state != Listed.WITHDRAWN,
    }


def _propose(request: HttpRequest) -> HttpResponseBase:
    """Put a recipient forward; one with a certificate once its particulars were before whoever does."""
    form = _form(request, RecipientProposed)
    compare: CertificateShown | None = None
    if form.is_valid():
        try:
            return once(request, lambda: _proposed(request, form.value()))
        except ToCompare as first:
            compare = first.shown
        except ValidationError as refused:
            _show_refused(form, refused)
        except ChangeRefused as refused:
            form.add_error(None, str(refused))
    heading = _("Compare its certificate") if compare else _("Propose a recipient")
    lead = _("Nothing is sent to it until a second administrator approves.")
    return _ask(request, form, heading, _("Propose it"), lead=lead, compare=compare)


class ToCompare(Exception):
    """The certificate is compared before the recipient is proposed: `shown` is what of it."""

    def __init__(self, shown: CertificateShown) -> None:
        super().__init__("The certificate is to be compared first")
        self.shown = shown


def _proposed(request: HttpRequest, given: RecipientProposed) -> HttpResponseBase:
    """The recipient on the list, and the way to it. Raises ToCompare, ChangeRefused, ValidationError."""
    force, by, now = _officer(request).force, _officer(request), clock.now()
    address, certificate = given.number or given.mailbox or "", given.certificate or ""
    typed = {"department": given.department.value, "name": given.name, "address": address, "certificate": certificate}
    compare = certificate_of(to_be_proposed(force, channel=given.channel, by=by, now=now, **typed), now)
    if compare and compare.compared and request.POST.get("compared") != compare.compared.fingerprint:
        raise ToCompare(compare)
    propose_recipient(force, channel=given.channel, by=by, now=now, **typed)
    messages.success(request, _("Proposed. Another administrator has to approve it before anything is sent to it."))
    return HttpResponseRedirect(reverse("recipients"))


def _show_refused(form: ValueForm[V], refused: ValidationError) -> None:
    """Each refusal at the box that it is about."""
    channel = form.cleaned_data.get("channel")
    box = "number" if channel in _reached_at(ReachedAt.NUMBER) else "mailbox"
    for name, said in refused.message_dict.items():
        place = {"address": box}.get(name, name)
        form.add_error(place if place in form.fields else None, said[0])


def _approve(request: HttpRequest, recipient: int) -> HttpResponseBase:
    """Let a recipient be sent to, having seen all of it."""
    one = _of_the_force(request, recipient)
    error = ""
    if request.method == "POST":
        try:
            return once(request, lambda: _approved(request, one))
        except ChangeRefused as refused:
            error = str(refused)
    context = page_of(request, "recipients", row=_row(one, request), error=error)
    return render(request, "administration/approve.jinja", context, status=409 if error else 200)


def _approved(request: HttpRequest, one: Recipient) -> HttpResponseBase:
    """The recipient approved, and the way to the list."""
    approve_recipient(one, by=_officer(request), now=clock.now())
    messages.success(request, _("Approved: %s can be sent to from now on.") % one.name)
    return HttpResponseRedirect(reverse("recipients"))


def _withdraw(request: HttpRequest, recipient: int) -> HttpResponseBase:
    """Take a recipient off the list."""
    one = _of_the_force(request, recipient)
    form = _form(request, Withdrawal)
    if form.is_valid():
        try:
            return once(request, lambda: _withdrawn(request, one, form.value().why))
        except ChangeRefused as refused:
            form.add_error(None, str(refused))
    heading, listed = _("Take off the list: %s") % one.name, one.state != Listed.WITHDRAWN
    lead = _("What was sent to it stays on the record.") if listed else _("%s is off the list already.") % one.name
    return _ask(request, form, heading, _("Take it off"), lead=lead, asks=listed)


def _withdrawn(request: HttpRequest, one: Recipient, why: str) -> HttpResponseBase:
    """The recipient off the list, and the way to it."""
    withdraw_recipient(one, by=_officer(request), now=clock.now(), why=why)
    messages.success(request, _("%s is off the list. Nothing more is sent to it.") % one.name)
    return HttpResponseRedirect(reverse("recipients"))


propose = for_administrators(reauthenticate_within()(_propose))
approve = for_administrators(reauthenticate_within()(_approve))
withdraw = for_administrators(reauthenticate_within()(_withdraw))


def _of_the_force(request: HttpRequest, recipient: int) -> Recipient:
    one = Recipient.objects.filter(pk=recipient, force=_officer(request).force).first()
    if one is None:
        raise Http404
    return one


def _form(request: HttpRequest, value: type[V]) -> ValueForm[V]:
    if request.method != "POST":
        return form_for(value)(None, typed=retained_answers.typed_before(request))
    given = without_keys(request.POST)
    form = form_for(value)(given)
    refuse_keys(form, given)
    return form


def _ask(
    request: HttpRequest,
    form: ValueForm[V],
    heading: str,
    submit: str,
    *,
    lead: str,
    compare: CertificateShown | None = None,
    asks: bool = True,
) -> HttpResponseBase:
    shown = {"heading": heading, "submit": submit, "lead": lead, "compare": compare, "asks": asks, "allowed": asks}
    held = held_a_key() if form.unsaved and held_keys(retained_answers.typed_before(request)) else ""
    context = page_of(request, "recipients", form=form, unsaved=form.unsaved, held_a_key=held, **shown)
    status = 422 if request.method == "POST" and not compare else 200
    return render(request, "administration/ask.jinja", context, status=status)
