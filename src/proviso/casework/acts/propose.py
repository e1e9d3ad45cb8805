"""What would be shared, the views about it and the weighing of it (6.1 to 6.3): each counts for what it was about."""

from dataclasses import replace

from django.utils.translation import gettext as _

from proviso.casework import clock
from proviso.casework.acts import why_not
from proviso.casework.acts.tell import refuse_unneeded_interpreter
from proviso.casework.history.case import Case
from proviso.casework.history.replay import as_of
from proviso.casework.reading.content_words import within_a_sentence
from proviso.casework.reading.proposal import basic_content, proposal_of
from proviso.casework.values.considerations import Views, Weighing
from proviso.casework.values.content import AdditionalInformation, BasicField, BasicInformation, Omission
from proviso.casework.values.protection import Measure, Protection
from proviso.casework.values.timing import DelayReason, Timing
from proviso.casework.values.value import Refusal, Value, ValueRefused
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import ActRefused, MovedOn, Precondition, commit


class NothingProposed(ActRefused):
    """No additional information is proposed, so there is nothing to have views on or to weigh."""

    code = "nothing_proposed"


def choose_basic_information(opened: OpenCase, chosen: BasicInformation, *, seen: int) -> OpenCase:
    """The five fields, chosen. Raises ValueRefused for a field to be shared of which nothing is recorded, and for one
    left out because it is what the case says that it is not (6.1)."""

    def make(case: Case) -> Value:
        refusals = [_nothing_recorded(basic) for basic in chosen.shared if not basic_content(case, basic)]
        refusals += [says for basic in BasicField if (says := _untrue_reason(case, chosen, basic))]
        if refusals:
            raise ValueRefused(refusals)
        return chosen

    return commit(opened, make, Precondition(seen=seen))


def _nothing_recorded(basic: BasicField) -> Refusal:
    says = _("Nothing is recorded to share here: %(field)s. Leave it out, or record it first") % {
        "field": within_a_sentence(_(basic.label))
    }
    return Refusal(basic.value, "share", "leave_out", says)


def _untrue_reason(case: Case, chosen: BasicInformation, basic: BasicField) -> Refusal | None:
    """What is wrong with why a field is left out, where the case says otherwise."""
    name = f"{basic.value}_omitted"
    reason: Omission | None = getattr(chosen, name)
    if reason is Omission.NOT_KNOWN and basic_content(case, basic):
        says = _("It is recorded: %(field)s. Select why it is left out, or share it")
    elif reason is Omission.CONFIDENTIAL and basic is not BasicField.ADDRESS:
        says = _("That is no address: %(field)s. Select why it is left out, or share it")
    else:
        return None
    told = says % {"field": within_a_sentence(_(basic.label))}
    return Refusal(name, reason.value, "a reason that the case bears out", told)


def choose_additional_information(opened: OpenCase, chosen: AdditionalInformation, *, seen: int) -> OpenCase:
    """What more would be shared, chosen (6.2)."""
    return commit(opened, lambda _: chosen, Precondition(seen=seen))


def record_views(opened: OpenCase, views: Views, *, seen: int) -> OpenCase:
    """The person's views on the items that the page showed (6.3.1).

    Raises NothingProposed, and ValueRefused where an interpreter is needed and is said not to be.
    """

    def make(case: Case) -> Value:
        refuse_unneeded_interpreter(views.interpreter, case)
        return replace(views, about=_items(opened, seen))

    return commit(opened, make, Precondition(seen=seen))


def weigh_considerations(opened: OpenCase, weighing: Weighing, *, seen: int) -> OpenCase:
    """The three other considerations, for the items that the page showed (6.3.2 to 6.3.4).

    Raises NothingProposed, and MovedOn where a reply came that the page did not show: it has not been weighed (6.3.3).
    """

    def make(case: Case) -> Value:
        if case.replies and case.replies[-1].seq > seen:
            raise MovedOn(case.history[seen:])
        return replace(weighing, about=_items(opened, seen))

    return commit(opened, make, Precondition(seen=seen))


def _items(opened: OpenCase, seen: int) -> str:
    """The digest of the items that the page showed: what was proposed since, nobody has been asked about."""
    shown = as_of(opened.case, seen)
    if words := why_not.nothing_more_proposed(shown):
        raise NothingProposed(words)
    return proposal_of(shown).items_digest


def weigh_timing(opened: OpenCase, timing: Timing, *, seen: int) -> OpenCase:
    """When to share, weighed (7.1, 7.2). Raises ValueRefused for a review that would be in the past, and for a delay
    that waits for immediate measures where none is recorded as needed."""
    if timing.review_at and timing.review_at <= clock.now():
        says = _("Enter a time for the review that is still to come")
        raise ValueRefused([Refusal("review_at", timing.review_at.isoformat(), "a time to come", says)])

    def make(case: Case) -> Value:
        _refuse_unneeded_delay(timing, case.latest(Protection))
        return timing

    return commit(opened, make, Precondition(seen=seen))


def _refuse_unneeded_delay(timing: Timing, protection: Protection | None) -> None:
    """Raise ValueRefused for a delay while immediate measures are put in place, where it is recorded that none is
    needed or that they are in place."""
    if timing.delay_reason is not DelayReason.IMMEDIATE_PROTECTION or protection is None:
        return
    if protection.immediate is not Measure.NEEDED:
        stands = _(protection.immediate.label).lower()
        says = _(
            "Immediate measures are recorded as “%(recorded)s”, so there is nothing to wait for. "
            "Record first which are needed, under Protective measures, or select another reason"
        ) % {"recorded": stands}
        raise ValueRefused([Refusal("delay_reason", timing.delay_reason.value, "another reason", says)])
