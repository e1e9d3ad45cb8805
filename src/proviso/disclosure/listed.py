"""Who on the force's list a message goes to. No address is ever typed for one message (8.1)."""

from django.utils.translation import gettext as _

from proviso.accounts.channel_codes import ReachedAt
from proviso.accounts.models import Listed, Recipient
from proviso.accounts.recipients import approved
from proviso.casework.history.case import Case
from proviso.casework.reading.content_words import named
from proviso.casework.reading.outstanding_corrections import OwedCorrection
from proviso.casework.values.timing import Department
from proviso.casework.writing.commit import ActRefused


class NotListed(ActRefused):
    """The recipient is not one of the force's list, or not one for this; nothing was sent."""

    code = "not_listed"


def still_listed(force: str, recipient: int | None) -> Recipient:
    """An approved recipient of the force. Raises NotListed."""
    found = Recipient.objects.filter(pk=recipient or 0, force__code=force, state=Listed.APPROVED).first()
    if found is None:
        raise NotListed(_("The recipient is no longer on the force’s list. Choose another, and send it again."))
    return found


def of_department(force: str, department: Department | None) -> list[Recipient]:
    """The approved recipients of a department, none where it is not one that we know."""
    return [one for one in approved(force) if one.department == department]


def mailboxes(case: Case, owed: OwedCorrection) -> list[Recipient]:
    """The approved mailboxes by which what somebody received may be corrected: the national unit's own or, for any
    other, the one that received it. Nobody who did not receive it is sent anything."""
    received = [one for one in case.disclosures if one.seq in owed.places]
    department = received[0].recipient
    listed = [one for one in of_department(case.force, department) if one.by.reached_at is ReachedAt.MAILBOX]
    if department is Department.NCCU:
        return listed
    orders = {one.order.recipient for one in received if one.order}
    return [one for one in listed if one.pk in orders]


def fitting(force: str, recipient: int, department: Department | None) -> Recipient:
    """The approved recipient, where it is one of that department and takes messages. Raises NotListed."""
    found = still_listed(force, recipient)
    if found.department != department:
        decided = named(department) or "the department"
        raise NotListed(
            _("%(name)s is not a recipient of %(decided)s, with whom it is to be shared.")
            % {"name": found.name, "decided": decided}
        )
    if not found.by.takes_messages:
        raise NotListed(_("%(name)s is listed to be called. Call them, and record the call.") % {"name": found.name})
    return found
