"""Beginning the case of another person of the same incident (1.1, 1.2.1): a case of its own; each names the other."""

from django.utils.translation import gettext as _

from proviso.casework.acts.start import TurnedBack, new_reference, open_new_case, turn_back
from proviso.casework.history.case import Case
from proviso.casework.reading.same_incident import link_from
from proviso.casework.values.linking import Linked
from proviso.casework.values.role import Start
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import Precondition, RecordedAlready, commit
from proviso.record.entry import Entry


def begin_another(opened: OpenCase, start: Start, *, seen: int) -> OpenCase:
    """The new case of another person of the incident; both cases hold the link, in one transaction.

    Raises TurnedBack, and RecordedAlready where one was begun from this case since the page was shown.
    """
    if words := turn_back(start):
        raise TurnedBack(words)
    reference = new_reference()
    before: list[Case] = []
    begun: list[OpenCase] = []

    def make(case: Case) -> Value:
        if any(isinstance(one.value, Linked) for one in case.history[seen:]):
            raise RecordedAlready(
                _("A case was begun from this one since you opened this page. Look for it on the case.")
            )
        before.append(case)
        return Linked(other=reference)

    def begin(_linked: Entry) -> None:
        new = open_new_case(opened.actor, start, session=opened.session, reference=reference)
        link = link_from(before[0], opened.case.reference)
        begun.append(commit(new, lambda _: link, Precondition(seen=new.case.seq, once=False)))

    commit(opened, make, Precondition(seen=seen, once=False), in_transaction=begin)
    return begun[0]
